import { agreementOf, awaitedYeses } from '../charter/reads.ts'
import { awaitedAtTheDoor, circleOf, fellows, myCircles, openCircles, placements } from '../circles/reads.ts'
import type { Fellow, Seat } from '../circles/rules.ts'
import { type SeatScope, seated } from '../circles/web.ts'
import { openCommitments } from '../commitments/reads.ts'
import { formedCircles, timeThatSuits } from '../formation/reads.ts'
import type { Self } from '../people/rules.ts'
import { member, type SelfScope } from '../people/web.ts'
import type { CircleDb, MemberDb } from '../platform/db/handles.ts'
import type { Asked } from '../platform/http/asked.ts'
import { type Entry, page } from '../platform/http/registry.ts'
import { comingMeetings, myAnswers, nextMeeting } from '../scheduling/reads.ts'
import { dayIn, localHours } from '../scheduling/rules.ts'
import { CircleHomePage, type NextData } from './pages/circle.tsx'
import { StartPage } from './pages/start.tsx'
import { askedOf, type Facts, ownCommitments } from './rules.ts'

/** Where a person arrives. */
export const startEntries: Entry[] = [page('/home', member, showStart)]

/** A circle's own front page. */
export const circleHomeEntries: Entry[] = [page('/circles/:circle', seated, showCircleHome)]

async function showCircleHome({ db, seat }: SeatScope, asked: Asked) {
  const now = asked.services.now()
  const circle = await circleOf(db, seat)
  const people = await fellows(db, seat)
  const facts = await factsAbout(db, seat)
  return (
    <CircleHomePage
      circle={circle}
      me={seat.person}
      fellows={people}
      agreement={await agreementOf(db, seat)}
      asked={askedOf(facts({ id: circle.id, seated: people.length, places: circle.places }))}
      commitments={ownCommitments(await openCommitments(db, seat), seat, dayIn(asked.zone, now))}
      next={await nextFor(db, seat, people, now)}
      suits={await timeThatSuits(db, seat, dayIn(asked.zone, now))}
    />
  )
}

async function nextFor(db: CircleDb, seat: Seat, people: readonly Fellow[], now: Date): Promise<NextData | undefined> {
  const meeting = await nextMeeting(db, seat, now)
  if (!meeting) return undefined
  const answer = (await myAnswers(db, seat, [meeting])).get(meeting.id)
  const hardest = localHours(people, [meeting]).find((hour) => hour.hardest)
  const soon = +meeting.starts - +now <= 3_600_000
  return { meeting, answer, soon, hardest: hardest?.id === seat.person ? undefined : hardest }
}

async function showStart({ db, self, here }: SelfScope, asked: Asked) {
  const circles = await myCircles(db, self)
  const facts = await factsAbout(db, self)
  const open = await openCircles(db, self)
  const coming = await comingMeetings(db, self, asked.services.now(), 100)
  return (
    <StartPage
      name={asked.who?.person?.name ?? ''}
      circles={circles.map((circle) => ({
        ...circle,
        asked: askedOf(facts(circle)),
        next: coming.find((meeting) => meeting.circle === circle.id),
      }))}
      kept={await placements(db, self)}
      open={open.filter((circle) => circle.seated < circle.places).length}
      mayStart={here.membersStartCircles}
    />
  )
}

/** Asks each area once, for all circles of a person. */
async function factsAbout(db: MemberDb, self: Pick<Self, 'person'>) {
  const yeses = await awaitedYeses(db, self)
  const door = await awaitedAtTheDoor(db, self)
  const formed = await formedCircles(db, self)
  return ({ id, seated, places }: { id: string; seated: number; places: number }): Facts => ({
    circle: id,
    agreement: yeses.find((each) => each.circle === id)?.to,
    waiting: door.find((each) => each.circle === id)?.waiting ?? 0,
    seated,
    places,
    formed: formed.has(id),
  })
}
