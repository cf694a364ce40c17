import type { House } from '../src/house.ts'
import { newId, newToken } from '../src/platform/ids.ts'
import { cookiePrefix, cookieSecret, signedToken } from '../src/platform/session/cookie.ts'
import { foundTestCommunity } from '../test/arrange.ts'
import { Browser } from '../test/browserless.ts'
import { meets, start } from '../test/circles.ts'
import { asSuperuser } from './floor.ts'
import type { Product } from './product.ts'

/** A meeting that is going on: its address, and everybody in it, the one who leads first. */
export interface BenchRoom {
  readonly path: string
  readonly people: readonly Browser[]
}

/**
 * `count` circles of `size` people in their meetings. People and seats are put into the tables by hand: eight hundred who sign up and
 * follow a link would take minutes. Circles, series, rooms and arrivals are the product's own.
 */
export async function benchRooms(product: Product, house: House, count: number, size: number): Promise<BenchRoom[]> {
  const { id: community } = await foundTestCommunity(house, 'bench', 'The Long Table')
  const people = await manyPeople(house, community, count * size)
  const rooms: BenchRoom[] = []
  const circles = await inParallel(
    Array.from({ length: count }, (_, n) => people.slice(n * size, (n + 1) * size)),
    async (seated) => ({ seated, id: await start(leader(seated), { name: 'Table', places: String(size) }) }),
  )
  await takeSeats(product, community, circles)
  await inParallel(circles, async ({ seated, id }) => {
    rooms.push({ path: await openedRoom(leader(seated), id), people: seated })
  })
  for (const { path, people: all } of rooms) await arrivals(path, all)
  return rooms
}

function leader([first]: readonly Browser[]): Browser {
  if (!first) throw new Error('nobody leads')
  return first
}

async function manyPeople(house: House, community: string, count: number): Promise<Browser[]> {
  const secret = cookieSecret(house.services.vault)
  const all = Array.from({ length: count }, (_, n) => ({
    ...{ account: newId(), id: newId(), token: newToken(), name: `Person ${n}`, address: `person-${n}@example.org` },
  }))
  const expiresAt = new Date(Date.now() + 86_400_000)
  await house.services.handles.accounts({}, async (db) => {
    const users = all.map(({ account, name, address }) => ({ id: account, name, email: address, emailVerified: true }))
    await db
      .insertInto('auth.user')
      .values(users.map((user) => ({ ...user, firstSignedInAt: new Date() })))
      .execute()
    const sessions = all.map(({ account, token }) => ({ id: newId(), token, userId: account, expiresAt }))
    await db.insertInto('auth.session').values(sessions).execute()
  })
  await house.services.handles.accounts({ community }, async (db) => {
    const rows = all.map(({ id, name }) => ({ community, id, name, zone: 'Europe/Lisbon' }))
    await db.insertInto('app.person').values(rows).execute()
    const contacts = all.map(({ account, id, address }) => ({ community, person: id, account, address, locale: 'en' }))
    await db
      .insertInto('app.contact')
      .values(contacts.map((contact) => ({ ...contact, address_confirmed: true })))
      .execute()
  })
  return all.map(({ account, id, token }) => {
    const cookie = `${cookiePrefix}.session_token=${signedToken(token, secret)}`
    return new Browser(house.server, { cookie, person: id, account })
  })
}

async function takeSeats(
  product: Product,
  community: string,
  circles: readonly { id: string; seated: readonly Browser[] }[],
): Promise<void> {
  const superuser = await asSuperuser(product)
  const rows = circles.flatMap(({ id, seated }) => seated.slice(1).map(({ person }) => ({ circle: id, person })))
  await superuser.query('set session_replication_role = replica')
  await superuser.query(
    `insert into app.seat (community, id, circle, person, from_epoch)
     select $1, gen_random_uuid(), circle, person, 1 from unnest($2::uuid[], $3::uuid[]) as row (circle, person)`,
    [community, rows.map(({ circle }) => circle), rows.map(({ person }) => person)],
  )
  await superuser.end()
}

async function openedRoom(who: Browser, circle: string): Promise<string> {
  await meets(who, circle, { from: today(), at: '12:00', minutes: '90' })
  const list = await who.get(`/circles/${circle}/meetings`)
  const path = `${list.address(/\/meetings\/[0-9a-f-]{36}$/)}/room`
  await who.submit(path, { protocol: 'circle-meeting-90', facilitator: who.person })
  return path
}

async function arrivals(path: string, people: readonly Browser[]): Promise<void> {
  const who = leader(people)
  for (const { person } of people) await command(who, path, { kind: 'arrive', person })
  await command(who, path, { kind: 'start' })
}

async function command(who: Browser, path: string, fields: Record<string, string>): Promise<void> {
  const answer = await who.post(`${path}/commands`, { id: newId(), ...fields }, { accept: 'text/html' })
  if (answer.status !== 303) throw new Error(`${fields.kind} answered ${answer.status}: ${answer.text}`)
}

const today = (): string => new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)

async function inParallel<A, B>(items: readonly A[], work: (item: A) => Promise<B>): Promise<B[]> {
  const results: B[] = []
  const queue = items.entries()
  const one = async () => {
    for (const [index, item] of queue) results[index] = await work(item)
  }
  await Promise.all(Array.from({ length: 6 }, one))
  return results
}
