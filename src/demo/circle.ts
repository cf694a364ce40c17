import { agree } from '../charter/writes.ts'
import { links } from '../circles/reads.ts'
import type { NewCircle, Seat } from '../circles/rules.ts'
import { invitedMember } from '../circles/web.ts'
import { endLink, linkPath, makeLink, startCircle, takeByLink } from '../circles/writes.ts'
import { openCommitments } from '../commitments/reads.ts'
import { lastSeq } from '../commitments/rules.ts'
import { answer as settle } from '../commitments/writes.ts'
import type { CircleDb } from '../platform/db/handles.ts'
import { rulesOf } from '../scheduling/reads.ts'
import { type Answer, meetingOn, type SeriesInput } from '../scheduling/rules.ts'
import { answer, planSeries } from '../scheduling/writes.ts'
import type { CastName } from './cast.ts'
import { askedBy, asSelf, dayOf, inSeat, minutesAfter, type Stage, timeOf } from './stage.ts'

/** A circle of the demo: who started it, and who came by its link. */
export interface Founded {
  readonly about: NewCircle
  readonly founder: CastName
  readonly others: readonly CastName[]
  /** So many days ago, as a negative number. */
  readonly day: number
}

/** Starts a circle; the others come by its link in the two days after, and then the link ends. */
export async function found(stage: Stage, { about, founder, others, day }: Founded): Promise<void> {
  const { here } = stage
  const began = timeOf(stage, day, '08:40')
  await asSelf(stage, founder, began, ({ db, self }) => startCircle(db, here, self, about))
  const link = await inSeat(stage, founder, about.id, minutesAfter(began, 4), async ({ db, seat }) => {
    await makeLink(db, here, seat)
    return (await links(db, seat)).at(-1)?.id ?? ''
  })
  const token = linkPath(here, link).replace('/i/', '')
  for (const [index, who] of others.entries()) {
    const at = minutesAfter(began, 130 + index * 317)
    const asked = askedBy(stage, who, at, { token })
    await invitedMember.enter(asked, 'write', ({ db, self, invited }) => takeByLink(db, here, self, invited))
  }
  const ended = timeOf(stage, day + 3, '21:05')
  await inSeat(stage, founder, about.id, ended, ({ db, seat }) => endLink(db, seat, link, ended))
}

/** Each agrees to the starting version, some half an hour after another. */
export async function allAgree(stage: Stage, circle: string, people: readonly CastName[], from: Date): Promise<void> {
  for (const [index, who] of people.entries()) {
    await inSeat(stage, who, circle, minutesAfter(from, index * 37), ({ db, seat }) => agree(db, seat, 1))
  }
}

/** When and where a circle meets. `first` is the day of its first meeting. */
export interface Meets extends Pick<SeriesInput, 'rhythm' | 'at' | 'zone' | 'minutes' | 'place'> {
  readonly first: number
}

export async function meets(stage: Stage, circle: string, who: CastName, at: Date, wish: Meets): Promise<void> {
  const { first, ...times } = wish
  const input = { ...times, from: dayOf(stage, first), seen: 0 }
  await inSeat(stage, who, circle, at, ({ db, seat }) => planSeries(db, seat, input, at))
}

/** Says whether they come to the meeting on that day. */
export async function comes(
  stage: Stage,
  circle: string,
  day: number,
  answers: Readonly<Partial<Record<CastName, Answer>>>,
  from: Date,
): Promise<void> {
  let at = from
  for (const [who, said] of entriesOf(answers)) {
    at = minutesAfter(at, 41)
    await inSeat(stage, who, circle, at, async ({ db, seat }) => {
      const meeting = meetingOn(await rulesOf(db, circle), dayOf(stage, day))
      if (meeting) await answer(db, seat, meeting.id, said, at)
    })
  }
}

/** Says of everything they had taken on that it is done. */
export async function keeps(stage: Stage, circle: string, who: CastName, at: Date): Promise<void> {
  await inSeat(stage, who, circle, at, async ({ db, seat }) => {
    for (const each of await openOf(db, seat))
      await settle(db, seat, each.id, { answer: 'kept', seen: lastSeq(each) }, at)
  })
}

/** What somebody has taken on and not done yet. */
export const openOf = async (db: CircleDb, seat: Seat) =>
  (await openCommitments(db, seat)).filter(({ person }) => person === seat.person)

/** The entries of a record over the cast. */
export const entriesOf = <T>(of: Readonly<Partial<Record<CastName, T>>>): [CastName, T][] =>
  Object.entries(of) as [CastName, T][]
