import { expect, test } from 'vitest'
import { keptTables, meansIt } from './rules.ts'

test('only tables that say whose their rows are hold data of a person, and hashes are nobody’s', () => {
  const column = (table: string, name: string, kind: string, type = 'text') => ({
    table,
    column: name,
    class: kind,
    type,
  })
  expect(
    keptTables([
      column('seat', 'person', 'personal, of the person', 'uuid'),
      column('seat', 'token_hash', 'technical', 'bytea'),
      column('seat', 'circle', 'technical', 'uuid'),
      column('circle', 'name', 'shared'),
    ]),
  ).toEqual([
    {
      table: 'seat',
      owner: 'person',
      columns: [
        column('seat', 'person', 'personal, of the person', 'uuid'),
        column('seat', 'circle', 'technical', 'uuid'),
      ],
    },
  ])
})

test('a name counts as typed whatever its capitals and spaces', () => {
  expect(meansIt('  josé   da silva', 'José da Silva')).toBe(true)
  expect(meansIt('Jose\u0301 da Silva', 'José da Silva')).toBe(true)
  expect(meansIt('José', 'José da Silva')).toBe(false)
  expect(meansIt('', 'José da Silva')).toBe(false)
})
