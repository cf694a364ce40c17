import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestCommunity } from '../../../test/arrange.ts'
import type { Browser } from '../../../test/browserless.ts'
import { openTestHouse, type TestHouse } from '../../../test/house.ts'
import { type MailServer, openMailServer } from '../../../test/mail-server.ts'
import { comesIn, linkFor, people, placesBy, publish, takesPlace, twelve, wrongPlaces } from '../../../test/places.ts'

let house: TestHouse
let server: MailServer
let community: TestCommunity
let olga: Browser
let path: string

/** Beside two circles of six: two people who have less time and are left over. */
const spare = [
  { name: 'Nora Nolte', hours: 'Mon 18:00-20:00' },
  { name: 'Otto Ohm', hours: 'Mon 18:00-19:45' },
]

beforeAll(async () => {
  server = await openMailServer()
  house = await openTestHouse({ SMTP_URL: server.url })
  community = await house.community('long-table', 'The Long Table')
  olga = await community.person('Olga Ortiz', { offices: ['organiser'] })
  path = await publish(house, olga, [...people(...twelve), ...spare], { min: '5', max: '6' })
})
afterAll(async () => {
  expect(await wrongPlaces(house, 6)).toEqual([])
  await house.end()
  await server.close()
})

const circleOf = async (name: string) =>
  (await placesBy(house, community))[name]?.find(({ ended }) => ended === null)?.circle
const mails = async (kind: string) => (await house.mails()).filter((mail) => mail.kind === kind)
/** The others who have a place in somebody's circle. */
const matesOf = async (name: string) => {
  const all = await placesBy(house, community)
  const here = await circleOf(name)
  return Object.keys(all).filter(
    (other) => other !== name && all[other]?.some((one) => !one.ended && one.circle === here),
  )
}

describe('A place that somebody declines', () => {
  let mate: Browser
  let circle: string
  let home: string

  test('is kept for whoever has more hours of those who were left over, by a link of their own', async () => {
    circle = (await circleOf('Bo Berg')) ?? ''
    const [first = ''] = (await matesOf('Bo Berg')).filter((name) => name !== 'Cy Cole')
    const arrived = await comesIn(house, olga, path, first)
    mate = arrived.who
    home = await takesPlace(arrived)
    const bo = await comesIn(house, olga, path, 'Bo Berg')
    await bo.who.submit(bo.place, { answer: 'no' })
    await house.work()
    expect(await placesBy(house, community)).toMatchObject({
      'Bo Berg': [{ circle, ended: 'declined' }],
      'Nora Nolte': [{ circle, ended: null }],
    })
    expect((await placesBy(house, community))['Otto Ohm']).toBeUndefined()
    const [letter] = (await mails('formation.placeByLink')).slice(-1)
    expect(letter).toMatchObject({ address: 'nora.nolte@example.org', secret: true })
    const sent = server.latestTo('nora.nolte@example.org')
    expect(sent?.text).toContain(`http://localhost:8080${await linkFor(olga, path, 'Nora Nolte')}`)
    expect(sent?.text).not.toMatch(/Bo |Circle \d/)
  })

  test('Olga reads who declined, for whom it is kept now and why; her letter names nobody', async () => {
    const page = await olga.get(path)
    expect(page.text).toContain(`Bo Berg said no to a place in ${circle}.`)
    expect(page.text).toContain(`A place in ${circle} is kept for Nora Nolte, instead of Bo Berg.`)
    expect(page.text).toContain('Bo Berg now kept for Nora Nolte no, thank you')
    expect(page.text).toContain('1 of 12')
    house.setNow(new Date(Date.now() + 11 * 60_000))
    await house.work()
    house.setNow(undefined)
    const [news] = await mails('formation.news')
    expect(news?.person).toBe(olga.person)
    expect(news?.text).toContain('one place became free, and one is kept for somebody else')
    expect(news?.text).not.toMatch(/Bo|Nora/)
    await house.work()
    expect(await mails('formation.news')).toHaveLength(1)
  })

  test('The members learn that somebody may come, and not who gave a place up', async () => {
    expect((await mate.get(home)).text).toContain('A place here is kept for somebody who may still say yes.')
    const letters = await mails('formation.expected')
    expect(letters.map(({ person }) => person)).toEqual([await personOf(mate)])
    for (const text of [
      letters[0]?.text,
      (await mate.get(home)).text,
      (await mate.get(`${home}/people`)).text,
      (await mate.get('/home')).text,
    ])
      expect(text).not.toMatch(/Bo Berg|Nora|declined|said no/)
    const person = await personOf(mate)
    const { handles } = house.services
    const seen = await handles.member({ community: community.id, person }, (db) =>
      db.selectFrom('app.invitation').select(['person', 'answer', 'words']).execute(),
    )
    expect(seen).toEqual([{ person, answer: 'yes', words: '' }])
    for (const table of ['app.placement', 'app.place_search'])
      await expect(asMember(person, `select * from ${table}`), table).rejects.toThrow('permission denied')
  })

  test('Nora comes by her link and takes it; done again, nothing more is done', async () => {
    await takesPlace(await comesIn(house, olga, path, 'Nora Nolte'))
    const before = [await placesBy(house, community), (await house.mails()).length]
    const { rows } = await house.owner.query('select circle from app.formed_circle')
    for (const { circle: one } of rows) await tend(one)
    await Promise.all(rows.map(({ circle: one }) => tend(one)))
    await house.work()
    expect([await placesBy(house, community), (await house.mails()).length]).toEqual(before)
    expect((await olga.get(path)).text).toContain('2 of 12')
  })
})

