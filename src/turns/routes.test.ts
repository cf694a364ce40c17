import { beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../../test/browserless.ts'
import { circleOf, joinsLate, meets } from '../../test/circles.ts'
import { theLongTable } from '../../test/long-table.ts'
import { begun, openRoom, press } from '../../test/rooms.ts'
import { newId } from '../platform/ids.ts'

const { house, community } = await theLongTable({})
const week = 7 * 86_400_000
const first = new Date('2026-11-24T17:25:00Z')

beforeAll(() => house.setNow(first))

interface Table {
  readonly circle: string
  readonly ana: Browser
  readonly ben: Browser
  readonly cleo: Browser
}

const letters = (id: string) => id.slice(-12).replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] ?? '')
const person = (name: string): Promise<Browser> => community.person(`${name} ${letters(newId())}`)

/** Ana, Ben and Cleo, who meet every Tuesday from the first one on; at their first meeting Cleo is the one to lead. */
async function theTable(): Promise<Table> {
  house.setNow(first)
  const [ana, ben, cleo] = [await person('Ana'), await person('Ben'), await person('Cleo')]
  const circle = await circleOf(ana, ben, cleo)
  await meets(ana, circle, { minutes: '60' })
  return { circle, ana, ben, cleo }
}

const turns = (who: Browser, { circle }: Pick<Table, 'circle'>) => who.get(`/circles/${circle}/turns`)

/** The meeting that comes next, and the roles of it, as somebody reads them. */
async function next(who: Browser, table: Pick<Table, 'circle'>) {
  const { html } = await turns(who, table)
  const said = [...html.matchAll(/<h3>(.*?)<\/h3>/g)].map(([, text = '']) => text.replace(/ [a-p]{12}/g, ''))
  const [, challenge, leads, time, notes, watches] = ['', ...said]
  return { challenge, leads, time, notes, watches }
}

async function meetingOf(who: Browser, { circle }: Pick<Table, 'circle'>): Promise<string> {
  const page = await who.get(`/circles/${circle}/meetings`)
  return (
    page
      .address(/\/meetings\/[0-9a-f-]{36}$/)
      .split('/')
      .at(-1) ?? ''
  )
}

const wish = async (who: Browser, table: Table, kind: 'skips' | 'swaps', values: Record<string, string> = {}) =>
  who.post(`/circles/${table.circle}/turns/${kind}`, {
    meeting: await meetingOf(who, table),
    role: 'facilitator',
    ...values,
  })

/** They meet in the room and end again; whoever is first of `all` leads. A week passes. */
async function meet(table: Pick<Table, 'circle'>, all: readonly [Browser, ...Browser[]]): Promise<void> {
  const [leads] = all
  const room = await openRoom(leads, table.circle)
  await begun(room, all)
  expect((await press(leads, room, 'end')).view.phase).toBe('ended')
  house.setNow(new Date(+house.services.now() + week))
}

