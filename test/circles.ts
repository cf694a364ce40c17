import { type SeatScope, seated } from '../src/circles/web.ts'
import { formCircle } from '../src/circles/writes/places.ts'
import { communityFinder, organiser } from '../src/communities/web.ts'
import type { House } from '../src/house.ts'
import type { Asked } from '../src/platform/http/asked.ts'
import { newId } from '../src/platform/ids.ts'
import type { TestCommunity } from './arrange.ts'
import type { Browser } from './browserless.ts'
import type { TestHouse } from './house.ts'

/** What one says of a new circle. */
export const wishes = {
  name: 'Tuesday at seven',
  purpose: 'New in leading',
  rhythm: 'weekly',
  places: '5',
  open: 'invited',
}

/** Starts a circle and answers with its id. */
export async function start(who: Browser, wish: Partial<typeof wishes> = {}): Promise<string> {
  const answer = await who.post('/circles/new', { ...wishes, ...wish, id: newId() })
  const [, id] = /^\/circles\/([0-9a-f-]{36})/.exec(answer.location) ?? []
  if (!id) throw new Error(`no circle was started: ${answer.status} ${answer.text}`)
  return id
}

/** A fresh link into the circle, as a path. */
export async function linkFrom(who: Browser, circle: string): Promise<string> {
  const page = await who.submit(`/circles/${circle}/links`)
  const [found] = page.html.match(/\/i\/[\w-]{20,}/g)?.slice(-1) ?? []
  if (!found) throw new Error('no link')
  return found
}

/** Sits down by a link of `host`, each in turn. */
export async function seat(host: Browser, circle: string, ...people: readonly Browser[]): Promise<void> {
  const link = await linkFrom(host, circle)
  for (const person of people) await person.submit(link)
}

/** Agrees to the version of the agreement that is in force. */
export async function agree(circle: string, ...people: readonly Browser[]): Promise<void> {
  for (const person of people) {
    const page = await person.get(`/circles/${circle}/agreement`)
    const [, version = ''] = /name="version" value="(\d+)"/.exec(page.html) ?? []
    await person.submit(`/circles/${circle}/agreement`, { version })
  }
}

/** A circle with everyone in it, all of whom have agreed. */
export async function circleOf(...people: readonly [Browser, ...Browser[]]): Promise<string> {
  const [host, ...others] = people
  const circle = await start(host)
  await seat(host, circle, ...others)
  await agree(circle, ...people)
  return circle
}

/** The request for a place that is open in the circle, as a path. */
export async function requestIn(who: Browser, circle: string): Promise<string> {
  const page = await who.get(`/circles/${circle}/people`)
  return page.address(/\/requests\/[^/]+\/yes$/).replace(/\/yes$/, '')
}

/** Asks for a place by a link of the first of those who sit there; each of them says yes. */
export async function joinsLate(
  newcomer: Browser,
  circle: string,
  fellows: readonly [Browser, ...Browser[]],
): Promise<void> {
  const [host] = fellows
  await newcomer.submit(`${await linkFrom(host, circle)}/request`, { words: 'May I?' })
  const request = await requestIn(host, circle)
  for (const fellow of fellows) await fellow.submit(`${request}/yes`)
}

/** A circle that the first of these people has started and the others have joined by its link. Answers with its id. */
export async function circleWith(
  founder: Browser,
  others: readonly Browser[] = [],
  name = 'The early table',
): Promise<string> {
  const circle = await start(founder, { name, places: '8' })
  if (others.length > 0) await seat(founder, circle, ...others)
  return circle
}

/** When a circle meets, unless a test wishes otherwise: Tuesdays at 17:30 in Lisbon, from 24 November 2026 on. */
export const tuesdays = {
  from: '2026-11-24',
  rhythm: 'weekly',
  at: '17:30',
  zone: 'Europe/Lisbon',
  minutes: '90',
  place: 'https://video.example.org/room-of-ours',
  seen: '0',
  step: 'set',
}

/** Sets the circle's times, as one of it. */
export const meets = (who: Browser, circle: string, wish: Partial<typeof tuesdays> = {}): Promise<void> =>
  posted(who, `/circles/${circle}/meetings/series`, { ...tuesdays, ...wish })

async function posted(who: Browser, path: string, fields: Record<string, string> = {}): Promise<void> {
  const answer = await who.post(path, fields)
  if (answer.status !== 303) throw new Error(`${path} answered ${answer.status}: ${answer.text}`)
}

/** Does what no page does yet, as someone who sits in the circle: with the seat's own proof and handle. */
export async function inSeat<T>(
  { services }: Pick<House, 'services'>,
  who: Browser,
  circle: string,
  work: (scope: SeatScope) => Promise<T>,
): Promise<T> {
  const here = await communityFinder(services.handles, services.vault, services.live)(who.base.replace('/c/', ''))
  const person = { id: who.person, name: '', zone: 'UTC', locale: 'en', offices: [] }
  const asked = { here, who: { account: who.account, session: '', person }, params: { circle }, services }
  return seated.enter(asked as unknown as Asked, 'write', work)
}

/** Makes a circle of a season with a place kept for each of these people, as an organiser who publishes one does; answers with its id. */
export async function formedCircle(
  { services }: Pick<TestHouse, 'services'>,
  community: Pick<TestCommunity, 'id'>,
  organises: Browser,
  ...people: readonly Browser[]
): Promise<string> {
  const id = newId()
  const who = { person: { id: organises.person, offices: ['organiser'] } }
  const asked = { here: { id: community.id }, who, services } as unknown as Asked
  const until = new Date(services.now().getTime() + 7 * 86_400_000)
  const kept = people.map(({ person }) => person)
  const formed = { id, name: 'Spring one', rhythm: 'weekly', places: 6, people: kept, until } as const
  await organiser.enter(asked, 'write', ({ db, office }) => formCircle(db, office, formed))
  return id
}

/** Keeps a place in such a circle for one person; answers with the place's id. */
export async function keepPlace(
  house: Pick<TestHouse, 'services' | 'owner'>,
  community: Pick<TestCommunity, 'id'>,
  organises: Browser,
  person: Browser,
): Promise<string> {
  const circle = await formedCircle(house, community, organises, person)
  const { rows } = await house.owner.query('select id from app.invitation where circle = $1', [circle])
  return rows[0].id
}
