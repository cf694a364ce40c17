import { ownApplication } from '../applications/reads.ts'
import { standings } from '../applying/reads.ts'
import { assentsIn, awaitedYeses } from '../charter/reads.ts'
import { awaitedYes, signedBy } from '../charter/rules.ts'
import { isAwaited } from '../circles/reads/places.ts'
import {
  awaitedAtTheDoor,
  circleOf,
  fellows,
  myCircles,
  myRequests,
  openCircles,
  placements,
} from '../circles/reads.ts'
import { type Fellow, isOpen, type Seat } from '../circles/rules.ts'
import { type SeatScope, seated } from '../circles/web.ts'
import { openCommitments } from '../commitments/reads.ts'
import { formedCircles, formedHere } from '../formation/reads.ts'
import { timeThatSuits } from '../formation/rules.ts'
import { guestsToTell } from '../guests/reads.ts'
import { dueDecisions } from '../journal/reads.ts'
import { apartHere, askedApart } from '../meetings/reads/apart.ts'
import type { Self } from '../people/rules.ts'
import type { CircleDb, MemberDb } from '../platform/db/handles.ts'
import type { Asked } from '../platform/http/asked.ts'
import { type Entry, page } from '../platform/http/registry.ts'
import { awaitedChanges, changeHere } from '../rebalancing/reads.ts'
import { awaitsMe } from '../rebalancing/rules.ts'
import { askedSoon } from '../scheduling/reads/soon.ts'
import { comingMeetings, myAnswers, nextMeeting } from '../scheduling/reads.ts'
import { dayIn, localHours, type Meeting } from '../scheduling/rules.ts'
import { ledgerOf, turnsAt } from '../turns/reads.ts'
import { whyNext } from '../turns/rules.ts'
import { CircleHomePage, type NextData } from './pages/circle.tsx'
import { type StartCircle, StartPage } from './pages/start.tsx'
import { askedOf, type Facts, ownCommitments } from './rules.ts'
import { type ArrivingScope, arriving } from './web.ts'

/** Where a person arrives. */
export const startEntries: Entry[] = [page('/home', arriving, showStart)]

/** A circle's own front page. */
export const circleHomeEntries: Entry[] = [page('/circles/:circle', seated, showCircleHome)]

async function showCircleHome({ db, seat }: SeatScope, asked: Asked) {
  const now = asked.services.now()
  const today = dayIn(asked.zone, now)
  const [circle, people, assents, meeting, formed, commitments, also] = await Promise.all([
    circleOf(db, seat),
    fellows(db, seat),
    assentsIn(db, seat),
    nextMeeting(db, seat, now),
    formedHere(db, seat),
    openCommitments(db, seat),
    alsoHere(db, seat, now),
  ])
  const me = signedBy(assents, seat.id)
  const facts: Facts = {
    ...{ circle: circle.id, waiting: also.waiting, change: also.change, apart: also.apart.asked, soon: also.soon },
    guest: also.guest,
    agreement: awaitedYes(assents.charter, me),
    seated: people.length,
    places: circle.places,
    formed: formed !== undefined,
  }
  return (
    <CircleHomePage
      {...{ circle, fellows: people }}
      me={seat.person}
      mayWrite={me.agreed && !circle.ended}
      agreed={people.filter((each) => signedBy(assents, each.seat).agreed).length}
      asked={circle.ended ? [] : askedOf(facts)}
      commitments={circle.ended ? [] : ownCommitments(commitments, seat, today)}
      next={meeting && (await nextFor(db, seat, people, meeting, now))}
      suits={timeThatSuits(formed, today)}
      apart={also.apart.asked ? undefined : also.apart.open}
      awaited={await isAwaited(db, seat)}
    />
  )
}

/** What else may be asked of this person here. */
async function alsoHere(db: CircleDb, seat: Seat, now: Date) {
  const [door, change, apart, soon, guests] = await Promise.all([
    awaitedAtTheDoor(db, seat),
    changeHere(db, seat),
    apartHere(db, seat, now),
    askedSoon(db, seat, now),
    guestsToTell(db, seat, now),
  ])
  const { circle } = seat
  return {
    waiting: waitingAt(door, circle),
    change: change?.mine.from === circle && awaitsMe(change, now),
    apart,
    soon: soon.includes(circle),
    guest: guests.includes(circle),
  }
}

