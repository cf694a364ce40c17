import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importFile, proposeCircles } from '../../test/applicants.ts'
import type { TestCommunity } from '../../test/arrange.ts'
import type { Browser } from '../../test/browserless.ts'
import { asItStands } from '../../test/forms.ts'
import { openTestHouse, type TestHouse } from '../../test/house.ts'

let house: TestHouse
let community: TestCommunity
let olga: Browser

beforeAll(async () => {
  house = await openTestHouse()
  community = await house.community('long-table', 'The Long Table')
  olga = await community.person('Olga Ortiz', { offices: ['organiser'] })
})
afterAll(() => house.end())

const sample = (name: string) => readFileSync(new URL(`../../test/data/${name}`, import.meta.url), 'utf8')

describe('Forming circles', () => {
  let proposal: string

  test('Olga, who has imported 48 people, proposes circles with one tap', async () => {
    await importFile(olga, sample('applicants-48.csv'))
    expect((await olga.get('/applications')).text).toContain('Form circles')
    const wishes = (await olga.get('/formation/new')).text
    expect(wishes).toContain('those who can at more hours come first')
    expect(wishes).toMatch(/Answers to “Stage”: first-time manager; founder/)
    proposal = await proposeCircles(olga)
    const searching = await olga.get(proposal)
    expect(searching.text).toContain('Looking for good circles')
    expect(searching.html).toContain('<meta http-equiv="refresh"')
    // Pressed twice, it is asked for once: a second search would push out the proposal that is kept beside it.
    expect(await proposeCircles(olga)).toBe(proposal)
    await house.owner.query(`update app.formation set made_at = made_at - interval '16 minutes'`)
    const long = await olga.get(proposal)
    expect(long.text).toContain('This takes much longer than it should')
    expect(long.html).not.toContain('http-equiv')
    await house.work()
    const board = await olga.get(proposal)
    expect(board.text).toMatch(/48 people in [678] circles/)
    expect(board.text).toContain('Every rule holds')
    expect(board.text).toContain('every rule holds')
    expect(board.text).toMatch(/Most share, in Goals|All share, in Languages: English/)
    expect(board.html).not.toContain('http-equiv')
  })

  test('She sees why somebody sits where they sit, moves them, sees what it costs, and takes it back', async () => {
    const before = await olga.get(proposal)
    const person = before.address(/\/people\/[0-9a-f-]{36}$/)
    const page = await olga.get(person)
    expect(page.text).toMatch(/Would sit in circle \d/)
    expect(page.text).toMatch(/Their fit with the others of circle \d is [\d.]+ of 100/)
    expect(page.text).toContain('“as alike as possible” and “as different as possible” count three times')
    expect(page.text).toMatch(/The fit of the whole circle, all its pairs counted, is [\d.]+/)
    expect(page.text).toMatch(/Stage .*As alike as possible .*first-time manager .*first-time manager \(\d\)/)
    expect(page.text).toMatch(/next best circle that is open to them, .* is circle \d|No other circle is open/)
    expect(page.text).toMatch(/Circle \d without them: fit [\d.]+ → [\d.]+/)
    expect(page.text).toMatch(/Circle \d · \d+ with them · (circle [\d.]+ → [\d.]+|breaks a rule)/)
    const [, name = ''] = /<h1>([^<]+)/.exec(page.html) ?? []
    const [, to = ''] = /<option value="(\d+)"/.exec(page.html) ?? []
    const chips = (html: string) => html.match(/class="chip[^>]*>.*?<\/span>/gs)
    const after = await olga.submit(`${person}/seat`, { circle: to })
    expect(after.text).toContain(`${name} has moved from circle`)
    expect(after.text).toMatch(/circle \d: fit [\d.]+ → [\d.]+, circle \d: fit [\d.]+ → [\d.]+, and all circles:/)
    expect(after.text).toMatch(/fit [\d.]+ · by chance [\d.]+/)
    const back = await olga.submit(`${proposal}/history`, { go: 'back' })
    expect(chips(back.html)).toEqual(chips(before.html))
    expect(back.text).toContain('Nothing was changed by hand yet.')
    const again = await olga.submit(`${proposal}/history`, { go: 'on' })
    expect(chips(again.html)).toEqual(chips(after.html))
    expect((await olga.post(`${proposal}/history`, { go: 'on' })).status).toBe(409)
    await olga.submit(`${proposal}/history`, { go: 'back' })
  })

  test('A rule that a move breaks is named, and somebody without a circle is not forgotten', async () => {
    const { rows } = await house.owner.query(
      `select a.id, b.id as mate from app.application a join app.application b on a.answers->>'employer' = b.answers->>'employer' and a.id < b.id limit 1`,
    )
    const circleOf = async (id: string) =>
      /Would sit in circle (\d+)/.exec((await olga.get(`${proposal}/people/${id}`)).text)?.[1] ?? ''
    const home = await circleOf(rows[0].id)
    const board = await olga.submit(`${proposal}/people/${rows[0].id}/seat`, { circle: await circleOf(rows[0].mate) })
    expect(board.text).toContain('breaks a rule: people with the same answer apart')
    const without = await olga.submit(`${proposal}/people/${rows[0].id}/seat`, { circle: '' })
    expect(without.text).toContain('One person has no place in this proposal')
    const nowhere = (await olga.get(`${proposal}/people/${rows[0].id}`)).text
    expect(nowhere).toMatch(/Why without a place .*Circle \d has room and every rule would hold there; .* be \d+/)
    await olga.submit(`${proposal}/people/${rows[0].id}/seat`, { circle: home })
    expect((await olga.get(proposal)).text).toContain('Every rule holds')
  })

  test('What she locks stays when she searches again, and both proposals are kept to compare', async () => {
    await olga.submit(`${proposal}/locks`, { kind: 'circle', of: '2', on: 'on' })
    const members = async (of: string) =>
      (
        await house.owner.query(
          "select c.value->'members' as m from app.formation f, jsonb_array_elements(f.result->'circles') c where f.id = $1 and c.value->>'circle' = '2'",
          [of.split('/').at(-1)],
        )
      ).rows[0].m.sort()
    const again = (await olga.post(`${proposal}/runs`)).location
    await house.work()
    expect(await members(again)).toEqual(await members(proposal))
    const list = await olga.get('/formation')
    expect(list.html.match(/href="\/formation\/[0-9a-f-]{36}"/g)).toHaveLength(2)
    expect(list.text).toMatch(/fit \d+ of 100, in the worst circle \d+/)
    const both = await olga.get(`${again}/comparison`)
    expect(both.text).toMatch(/Go on with the first \(the later, of .*Go on with the second \(the earlier, of /)
    await olga.submit(`${again}/removal`)
    // Also for whoever has it open in another tab.
    for (const path of ['', '/publication', '/comparison', '/prices']) {
      const gone = await olga.get(again + path)
      expect(gone.status, path).toBe(404)
      expect(gone.text).toContain('This proposal was thrown away')
      expect(gone.html).toContain('href="/formation"')
    }
    expect((await olga.post(`${again}/publication`, { until: '2099-01-01' })).text).toContain('was thrown away')
  })

  test('She publishes, each gets a place and nobody is told of the others; published twice, it is published once', async () => {
    const before = await olga.get(`${proposal}/publication`)
    expect(before.text).toContain('now on people learn of it from you')
    expect(before.text).toContain('you hand on 48 personal links')
    expect(before.text).toContain('on this computer only')
    expect(before.text).toMatch(/you download on the next page.*Were a mail server and a public address set/)
    expect(before.text).toContain('they see nobody else’s name')
    expect(before.text).toMatch(/The program keeps the place for somebody else.*stays empty until you fill it by hand/)
    expect(before.text).toContain('Whoever owns the first community of this server sets it.')
    const otto = await community.person('Otto Owens', { offices: ['organiser', 'owner'] })
    expect((await otto.get(`${proposal}/publication`)).html).toContain('href="/settings/mail"')
    expect(before.text).toMatch(
      /nothing by the end of that day, loses the place.*Places are kept until.*Publish and keep/,
    )
    const form = asItStands(before)
    expect((await olga.post(`${proposal}/publication`, { ...form, until: '2020-01-01' })).text).toContain(
      'a day to come',
    )
    const far = await olga.post(`${proposal}/publication`, { ...form, until: '2899-12-31' })
    expect([far.status, far.text]).toEqual([422, expect.stringContaining('a day within the next three months')])
    const sameName = { ...form, 'name-1': 'The Herons', 'name-2': 'The Herons' }
    const refused = await olga.post(`${proposal}/publication`, sameName)
    expect([refused.status, refused.text]).toEqual([
      422,
      expect.stringContaining('Another of these circles has this name'),
    ])
    const answers = await Promise.all([1, 2].map(() => olga.post(`${proposal}/publication`, form)))
    expect(answers.map(({ location }) => location).sort()).toEqual([proposal, `${proposal}?already`])
    expect((await olga.submit(`${proposal}/publication`, form)).text).toContain('your press has changed nothing')
    const late = await olga.post(`${proposal}/history`, { go: 'back' })
    expect([late.status, late.address(/\/formation\//)]).toEqual([409, proposal])
    const page = await olga.get(proposal)
    expect(page.text).toContain('0 of 48')
    const names = [...page.text.matchAll(/Circle (\d+) 0 of/g)].map(([, number]) => Number(number))
    expect(names).toEqual([...names].sort((a, b) => a - b))
    const { rows } = await house.owner.query('select count(*)::int as n from app.placement')
    expect(rows).toEqual([{ n: 48 }])
    expect(await (await olga.raw(`${proposal}/links.csv`)).text()).toContain('/p/')
  })
})

describe('A place that was kept', () => {
  const csv = async () => (await (await olga.raw(`${published}/links.csv`)).text()).trim().split('\n').slice(1)
  let published: string
  let circle: string

  /** Comes in by a personal link, as somebody with a phone would: look, say who they are, look at the place. */
  async function come(link: string): Promise<{ who: Browser; place: string }> {
    const who = house.nobody()
    const door = await who.get(link)
    expect(door.text).toContain('A place is kept for you in “Circle')
    const you = await who.get(door.address(/\/you$/))
    const there = await who.submit(`${link}/you`, { ...asItStands(you), privacy: 'on' })
    expect(there.headers.get('location') ?? '').toMatch(/\/places\//)
    return { who, place: (there.headers.get('location') ?? '').replace(/^.*(\/places\/)/, '$1') }
  }
  const linkIn = (row: string) => /http:\/\/localhost:8080(\/p\/[\w-]+)/.exec(row)?.[1] ?? ''

  test('Whoever follows their link sees when all could meet, comes in, and reads circle, host and how it was formed', async () => {
    published = (await olga.get('/formation')).address(/\/formation\/[0-9a-f-]{36}$/)
    const [row = ''] = await csv()
    const before = await house.nobody().get(linkIn(row))
    expect(before.text).toMatch(
      /Everybody with a place here could meet: (Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d\d:\d\d/,
    )
    expect(before.text).toContain('It is kept until')
    const until = (text: string) => /kept until ([^.]+)\./.exec(text)?.[1] ?? 'never'
    expect(before.text).toContain(`It is kept until ${until((await olga.get(published)).text)}.`)
    const { who, place } = await come(linkIn(row))
    const page = await who.get(place)
    expect(page.text).toContain('Olga Ortiz invites you')
    expect(page.text).toContain(
      'to be alike in: Stage, Hours a month, and Goals; and different in: Industry and Function',
    )
    expect(page.text).not.toMatch(/Employer|first-time manager|healthcare/)
    const agreement = await who.submit(place, { answer: 'yes' })
    circle = /\/circles\/([0-9a-f-]{36})\/agreement/.exec(agreement.html)?.[1] ?? ''
    const home = await who.submit(`/circles/${circle}/agreement`, asItStands(agreement))
    expect(home.text).toMatch(/Those for whom places were kept here are all free on \w+day, \d\d:\d\d/)
    const series = asItStands(await who.get(`/circles/${circle}/meetings/series`))
    expect(series).toMatchObject({ rhythm: 'fortnightly', minutes: '90' })
    expect(series.at).toMatch(/^\d\d:\d\d$/)
  })

  test('Somebody else says no, and Olga sees both answers and not a word of the circle', async () => {
    const [row = ''] = await csv()
    const { who, place } = await come(linkIn(row))
    await who.submit(place, { answer: 'no' })
    expect((await who.get(place)).text).toContain('You have said no to this place')
    const page = await olga.get(published)
    expect(page.text).toContain('1 of 48')
    expect(page.text).toContain('no, thank you')
    expect((await olga.get(`/circles/${circle}`)).status).toBe(404)
  })

  test('Who said no waits for the next round, and nobody else does', async () => {
    expect((await olga.get('/formation')).text).toContain('One person waits for a circle')
  })

  test('After its day a place is gone, for the link as for the person', async () => {
    const [one = '', other = ''] = await csv()
    const { who, place } = await come(linkIn(one))
    await house.owner.query(`update app.placement set until = now() - interval '1 hour'`)
    await house.owner.query(`update app.invitation set until = now() - interval '1 hour'`)
    expect((await who.get(place)).text).toContain('This place is no longer kept')
    expect((await house.nobody().get(linkIn(other))).text).not.toContain('A place is kept')
    expect((await olga.get(published)).text).toContain('no answer in time')
  })
})

describe('Who may look at proposals', () => {
  test('Members, strangers and the organiser of another community find nothing', async () => {
    const { rows } = await house.owner.query(
      'select f.id, p.application from app.formation f join app.placement p on p.formation = f.id limit 1',
    )
    const other = await house.community('night-owls', 'Night Owls')
    const owl = await other.person('Otto Owl', { offices: ['organiser'] })
    const ana = await community.person('Ana Martins')
    const one = `/formation/${rows[0].id}`
    for (const who of [ana, house.nobody(), owl])
      for (const path of ['', '/publication', `/people/${rows[0].application}`, '/links.csv', '/links.txt'])
        expect((await who.get(one + path)).status, path).toBe(404)
    for (const who of [ana, house.nobody()])
      for (const path of ['/formation', '/formation/new']) expect((await who.get(path)).status).toBe(404)
    expect((await owl.get('/formation')).text).not.toContain('48 people')
    for (const path of ['/removal', '/runs', '/locks', '/publication', `/people/${rows[0].application}/seat`])
      expect(
        (await owl.post(one + path, { circle: '1', kind: 'circle', of: '1', on: 'on', until: '2099-01-01' })).status,
      ).toBe(404)
  })
})