describe('The turns of a circle', () => {
  test('Cleo reads that she leads next time and why, on the page of turns and on the circle’s own; Ana reads her name', async () => {
    const table = await theTable()
    expect(await next(table.cleo, table)).toMatchObject({ leads: 'You lead', challenge: 'Ana brings a challenge' })
    expect(await next(table.ana, table)).toMatchObject({ leads: 'Cleo leads', time: 'Ben keeps the time' })
    const home = await table.cleo.get(`/circles/${table.circle}`)
    expect(home.text).toContain('You lead this time. It is the first meeting: somebody begins.')
    expect((await table.ben.get(`/circles/${table.circle}`)).text).not.toContain('You lead this time.')
  })

  test('go round: what the room knew is remembered, and nobody leads twice in a row', async () => {
    const table = await theTable()
    const { ana, ben, cleo } = table
    await meet(table, [cleo, ana, ben])
    expect((await next(ana, table)).leads).toBe('You lead')
    await meet(table, [ana, ben])
    expect((await next(ben, table)).leads).toBe('You lead')
    const page = await turns(cleo, table)
    expect(page.text).toContain('led 1 · challenge 0 · time 0')
    await meet(table, [ben, ana, cleo])
    await meet(table, [ana, ben, cleo])
    expect((await turns(ana, table)).text).toMatch(
      /once in 4 meetings, last 2 meetings ago.*once in 3 meetings, last 4/,
    )
    await meet(table, [ben, ana, cleo])
    expect((await next(cleo, table)).leads).toBe('You lead')
    const why = 'It is 5 meetings since you last did; you were away for one of them.'
    const { text } = await turns(cleo, table)
    expect(text.slice(text.indexOf('Next time'))).toContain(why)
  })

  test('Opening the room suggests who leads, and somebody else may be chosen', async () => {
    const table = await theTable()
    const { cleo, ben } = table
    const room = `/circles/${table.circle}/meetings/${await meetingOf(cleo, table)}/room`
    const page = await cleo.get(room)
    const chosen = [...page.html.matchAll(/<option value="([0-9a-f-]{36})" selected/g)].map(([, id]) => id)
    expect(chosen).toEqual([cleo.person, table.ana.person, ben.person])
    const named = { protocol: 'circle-meeting-90', facilitator: ben.person, presenter: '', timekeeper: cleo.person }
    expect((await cleo.post(room, named)).status).toBe(303)
    await begun(room, [ben, cleo, table.ana])
    await press(ben, room, 'end')
    house.setNow(new Date(+first + week))
    expect((await turns(ben, table)).text).toContain('led 1 · challenge 0 · time 0')
    expect((await turns(ben, table)).text).toContain('led 0 · challenge 0 · time 1')
  })

  test('Cleo skips once: somebody else leads, and the time after it is hers', async () => {
    const table = await theTable()
    const { ana, ben, cleo } = table
    await wish(cleo, table, 'skips')
    await wish(cleo, table, 'skips')
    expect((await turns(cleo, table)).text).toContain('You are passed over this once.')
    expect((await next(ana, table)).leads).toBe('You lead')
    await meet(table, [ana, ben, cleo])
    expect((await next(cleo, table)).leads).toBe('You lead')
  })

  test('Cleo asks Ben to swap: it counts from his yes on, and she does his turn in return', async () => {
    const table = await theTable()
    const { ana, ben, cleo } = table
    await wish(cleo, table, 'swaps', { fellow: ben.person })
    expect((await next(cleo, table)).leads).toBe('You lead')
    const page = await turns(ben, table)
    expect(page.text).toContain('Could you lead next time, in Cleo')
    expect((await turns(ana, table)).text).not.toContain('asks you to swap')
    await ben.submit(page.address(/\/answer$/), { said: 'yes' })
    expect((await next(ben, table)).leads).toBe('You lead')
    expect((await turns(cleo, table)).text).toContain('does it for you this time')
    await meet(table, [ben, ana, cleo])
    await meet(table, [ana, ben, cleo])
    expect(await next(ben, table)).toMatchObject({ leads: 'Cleo leads' })
    expect((await turns(ben, table)).text).toContain('so Cleo')
  })

  test('Ben says no, and it stays Cleo’s turn; nobody else can answer for him, nor wish for her', async () => {
    const table = await theTable()
    const { ana, ben, cleo } = table
    await wish(cleo, table, 'swaps', { fellow: ben.person })
    const answer = (await turns(ben, table)).address(/\/answer$/)
    expect((await ana.post(answer, { said: 'yes' })).status).toBe(404)
    await ben.submit(answer, { said: 'no' })
    expect((await turns(cleo, table)).text).toContain('cannot this time')
    expect((await next(cleo, table)).leads).toBe('You lead')
    const refused = await wish(ana, table, 'skips')
    expect(refused.status).toBe(403)
    expect(refused.text).toContain('It is not your turn any more')
  })

  test('Whoever cannot make it or is away for longer is passed over, and is not behind afterwards', async () => {
    const table = await theTable()
    const { ana, ben, cleo } = table
    await cleo.submit(`/circles/${table.circle}/turns/absence`, { until: '2026-12-01' })
    expect((await turns(cleo, table)).text).toContain('No turn comes to you up to and including')
    const meeting = await meetingOf(ana, table)
    await ana.submit(`/circles/${table.circle}/meetings/${meeting}/answer`, { answer: 'out' })
    expect((await next(ben, table)).leads).toBe('You lead')
    await cleo.submit(`/circles/${table.circle}/turns/absence`, { until: '' })
    expect((await next(cleo, table)).leads).toBe('You lead')
  })

  test('They met without the room: Ana says who did what, and the ledger follows', async () => {
    const table = await theTable()
    const { ana, ben, cleo } = table
    const meeting = await meetingOf(ana, table)
    const told = `/circles/${table.circle}/turns/meetings/${meeting}`
    const who = { 'there[]': [ana.person, cleo.person], facilitator: cleo.person, presenter: ana.person }
    house.setNow(new Date(+first - week))
    expect((await ana.get(told)).status).toBe(404)
    house.setNow(new Date(+first + week))
    expect((await ana.post(told, { facilitator: ana.person })).text).toContain('Please say who was there.')
    expect((await ana.post(told, who)).status).toBe(303)
    expect((await next(ana, table)).leads).toBe('You lead')
    const page = await ben.get(told)
    expect(page.text).toContain('As Ana')
    await ben.submit(told, { ...who, 'there[]': [ana.person, ben.person, cleo.person], facilitator: ben.person })
    expect((await next(ana, table)).leads).not.toBe('Ben leads')
    expect((await turns(ben, table)).text).toContain('led 1')
  })

  test('Dan sits down later and is spared for his first two meetings', async () => {
    const table = await theTable()
    const { ana, ben, cleo } = table
    await meet(table, [cleo, ana, ben])
    const dan = await person('Dan')
    await joinsLate(dan, table.circle, [ana, ben, cleo])
    await house.owner.query('update app.seat set taken_at = $1 where circle = $2 and person = $3', [
      house.services.now(),
      table.circle,
      dan.person,
    ])
    expect((await turns(dan, table)).text).toContain('new here, still free')
    expect(Object.values(await next(dan, table)).join(' ')).not.toContain('You')
    await meet(table, [ana, ben, cleo, dan])
    await meet(table, [ben, ana, cleo, dan])
    expect((await turns(dan, table)).text).not.toContain('new here, still free')
  })

  test('are the circle’s alone: who organises, who has left and everybody else find nothing', async () => {
    const table = await theTable()
    const { ana, ben, cleo } = table
    await meet(table, [cleo, ana, ben])
    await cleo.submit(`/circles/${table.circle}/leaving`)
    const olga = await community.person('Olga Organiser', { offices: ['organiser'] })
    for (const who of [olga, cleo, house.nobody()])
      expect((await who.get(`${ana.base}/circles/${table.circle}/turns`.replace(who.base, ''))).status).not.toBe(200)
    const { rows } = await house.owner.query(
      `select c.relname, g.grantee::regrole::text as role from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) g
        where n.nspname = 'app' and c.relname like 'turn%' and g.grantee::regrole::text not like '%member' and g.grantee <> c.relowner`,
    )
    expect(rows).toEqual([])
    expect((await turns(ana, table)).text).toContain('Somebody who has left')
  })

  test('go along with whoever is erased', async () => {
    const table = await theTable()
    const { ana, ben, cleo } = table
    await meet(table, [cleo, ana, ben])
    await house.owner.query('delete from app.person where id = $1', [cleo.person])
    const { rows } = await house.owner.query('select person from app.turn where circle = $1', [table.circle])
    expect(rows.map((row) => row.person)).not.toContain(cleo.person)
    expect((await turns(ana, table)).status).toBe(200)
  })
})
