import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { importFile, proposeCircles } from '../../../test/applicants.ts'
import type { Browser } from '../../../test/browserless.ts'
import { asItStands } from '../../../test/forms.ts'
import { openTestHouse, type TestHouse } from '../../../test/house.ts'
import { formationJobs } from '../jobs.ts'

let house: TestHouse
let olga: Browser
let oscar: Browser
let proposal: string

beforeAll(async () => {
  house = await openTestHouse()
  const community = await house.community('long-table', 'The Long Table')
  olga = await community.person('Olga Ortiz', { offices: ['organiser'] })
  oscar = await community.person('Oscar Osei', { offices: ['organiser'] })
  await importFile(olga, readFileSync(new URL('../../../test/data/applicants-48.csv', import.meta.url), 'utf8'))
  proposal = await proposeCircles(olga)
  await house.work()
})
afterAll(() => house.end())
beforeEach(async () => {
  while ((await olga.post(`${proposal}/history`, { go: 'back' })).status === 303);
})

const chips = (html: string) => html.match(/class="chip[^>]*>.*?<\/span>/gs)
const last = (html: string) => /id="board-last">(.*?)<\/p>/s.exec(html)?.[1]?.replace(/<[^>]+>/g, '')

/** Who sits in a circle of the page, by id. */
const seated = (html: string, circle: string): string[] => {
  const [, from = ''] = html.split(`data-circle="${circle}"`)
  return [...(from.split('class="column"')[0] ?? '').matchAll(/id="person-([^"]+)"/g)].flatMap(([, id]) => id ?? [])
}
const firstIn = async (circle: string) => seated((await olga.get(proposal)).html, circle)[0] ?? ''
const seat = (who: Browser, person: string, circle: string, headers = {}) =>
  who.post(`${proposal}/people/${person}/seat`, { circle }, headers)

test('Olga undoes three changes one by one, does two of them again, and a new one makes the last forgotten', async () => {
  const [a, b] = [await firstIn('1'), await firstIn('2')]
  const states = [await olga.get(proposal)]
  await seat(olga, a, '2')
  states.push(await olga.get(proposal))
  await olga.submit(`${proposal}/locks`, { kind: 'circle', of: '3', on: 'on' })
  states.push(await olga.get(proposal))
  await seat(olga, b, '1')
  states.push(await olga.get(proposal))
  const looks = states.map(({ html }) => chips(html))
  for (const n of [2, 1, 0]) {
    const page = await olga.submit(`${proposal}/history`, { go: 'back' })
    expect([chips(page.html), last(page.html)]).toEqual([looks[n], last(states[n]?.html ?? '')])
  }
  for (const n of [1, 2]) expect(chips((await olga.submit(`${proposal}/history`, { go: 'on' })).html)).toEqual(looks[n])
  await seat(olga, a, '4')
  expect((await olga.post(`${proposal}/history`, { go: 'on' })).status).toBe(409)
  const { rows } = await house.owner.query('select number from app.formation_step order by number')
  expect(rows.map(({ number }) => number)).toEqual([1, 2, 3])
})

test('The history is kept with the proposal: after a restart of the product it is all there', async () => {
  const a = await firstIn('1')
  await seat(olga, a, '2')
  const before = await olga.get(proposal)
  const again = await house.restart()
  const there = again.wearing(olga)
  const page = await there.get(proposal)
  expect([chips(page.html), last(page.html)]).toEqual([chips(before.html), last(before.html)])
  await there.submit(`${proposal}/history`, { go: 'back' })
  await again.end()
  expect(seated((await olga.get(proposal)).html, '1')).toContain(a)
})

test('The island gets the parts that changed and no others', async () => {
  const a = await firstIn('1')
  const parts = await seat(olga, a, '2', { 'x-part': 'board' })
  expect(parts.status).toBe(200)
  expect([...parts.html.matchAll(/id="(circle-\d+)"/g)].map(([, id]) => id)).toEqual(['circle-1', 'circle-2'])
  expect(parts.html).not.toContain('<html')
  expect(seated(parts.html, '2')).toContain(a)
  const whole = await olga.get(proposal)
  expect(chips(whole.html)?.slice(0, 3)).toEqual(chips(parts.html)?.slice(0, 3))
})

test('Whoever carries somebody is told of every circle how they would fit there, and what would break', async () => {
  const a = await firstIn('1')
  const told = await olga.get(`${proposal}/people/${a}/chairs`)
  expect([...told.html.matchAll(/data-chair="(\d)"/g)]).toHaveLength(7)
  expect(told.html).toMatch(/data-chair="1" data-fit="with them \d+">with the others \d+, where they sit now</)
  expect(told.html).toMatch(/data-closed="true" data-fit="with them \d+">with them \d+, would break: an hour at which/)
  const page = await olga.get(`${proposal}/people/${a}`)
  const best = /Best elsewhere: circle (\d), .* be (\d+) of 100/.exec(told.text)
  expect(page.text).toMatch(best ? new RegExp(`is circle ${best[1]}: .* be ${best[2]}`) : /No other circle is open/)
  await seat(olga, a, '')
  expect((await olga.get(`${proposal}/people/${a}/chairs`)).text).not.toContain('where they sit now')
})

test('Olga is told before a move that the circle left would be too small', async () => {
  const members = seated((await olga.get(proposal)).html, '1')
  for (const id of members.slice(5)) await seat(olga, id, '')
  const [a = ''] = members
  const told = 'Circle 1 would be left with 4 people; 5 is the least.'
  for (const path of ['', '/chairs']) expect((await olga.get(`${proposal}/people/${a}${path}`)).text).toContain(told)
  expect((await olga.get(`${proposal}/people/${await firstIn('2')}`)).text).not.toContain('5 is the least')
})

test('Nobody is put into a circle that no page offers, and a season has days that a calendar has', async () => {
  const before = await olga.get(proposal)
  const person = before.address(/\/people\/[0-9a-f-]{36}$/)
  for (const circle of ['nowhere', '__proto__', '<b>', ' ', '-1']) {
    const answer = await olga.post(`${person}/seat`, { circle })
    expect([circle, answer.status]).toEqual([circle, circle === ' ' ? 303 : 404])
  }
  await olga.post(`${proposal}/history`, { go: 'back' })
  expect(chips((await olga.get(proposal)).html)).toEqual(chips(before.html))
  const wish = asItStands(await olga.get('/formation/new'))
  for (const from of ['0000-01-01', '9999-10-01']) {
    const answer = await olga.post('/formation/new', { ...wish, from, to: from.replace('-01', '-02') })
    expect([from, answer.status]).toEqual([from, 422])
  }
})

test('A circle that is begun by hand comes and goes with its only member', async () => {
  const a = await firstIn('1')
  const begun = await seat(olga, a, '+', { 'x-part': 'board' })
  expect(begun.text).toContain('circle 8 begins')
  expect(begun.text).toContain('breaks a rule: the size of a circle')
  const back = await olga.post(`${proposal}/history`, { go: 'back' }, { 'x-part': 'board' })
  expect(back.html).toContain('data-gone="circle-8"')
  expect((await olga.get(proposal)).text).toContain('Every rule holds.')
})

test('Olga and Oscar move people at the same moment, and neither is lost', async () => {
  const [a, b] = [await firstIn('1'), await firstIn('2')]
  const answers = await Promise.all([seat(olga, a, '3'), seat(oscar, b, '4')])
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  const { html } = await olga.get(proposal)
  expect(seated(html, '3')).toContain(a)
  expect(seated(html, '4')).toContain(b)
  const { rows } = await house.owner.query('select done from app.formation')
  expect(rows).toEqual([{ done: 2 }])
})

test('What is held in memory is what stands: an answer that changed elsewhere changes the scores', async () => {
  const before = await olga.get(proposal)
  const a = await firstIn('1')
  const saysInstead = (answers: string) =>
    house.owner.query(
      `with was as (select answers from app.application where id = $1)
       update app.application set answers = app.application.answers || $2::jsonb, changed_at = clock_timestamp() from was
       where id = $1 returning was.answers->>'availability' as before`,
      [a, answers],
    )
  const { rows } = await saysInstead('{"availability": "Sun 03:00-04:00"}')
  const after = await olga.get(proposal)
  expect(after.text).toContain('breaks a rule: an hour at which all are free')
  expect(before.text).toContain('Every rule holds.')
  await saysInstead(JSON.stringify({ availability: rows[0].before }))
})

test('What each wish costs is searched for afterwards, told with how sure it is, and changes nothing', async () => {
  const before = await olga.get(proposal)
  const asked = await olga.submit(`${proposal}/prices`)
  expect(asked.html).toContain('<meta http-equiv="refresh"')
  await house.work()
  const page = await olga.get(`${proposal}/prices`)
  expect(page.text).toMatch(/What you could choose otherwise .*What always holds .* an hour at which all are free/)
  expect(page.text).toMatch(/If a wish mattered less .* One step weaker Not at all .* Industry .*Different:/)
  expect(page.text).toMatch(/[+−-]?\d+(\.\d)? ± \d/)
  // Whatever has a price leads to where it is chosen.
  const wishes = `/formation/new?like=${proposal.split('/').at(-1)}`
  const fields = (await olga.get(wishes)).html
  for (const id of [
    'formation-new-min',
    'formation-new-max',
    'formation-new-minutes',
    'formation-new-apart',
    'wish-industry',
  ]) {
    expect(page.html).toContain(`href="${wishes}#${id}"`)
    expect(fields).toContain(`id="${id}"`)
  }
  expect(page.text).not.toContain('Circles were changed since')
  expect(chips((await olga.get(proposal)).html)).toEqual(chips(before.html))
  await seat(olga, await firstIn('1'), '2')
  expect((await olga.get(`${proposal}/prices`)).text).toContain('Circles were changed since')
})

test('Searches that nobody waits for any more are given up', async () => {
  await olga.submit(`${proposal}/prices`)
  const { rows } = await house.owner.query(`select body from ops.outbox where queue = 'formation.prices'`)
  expect((await olga.submit(`${proposal}/prices/removal`)).text).toContain('Find out')
  const job = formationJobs.find(({ queue }) => queue === 'formation.prices')
  for (const { body } of rows) await job?.handle(body, house.services)
  await house.work()
  expect((await house.owner.query('select 1 from app.formation_price')).rows).toEqual([])
})

test('Two proposals are compared: who sits elsewhere, and by which rules they differ', async () => {
  expect((await olga.get(`${proposal}/comparison`)).text).toContain('There is no second proposal to look at')
  await seat(olga, await firstIn('1'), '2')
  await proposeCircles(olga, { min: '6', 'apart[]': [''], 'weight-0': '0' })
  await house.work()
  const page = await olga.get(`${proposal}/comparison`)
  expect(page.text).toMatch(/(of 48 people sits?|Everybody sits)/)
  expect(page.text).toContain('5–8')
  expect(page.text).toContain('6–8')
  expect(page.text).toContain('Never in one circle if they say the same')
  expect(page.text).toMatch(/In the first only/)
  expect(page.text).toContain('Industry: As different as possible')
  expect(page.text).toContain('each is measured by its own wishes')
  expect(page.text).toMatch(/Go on with the first \(the earlier, of .*Go on with the second \(the later, of /)
})

test('Two people come late: they are seated with as few circles changed as can be, and Olga reads what that costs', async () => {
  const more = readFileSync(new URL('../../../test/data/applicants-203.csv', import.meta.url), 'utf8').split('\n')
  await importFile(olga, [more[0], ...more.slice(100, 102)].join('\n'))
  const before = await olga.get(proposal)
  expect((await olga.get(`${proposal}/runs`)).text).toContain('2 people have come since and are seated, too.')
  const again = (await olga.post(`${proposal}/runs`, { keep: 'most' })).location
  await house.work()
  const board = await olga.get(again)
  expect(board.text).toContain('50 people in')
  expect(board.text).toMatch(
    /(One circle|2 circles) of the proposal before ha(s|ve) changed\. (If everybody could|Seating everybody)/,
  )
  const stay = ['1', '2', '3', '4', '5', '6', '7'].filter(
    (circle) => seated(board.html, circle).join() === seated(before.html, circle).join(),
  )
  expect(stay.length).toBeGreaterThanOrEqual(5)
  expect((await olga.get(proposal)).status).toBe(200)
})