async function nextFor(
  db: CircleDb,
  seat: Seat,
  people: readonly Fellow[],
  meeting: Meeting,
  now: Date,
): Promise<NextData> {
  const [answers, turns] = await Promise.all([myAnswers(db, seat, [meeting]), myTurns(db, seat, meeting)])
  const hardest = localHours(people, [meeting]).find(({ hardest, part }) => hardest && part !== 'fine')
  const soon = isSoon(meeting, now)
  const answer = answers.get(meeting.id)
  return { meeting, answer, soon, turns, hardest: hardest?.id === seat.person ? undefined : hardest }
}

/** What falls to this person at the next meeting, with the reason for each. */
async function myTurns(db: CircleDb, seat: Seat, meeting: Meeting): Promise<NextData['turns']> {
  const ledger = await ledgerOf(db, seat)
  const names = new Map(ledger.fellows.map(({ id, name }) => [id, name]))
  const mine = (await turnsAt(db, seat, ledger, meeting)).filter(({ who }) => who === seat.person)
  return mine.flatMap((next) => {
    const why = whyNext(next, names, seat.person, ledger.history.length)
    return why ? [{ role: next.role, why }] : []
  })
}

async function showStart({ db, self, here, desk, stranded }: ArrivingScope, asked: Asked) {
  const now = asked.services.now()
  const [all, facts, open, coming, kept, requests, own, seasons, changes, lookBack] = await Promise.all([
    myCircles(db, self),
    factsAbout(db, self, now),
    openCircles(db, self),
    comingMeetings(db, self, now, 100),
    placements(db, self),
    myRequests(db, self),
    ownApplication(db, self),
    standings(db, self, now),
    awaitedChanges(db, self, now),
    dueDecisions(db, self, dayIn(asked.zone, now)),
  ])
  const circles = all.filter(({ ended }) => !ended)
  return (
    <StartPage
      name={asked.who?.person?.name ?? ''}
      circles={circles.map((circle) => ({
        ...circle,
        asked: askedOf(facts(circle)),
        next: nextIn(circle.id, coming, now),
      }))}
      kept={kept}
      coming={changes.filter(({ mine }) => mine.from === null).map(({ id }) => id)}
      waiting={requests.filter(isOpen)}
      seasons={seasons}
      open={open.filter((circle) => circle.free > 0).length}
      mayStart={here.membersStartCircles}
      applied={own?.mayChange ?? false}
      again={own?.again ?? false}
      lookBack={lookBack}
      desk={desk}
      stranded={stranded}
    />
  )
}

const nextIn = (circle: string, coming: readonly Meeting[], now: Date): StartCircle['next'] => {
  const meeting = coming.find((each) => each.circle === circle)
  return meeting && { meeting, soon: isSoon(meeting, now) }
}

/** It goes on, or begins within the hour. */
const isSoon = ({ starts }: Meeting, now: Date): boolean => +starts - +now <= 3_600_000

/** Asks each area once, for all circles of a person. */
async function factsAbout(db: MemberDb, self: Self, now: Date) {
  const [yeses, door, formed, changes, apart, soon, guests] = await Promise.all([
    awaitedYeses(db, self),
    awaitedAtTheDoor(db, self),
    formedCircles(db, self),
    awaitedChanges(db, self, now),
    askedApart(db, self, now),
    askedSoon(db, self, now),
    guestsToTell(db, self, now),
  ])
  return ({ id, seated, places }: { id: string; seated: number; places: number }): Facts => ({
    circle: id,
    agreement: yeses.find((each) => each.circle === id)?.to,
    waiting: waitingAt(door, id),
    seated,
    places,
    formed: formed.has(id),
    change: changes.some(({ mine }) => mine.from === id),
    apart: apart.find(({ circle }) => circle === id),
    soon: soon.includes(id),
    guest: guests.includes(id),
  })
}

const waitingAt = (door: readonly { circle: string; waiting: number }[], circle: string): number =>
  door.find((each) => each.circle === circle)?.waiting ?? 0
