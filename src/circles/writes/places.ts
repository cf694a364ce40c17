import type { Office } from '../../communities/rules.ts'
import type { Self } from '../../people/rules.ts'
import type { CircleDb, MemberDb, OrganiserDb } from '../../platform/db/handles.ts'
import { Refused } from '../../platform/errors.ts'
import type { CommunityHere } from '../../platform/http/asked.ts'
import { newId } from '../../platform/ids.ts'
import { sitsByPlacement } from '../reads/places.ts'
import { circleOf, type Placement, sitsIn } from '../reads.ts'
import { type FormedCircle, mayAskElsewhere, type Seat } from '../rules.ts'
import { askToJoin, leaveCircle, type Parting, sitDown } from '../writes.ts'

/** Makes the circle of a season: nobody sits in it yet, each person accepts or declines the place kept for them. */
export async function formCircle(db: OrganiserDb, office: Office, formed: FormedCircle): Promise<void> {
  const { people, until, ...circle } = formed
  await db
    .insertInto('app.circle')
    .values({ ...circle, community: office.community, origin: 'season' })
    .execute()
  if (people.length === 0) return
  const made = { community: office.community, circle: formed.id, via: 'placement', made_by: office.person, until }
  await db
    .insertInto('app.invitation')
    .values(people.map((person) => ({ ...made, id: newId(), person })))
    .execute()
}

/**
 * Accepts a place that was kept. Where the circle has begun to write meanwhile, this asks for it instead: then each of those who sit
 * there says yes. Returns the circle, and whether the person sits in it now.
 */
export async function acceptPlacement(
  db: MemberDb,
  here: CommunityHere,
  self: Self,
  place: Placement,
  now: Date,
): Promise<{ circle: string; sits: boolean }> {
  const circle = place.circle.id
  const sits = await sitsIn(db, self, circle)
  if (place.circle.wrote && !sits) await askToJoin(db, self, circle, '')
  else if (!sits) await sitDown(db, here, place.circle, self.person)
  await answerPlacement(db, self, place.id, { answer: 'yes', ended_at: now })
  return { circle, sits: sits || !place.circle.wrote }
}

/** Declines a place that was kept. */
export async function declinePlacement(db: MemberDb, self: Self, { id }: Placement, now: Date): Promise<void> {
  await answerPlacement(db, self, id, { answer: 'no', ended_at: now })
}

/** Gives up a place that was kept, and asks to be seated elsewhere; `words` are for those who organise. */
export async function preferElsewhere(
  db: MemberDb,
  self: Self,
  { id }: Placement,
  words: string,
  now: Date,
): Promise<void> {
  await answerPlacement(db, self, id, { answer: 'elsewhere', words, ended_at: now })
}

interface Answer {
  readonly answer: 'yes' | 'no' | 'elsewhere'
  readonly words?: string
  readonly ended_at: Date
}

async function answerPlacement(db: MemberDb, self: Self, id: string, answer: Answer): Promise<void> {
  const answering = db.updateTable('app.invitation').set(answer)
  await answering.where('id', '=', id).where('person', '=', self.person).execute()
}

/**
 * Leaves the seat in a circle that was kept for this person, and asks to be seated elsewhere. Throws Refused once the circle has written: from
 * then on it is theirs, and one leaves it as any other.
 */
export async function leaveForElsewhere(
  db: CircleDb,
  here: CommunityHere,
  seat: Seat,
  words: string,
  how: { readonly now: Date; readonly partings: readonly Parting[] },
): Promise<void> {
  const by = await sitsByPlacement(db, seat)
  if (!by || !mayAskElsewhere(await circleOf(db, seat), true)) throw new Refused('circles.elsewhere.begun')
  await db
    .updateTable('app.invitation')
    .set({ answer: 'elsewhere', words })
    .where('id', '=', by)
    .where('person', '=', seat.person)
    .execute()
  await leaveCircle(db, here, seat, how.now, how.partings)
}
