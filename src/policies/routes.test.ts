import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestCommunity } from '../../test/arrange.ts'
import { openTestHouse, type TestHouse } from '../../test/house.ts'
import { catalogues } from '../platform/i18n/languages.ts'
import { keptKey } from './pages.tsx'
import { whatIsKept } from './reads.ts'

let house: TestHouse
let community: TestCommunity

beforeAll(async () => {
  house = await openTestHouse()
  community = await house.community('long-table', 'The Long Table')
})
afterAll(() => house.end())

describe('What a community says about privacy', () => {
  test('names everything about people that the database keeps, in a sentence for each table', async () => {
    const kept = await house.services.handles.visitor({ community: community.id }, whatIsKept)
    expect(kept.map((each) => keptKey(each.table)).filter((key) => !Object.hasOwn(catalogues.en, key))).toEqual([])
    expect(kept.find((each) => each.table === 'contact')).toMatchObject({ sealed: false, organisers: true })
  })

  test('can be read by a stranger before joining, in their language', async () => {
    const page = await house.nobody().get('/privacy', { 'accept-language': 'es' })
    expect(page.status).toBe(200)
    expect(page.text).toContain('The Long Table lleva este sitio por su cuenta')
    expect(page.text).toContain('Tu correo electrónico y tu idioma')
  })

  test('is edited by an owner, who makes a new version', async () => {
    const text = 'We keep as little as we can, and this sentence is long enough.'
    const page = await community.owner.submit('/settings/privacy', { en: text, es: text })
    expect(page.text).toContain('Version 2')
    expect((await house.nobody().get('/privacy')).text).toContain('We keep as little as we can')
  })

  test('keeps what an owner typed when a language was left empty', async () => {
    const page = await community.owner.post('/settings/terms', { en: 'x'.repeat(60), es: '' })
    expect(page.status).toBe(422)
    expect(page.html).toContain('x'.repeat(60))
  })

  test('cannot be edited by an organiser, for whom the editor does not exist', async () => {
    const otto = await community.person('Otto Organiser', { offices: ['organiser'] })
    expect((await otto.get('/settings/privacy')).status).toBe(404)
    expect((await otto.post('/settings/privacy', {})).status).toBe(404)
  })

  test('shows what an owner wrote as words, never as markup', async () => {
    const text =
      '<script>alert(1)</script> and [a link](javascript:alert(1)) and [the rules](https://example.org/rules)'
    await community.owner.submit('/settings/terms', { en: text, es: text })
    const { html } = await house.nobody().get('/terms')
    expect(html).toContain('&lt;script>alert(1)')
    expect(html).not.toContain('href="javascript:')
    expect(html).toContain('href="https://example.org/rules"')
  })
})
