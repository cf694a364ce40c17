import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { mailbox, table } from './lists.ts'

test('Words run as formulas in no spreadsheet, whichever sign parts its cells', async () => {
  const names = ['=1+1', '+1', '@x', 'Ana;=1+1', 'Ana;\t-1', 'Ana\t=1+1', 'plain, "quoted"']
  const text = await table('list.csv', [['name'], ...names.map((name) => [name])]).text()
  for (const delimiter of [',', ';', '\t']) {
    const rows: string[][] = parse(text, { bom: true, delimiter, relax_quotes: true, relax_column_count: true })
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^\s*[=+@-]/)
  }
  expect(text).toContain('"plain, ""quoted"""')
})

test('A name never becomes an address of its own where a list is pasted into a mail', () => {
  expect(mailbox({ name: 'Zoë O’Neil-Đặng', address: 'zoe@example.org' })).toBe('"Zoë O’Neil-Đặng" <zoe@example.org>')
  expect(mailbox({ name: "Ana d'Alba", address: 'ana@example.org' })).toBe("Ana d'Alba <ana@example.org>")
  expect(mailbox({ name: 'Eve <eve@example.org>,\n"', address: 'ana@example.org' })).toBe(
    '"Eve <eve@example.org>, \\"" <ana@example.org>',
  )
})
