import { newId } from '../src/platform/ids.ts'
import type { TestCommunity } from './arrange.ts'
import type { Browser, Page } from './browserless.ts'
import { agree, circleWith, meets } from './circles.ts'
import type { TestHouse } from './house.ts'
import { openRoom } from './rooms.ts'

export const letters = (id: string) => id.slice(-12).replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] ?? '')

interface Evening {
  readonly id: string
  readonly ana: Browser
  readonly people: readonly Browser[]
  readonly names: readonly string[]
  readonly guests: string
  readonly starts: Date
  readonly ends: Date
}

export const meetingIn = (page: Page): string => /<option value="([0-9a-f-]{36})"/.exec(page.html)?.[1] ?? ''
export const linkIn = (page: Page): string =>
  new URL(/value="([^"]*\/guest\/[^"]+)"/.exec(page.html)?.[1] ?? '').pathname
export const ownPath = (page: Page, end: string): string =>
  new RegExp(`/circles/[0-9a-f-]{36}/guests/[0-9a-f-]{36}/${end}`).exec(page.html)?.[0] ?? ''

/** Evenings of circles to which somebody from outside is asked. */
export function evenings(house: TestHouse, community: TestCommunity) {
  const clockAt = clockOf(house)
  const later = (at: Date, minutes: number) => clockAt(new Date(+at + minutes * 60_000))

  /** A circle of three with a meeting this week. */
  async function anEvening(): Promise<Evening> {
    const names = ['Ana', 'Ben', 'Cleo'].map((name) => `${name} ${letters(newId())}`)
    const people = await Promise.all(names.map((name) => community.person(name)))
    const [ana, ...others] = people
    if (!ana) throw new Error('nobody came')
    const id = await circleWith(ana, others, `Hearth ${letters(newId())}`)
    await agree(id, ana, ...others)
    await meets(ana, id, { minutes: '60' })
    const guests = `/circles/${id}/guests`
    const meeting = meetingIn(await ana.get(guests))
    await ana.submit(guests, { id: newId(), meeting, name: 'Rosa Visitor, beekeeper', part: 'speaks' })
    const { rows } = await house.owner.query('select opens_at, closes_at from app.guest where circle = $1', [id])
    const starts = new Date(+rows[0].opens_at + 15 * 60_000)
    return { id, ana, people, names, guests, starts, ends: new Date(+starts + 60 * 60_000) }
  }

  /** Rosa has her link, has promised, and the meeting has begun; everybody but Cleo wrote what she must not see. */
  async function underWay() {
    const evening = await anEvening()
    const { ana, people, id, guests, starts } = evening
    const rosa = house.nobody()
    const link = linkIn(await ana.get(guests))
    await rosa.submit(link, {})
    await people[1]?.submit(ownPath(await people[1].get(guests), 'face'), { shown: 'Benny' })
    await later(starts, 0)
    const room = await openRoom(ana, id, 'knowledge-session')
    return { ...evening, rosa, link, room }
  }

  return { anEvening, underWay, later, clockAt }
}

/** The product's clock, and that of the database, which judges links by its own: only its owner puts another one in its place. */
const clockOf = (house: TestHouse) => async (at: Date) => {
  house.setNow(at)
  await house.owner.query(
    `create or replace function app.clock() returns timestamptz language sql stable return '${at.toISOString()}'::timestamptz`,
  )
}
