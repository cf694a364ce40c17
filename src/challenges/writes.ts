import type { Seat } from '../circles/rules.ts'
import type { Self } from '../people/rules.ts'
import type { CircleDb, MemberDb, WorkerDb } from '../platform/db/handles.ts'
import { Invalid, Refused } from '../platform/errors.ts'
import type { CommunityHere } from '../platform/http/asked.ts'
import { handOver } from '../platform/jobs/outbox.ts'
import { queue } from '../platform/jobs/queue.ts'
import type { When } from '../scheduling/rules/days.ts'
import { briefWith, challengeWith, goneFrom, noBriefOf, notesOf, possibleChallenges } from './reads.ts'
import {
  type ChallengeInput,
  isKept,
  mayKeepMore,
  mayTakeBack,
  mostChallenges,
  mostNotes,
  type NoteChange,
  type Possible,
  type ShowInput,
  surfaceAgain,
} from './rules.ts'

type Here = Pick<CommunityHere, 'vault'>

/** What is forgotten once its last day is over; the name is the table's. */
const forgettable = ['possible_challenge', 'own_note', 'brief'] as const
type Forgettable = (typeof forgettable)[number]

/** The queue that forgets. */
export const forgetQueue = queue('challenges.forget', { community: 'id', table: forgettable, id: 'id', until: 'text' })

/** Keeps a possible challenge, for oneself alone. */
export async function keepChallenge(
  db: MemberDb,
  here: Here,
  self: Self,
  { id, question, kind, importance, urgency }: Pick<Possible, 'id' | 'question' | 'kind' | 'importance' | 'urgency'>,
  { now, today }: When,
): Promise<void> {
  const all = await possibleChallenges(db, here, self, today)
  // A second tap: it is kept already.
  if (all.some((each) => each.id === id)) return
  if (!mayKeepMore(self, all.length, mostChallenges)) throw new Refused('challenges.many', { number: mostChallenges })
  const { community, person } = self
  const sealed = here.vault.box.seal('possible_challenge.question', id, question)
  const judged = { kind, importance, urgency }
  await db
    .insertInto('app.possible_challenge')
    .values({ community, id, person, question: sealed, ...judged, surfaced: 1, surfaced_on: today, made_at: now })
    .execute()
}

/** Says a possible challenge anew. What the circle was shown stays as it was shown. */
export async function changeChallenge(
  db: MemberDb,
  here: Here,
  self: Self,
  id: string,
  { question, what, tried, wanted, kind, importance, urgency, until }: ChallengeInput,
  { today }: When,
): Promise<void> {
  await challengeWith(db, here, self, id, today)
  const { box } = here.vault
  const { seal } = box.row('possible_challenge', id)
  const words = { what: seal('what', what), tried: seal('tried', tried), wanted: seal('wanted', wanted) }
  await db
    .updateTable('app.possible_challenge')
    .set({
      kind,
      importance,
      urgency,
      until,
      ...words,
      question: box.seal('possible_challenge.question', id, question),
    })
    .where('person', '=', self.person)
    .where('id', '=', id)
    .execute()
  await forgetAfter(db, self.community, 'possible_challenge', { id, until }, today)
}

/** It has come up again; once a day. */
export async function surface(db: MemberDb, here: Here, self: Self, id: string, { today }: When): Promise<void> {
  const again = surfaceAgain(await challengeWith(db, here, self, id, today), today)
  if (!again) return
  await db
    .updateTable('app.possible_challenge')
    .set({ surfaced: again.surfaced, surfaced_on: again.surfacedOn })
    .where('person', '=', self.person)
    .where('id', '=', id)
    .execute()
}

/** Deletes a possible challenge with its notes, and what circles were shown of it. */
export async function dropChallenge(db: MemberDb, here: Here, self: Self, id: string, { today }: When): Promise<void> {
  await challengeWith(db, here, self, id, today)
  await db.deleteFrom('app.possible_challenge').where('person', '=', self.person).where('id', '=', id).execute()
}

/** Keeps a note of a challenge, or a private one where that is null. */
export async function keepNote(
  db: MemberDb,
  here: Here,
  self: Self,
  { id, words, challenge, until }: { id: string; words: string; challenge: string | null; until: string | null },
  { now, today }: When,
): Promise<void> {
  if (challenge) await challengeWith(db, here, self, challenge, today)
  const notes = await notesOf(db, here, self, challenge, today)
  if (notes.some((note) => note.id === id)) return
  if (!mayKeepMore(self, notes.length, mostNotes)) throw new Refused('challenges.note.many', { number: mostNotes })
  const { community, person } = self
  const sealed = here.vault.box.seal('own_note.words', id, words)
  await db
    .insertInto('app.own_note')
    .values({ community, id, person, challenge, words: sealed, privacy: 'here', until, made_at: now })
    .execute()
  await forgetAfter(db, community, 'own_note', { id, until }, today)
}

