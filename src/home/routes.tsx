import { agreementOf, awaitedYeses } from '../charter/reads.ts'
import { awaitedAtTheDoor, circleOf, fellows, myCircles, openCircles, placements } from '../circles/reads.ts'
import { type SeatScope, seated } from '../circles/web.ts'
import type { Self } from '../people/rules.ts'
import { member, type SelfScope } from '../people/web.ts'
import type { MemberDb } from '../platform/db/handles.ts'
import type { Asked } from '../platform/http/asked.ts'
import { type Entry, page } from '../platform/http/registry.ts'
import { CircleHomePage, StartPage } from './pages.tsx'
import { askedOf, type Facts } from './rules.ts'

/** Where a person arrives. */
export const startEntries: Entry[] = [page('/home', member, showStart)]

/** A circle's own front page. */
export const circleHomeEntries: Entry[] = [page('/circles/:circle', seated, showCircleHome)]

async function showCircleHome({ db, seat }: SeatScope) {
  const circle = await circleOf(db, seat)
  const people = await fellows(db, seat)
  const agreement = await agreementOf(db, seat)
  const facts = await factsAbout(db, seat)
  return (
    <CircleHomePage
      circle={circle}
      me={seat.person}
      fellows={people}
      agreement={agreement}
      asked={askedOf(facts({ id: circle.id, seated: people.length, places: circle.places }))}
    />
  )
}

async function showStart({ db, self, here }: SelfScope, asked: Asked) {
  const circles = await myCircles(db, self)
  const facts = await factsAbout(db, self)
  const open = await openCircles(db, self)
  return (
    <StartPage
      name={asked.who?.person?.name ?? ''}
      circles={circles.map((circle) => ({ ...circle, asked: askedOf(facts(circle)) }))}
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
  return ({ id, seated, places }: { id: string; seated: number; places: number }): Facts => ({
    circle: id,
    agreement: yeses.find((each) => each.circle === id)?.to,
    waiting: door.find((each) => each.circle === id)?.waiting ?? 0,
    seated,
    places,
  })
}
