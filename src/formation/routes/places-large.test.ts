import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importFile, proposeCircles } from '../../../test/applicants.ts'
import type { TestCommunity } from '../../../test/arrange.ts'
import type { Browser } from '../../../test/browserless.ts'
import { lawful } from '../../../test/circle-laws.ts'
import { asItStands } from '../../../test/forms.ts'
import { openTestHouse, type TestHouse } from '../../../test/house.ts'
import { policyOf, problemFrom, sample } from '../../../test/people-files.ts'
import { comesIn, wrongPlaces } from '../../../test/places.ts'
import type { Policy } from '../solver/index.ts'

let house: TestHouse
let community: TestCommunity
let olga: Browser

beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.end())

test('In a season of 270, looked at and published from a thread, whoever gives a place up waits for no search; the job fills what it can by every rule, and says why not', async () => {
  community = await house.community('large', 'Large')
  olga = await community.person('Olga Ortiz', { offices: ['organiser'] })
  const [head = '', ...rows] = [...linesOf('applicants-203.csv'), ...more(80)]
  const csv = [head, ...rows].join('\n')
  await importFile(olga, [head, ...rows.slice(0, 270)].join('\n'))
  const path = await proposeCircles(olga)
  await house.work()
  await movedAndBack(path)
  await olga.submit(`${path}/publication`, asItStands(await olga.get(`${path}/publication`)))
  await importFile(olga, csv)
  const answers = ['elsewhere', 'no', 'no', 'no', 'no']
  const giveUp = rows.filter((_, n) => n % 37 === 0).slice(0, answers.length)
  for (const [n, row] of giveUp.entries()) {
    const { who, place } = await comesIn(house, olga, path, row.split(',')[1] ?? '')
    await who.submit(place, { answer: answers[n] ?? 'no' })
  }
  const { rows: made } = await house.owner.query(
    `select 1 from app.placement where how <> 'published' and community = $1`,
    [community.id],
  )
  expect(made).toEqual([])
  await house.work()
  const { filled, unfilled, explained } = await outcome()
  expect(filled.length + unfilled.length).toBe(answers.length)
  expect(filled.length).toBeGreaterThan(0)
  expect(explained).toEqual(unfilled)
  const hand = await olga.get(`${path}/circles/${[...unfilled, ...filled][0]}`)
  expect(hand.text).toMatch(/Could come|Closed to them/)
  expect(await wrongPlaces(house, 8)).toEqual([])
  const { policy, circles: after } = await asItIs(path)
  const problem = { ...problemFrom(csv, policyOf(false)), policy }
  for (const { members } of after.filter(({ id }) => filled.includes(id)))
    expect(
      lawful(
        { policy, people: [] },
        problem.people.filter(({ id }) => members.includes(id)),
      ),
    ).toBe(true)
})

const linesOf = (name: string) => readFileSync(sample(name), 'utf8').trim().split('\n')

/**
 * The same people again under other ids and addresses, without employers and wishes about others: so many that a board is opened in a thread.
 */
const more = (count: number) =>
  linesOf('applicants-203.csv')
    .slice(1, 1 + count)
    .map((row) => {
      const cells = row
        .replace('p', 'q')
        .replaceAll(/person(\d+)@/g, 'again$1@')
        .split(',')
      return cells.with(9, '').with(10, '').with(13, '').with(14, '').join(',')
    })

/** On a board of so many people somebody is moved, stays so when it is opened anew, and is moved back. */
async function movedAndBack(path: string): Promise<void> {
  const chips = (html: string) => html.match(/class="chip[^>]*>.*?<\/span>/gs)
  const before = await olga.get(path)
  expect(before.text).toContain('270 people in')
  const person = before.address(/\/people\/[0-9a-f-]{36}$/)
  const moved = await olga.submit(`${person}/seat`, { circle: '2' })
  expect(chips(moved.html)).not.toEqual(chips(before.html))
  // Whoever answers anew makes it another board; what was held in memory is not it.
  await house.owner.query('update app.application set changed_at = clock_timestamp() where community = $1', [
    community.id,
  ])
  expect(chips((await olga.get(path)).html)).toEqual(chips(moved.html))
  expect(chips((await olga.submit(`${path}/history`, { go: 'back' })).html)).toEqual(chips(before.html))
}

/** The circles whose free places were given to somebody, those whose were not, and those of which it is said why. */
async function outcome() {
  const of = async (which: string): Promise<string[]> =>
    (
      await house.owner.query(`select p.circle from app.placement p where p.community = $1 and ${which} order by 1`, [
        community.id,
      ])
    ).rows.map(({ circle }) => circle)
  const next = 'exists (select 1 from app.placement n where n.fills = p.id)'
  return {
    filled: await of(`p.ended is not null and ${next}`),
    unfilled: await of(`p.ended is not null and not ${next}`),
    explained: await of(
      `p.ended is not null and not ${next} and exists (select 1 from app.place_search s where s.circle = p.circle and s.application is null and jsonb_array_length(s.facts->'closed') > 0)`,
    ),
  }
}

/** Who sits where, by the ids of the file, and by which rules. */
async function asItIs(path: string): Promise<{ policy: Policy; circles: { id: string; members: string[] }[] }> {
  const { rows } = await house.owner.query(
    `select p.circle as id, array_agg(a.ref) as members from app.placement p join app.application a on a.id = p.application
     where p.community = $1 and p.ended is null group by p.circle`,
    [community.id],
  )
  const of = await house.owner.query('select policy from app.formation where id = $1', [path.split('/').at(-1)])
  return { policy: of.rows[0].policy, circles: rows }
}