/** Writes a note anew: its words, what may leave the circle of it, and until when it is kept. */
export async function changeNote(
  db: MemberDb,
  here: Here,
  self: Self,
  { challenge, id, ...change }: NoteChange & { readonly challenge: string | null; readonly id: string },
  { today }: When,
): Promise<void> {
  await ownNote(db, here, self, { challenge, id }, today)
  const { words, lesson, privacy, until } = change
  const { box } = here.vault
  const sealed = {
    words: box.seal('own_note.words', id, words),
    lesson: box.row('own_note', id).seal('lesson', lesson),
  }
  await db
    .updateTable('app.own_note')
    .set({ ...sealed, privacy: challenge ? privacy : 'here', until })
    .where('person', '=', self.person)
    .where('id', '=', id)
    .execute()
  await forgetAfter(db, self.community, 'own_note', { id, until }, today)
}

/** Deletes a note of a challenge, or a private one. Throws NotFound for anybody else's. */
export async function dropNote(
  db: MemberDb,
  here: Here,
  self: Self,
  which: { readonly challenge: string | null; readonly id: string },
  { today }: When,
): Promise<void> {
  await ownNote(db, here, self, which, today)
  await db.deleteFrom('app.own_note').where('person', '=', self.person).where('id', '=', which.id).execute()
}

async function ownNote(
  db: MemberDb,
  here: Here,
  self: Self,
  { challenge, id }: { readonly challenge: string | null; readonly id: string },
  today: string,
): Promise<void> {
  if (challenge) await challengeWith(db, here, self, challenge, today)
  const notes = await notesOf(db, here, self, challenge, today)
  if (notes.some((note) => note.id === id)) return
  throw challenge
    ? goneFrom(`/me/challenges/${challenge}`, 'challenges.one.title')
    : goneFrom('/me/notes', 'challenges.notes.title')
}

/** Shows the circle a challenge as it stands now, in the place of what was shown of it before. */
export async function showBrief(
  db: CircleDb,
  seat: Seat,
  challenge: Possible,
  { id, privacy, until }: Pick<ShowInput, 'privacy' | 'until'> & { readonly id: string },
  { now, today }: When,
): Promise<void> {
  const { community, circle, person, box } = seat
  const { question, what, tried, wanted } = challenge
  const { seal } = box.row('brief', id)
  await db.deleteFrom('app.brief').where('circle', '=', circle).where('challenge', '=', challenge.id).execute()
  await db
    .insertInto('app.brief')
    .values({
      ...{ community, id, circle, epoch: box.epoch, person, challenge: challenge.id, privacy, until, made_at: now },
      question: box.seal('brief.question', id, question),
      ...{ what: seal('what', what), tried: seal('tried', tried), wanted: seal('wanted', wanted) },
    })
    .execute()
  await forgetAfter(db, community, 'brief', { id, until }, today)
}

/** Takes a brief back: the circle sees nothing of it any more. */
export async function takeBriefBack(db: CircleDb, seat: Seat, id: string): Promise<void> {
  if (!mayTakeBack(seat, await briefWith(db, seat, id))) throw noBriefOf(seat)
  await db.deleteFrom('app.brief').where('circle', '=', seat.circle).where('id', '=', id).execute()
}

/** Whoever leaves a circle takes along what they showed it of their challenges. */
export async function takeBriefsAlong(db: CircleDb, { circle, person }: Seat): Promise<void> {
  await db.deleteFrom('app.brief').where('circle', '=', circle).where('person', '=', person).execute()
}

/** Throws Invalid where the last day is over already: it would be gone before it is seen. */
async function forgetAfter(
  db: MemberDb,
  community: string,
  table: Forgettable,
  { id, until }: { readonly id: string; readonly until: string | null },
  today: string,
): Promise<void> {
  if (!isKept({ until }, today)) throw new Invalid({ until: 'challenges.form.dayOver' })
  if (until) await handOver(db, forgetQueue, { community, table, id, until }, overEverywhere(until))
}

/** When a day is over for everybody: the last place where it is that day is twelve hours behind. */
const overEverywhere = (day: string): Date => new Date(Date.parse(`${day}T00:00:00Z`) + 36 * 3_600_000)

/** Forgets something whose last day this was; whoever has chosen another day since keeps it. */
export async function forget(db: WorkerDb, table: Forgettable, id: string, until: string): Promise<void> {
  await db.deleteFrom(`app.${table}`).where('id', '=', id).where('until', '=', until).execute()
}