describe('Somebody who would rather sit elsewhere', () => {
  let cy: Awaited<ReturnType<typeof comesIn>>
  let from: string

  test('says so with a sentence that only those who organise read, and stands first in line where no circle has room', async () => {
    from = (await circleOf('Cy Cole')) ?? ''
    cy = await comesIn(house, olga, path, 'Cy Cole')
    const page = await cy.who.get(cy.place)
    expect(page.text).toContain('I would rather sit elsewhere')
    expect(page.text).toContain('Those who organise read this. Nobody in any circle does.')
    await cy.who.submit(cy.place, { answer: 'elsewhere', words: 'Somebody there was my boss' })
    await house.work()
    expect((await cy.who.get(cy.place)).text).toContain('You asked for another circle')
    const home = await cy.who.get('/home')
    expect(home.text).toContain('You asked to sit elsewhere')
    expect(home.text).toContain('Until then you stand first in line')
    const desk = await olga.get(path)
    expect(desk.text).toContain('“Somebody there was my boss”'.replace(/[“”]/g, ''))
    expect(desk.text).toContain('Cy Cole asked to sit elsewhere and stands first in line')
    expect((await mails('formation.nowhere')).map(({ person }) => person)).toEqual([await personOf(cy.who)])
    expect(await circleOf('Otto Ohm')).toBe(from)
  })

  test('keeps their application: they may change their hours, and nobody forms a circle without them', async () => {
    expect((await cy.who.get('/applications/mine')).status).toBe(200)
    expect((await olga.get('/formation')).text).toContain('2 people wait')
  })

  test('is asked first when a place becomes free elsewhere, and never again for the circle they gave up', async () => {
    const other = await elsewhere(from)
    const to = await circleOf(other)
    const leaves = await comesIn(house, olga, path, other)
    await leaves.who.submit(leaves.place, { answer: 'no' })
    await house.work()
    expect(await placesBy(house, community)).toMatchObject({
      'Cy Cole': [
        { circle: from, ended: 'elsewhere' },
        { circle: to, ended: null },
      ],
    })
    const place = (await cy.who.get('/places')).location
    expect((await cy.who.get(place)).text).toContain(to ?? '')
    expect((await cy.who.get('/home')).text).not.toContain('You asked to sit elsewhere')
    const circle = await takesPlace({ who: cy.who, place })
    expect((await cy.who.get(`${circle}/leaving`)).text).toContain('I would rather sit elsewhere')
  })

  test('leaves the seat, too, while the circle has not begun, and is told so once it has', async () => {
    const circle = (await cy.who.get('/home')).address(/^\/circles\/[0-9a-f-]{36}$/)
    const page = await cy.who.get(`${circle}/elsewhere`)
    expect(page.text).toContain('The others see that you have left, and not why.')
    const name = await circleOf('Cy Cole')
    await cy.who.submit(`${circle}/elsewhere`, { words: '' })
    expect((await cy.who.get(circle)).status).toBe(404)
    await house.work()
    expect((await placesBy(house, community))['Cy Cole']).toEqual([
      { circle: from, ended: 'elsewhere' },
      { circle: name, ended: 'elsewhere' },
    ])
    expect((await olga.get(path)).text).toContain('Cy Cole asked to sit elsewhere and stands first in line')
  })

  const elsewhere = async (circle: string) => {
    const all = await placesBy(house, community)
    const away = Object.keys(all).filter((name) => all[name]?.some((one) => !one.ended && one.circle !== circle))
    for (const name of away) if (await linkFor(olga, path, name)) return name
    throw new Error('nobody has a place elsewhere')
  }
})

/** Looks after the places of a circle once more, as a job that is done again. */
async function tend(circle: string): Promise<void> {
  const { formationJobs } = await import('../jobs.ts')
  const job = formationJobs.find(({ queue }) => queue === 'formation.places')
  await job?.handle({ community: community.id, circle }, house.services)
}

async function personOf(who: Browser): Promise<string> {
  const { rows } = await house.owner.query('select id, name from app.person')
  const me = await who.get('/me')
  const found = rows.find(({ name }) => me.html.includes(`value="${name}"`))
  return found?.id ?? ''
}

/** A statement under the database role of members. */
async function asMember(person: string, statement: string): Promise<unknown> {
  const { sql } = await import('kysely')
  return house.services.handles.member({ community: community.id, person }, (db) => sql.raw(statement).execute(db))
}
