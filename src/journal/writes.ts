import type { Self } from '../people/rules.ts'
import type { MemberDb, WorkerDb } from '../platform/db/handles.ts'
import { Refused } from '../platform/errors.ts'
import type { CommunityHere } from '../platform/http/asked.ts'
import { handOver } from '../platform/jobs/outbox.ts'
import { decisionsOf, decisionWith } from './reads.ts'
import { type DecisionInput, mayKeepMore, mostDecisions } from './rules.ts'

type Here = Pick<CommunityHere, 'vault'>

/** The queue that reminds; its body is `{ community, decision, day }`. */
export const remindQueue = 'journal.remind'

/** Writes a decision down. `morning` is when its person is reminded, on the day that they chose. */
export async function keepDecision(
  db: MemberDb,
  here: Here,
  self: Self,
  { id, ...input }: DecisionInput & { readonly id: string },
  { now, morning }: { readonly now: Date; readonly morning: Date },
): Promise<void> {
  const all = await decisionsOf(db, here, self)
  // A second tap: it is written down already.
  if (all.some((each) => each.id === id)) return
  if (!mayKeepMore(self, all.length)) throw new Refused('journal.many', { number: mostDecisions })
  const { community, person } = self
  await db
    .insertInto('app.decision')
    .values({ community, id, person, ...columnsOf(here, id, input), made_at: now })
    .execute()
  await remindOn(db, self, id, input.review, morning)
}

/** Writes a decision anew; with another day to look back on, its person is reminded on that one. */
export async function changeDecision(
  db: MemberDb,
  here: Here,
  self: Self,
  id: string,
  input: DecisionInput,
  morning: Date,
): Promise<void> {
  const before = await decisionWith(db, here, self, id)
  await db
    .updateTable('app.decision')
    .set(columnsOf(here, id, input))
    .where('person', '=', self.person)
    .where('id', '=', id)
    .execute()
  if (before.reviewOn !== input.review) await remindOn(db, self, id, input.review, morning)
}

function columnsOf({ vault: { box } }: Here, id: string, input: DecisionInput) {
  const { decision, reasons, expected, before, after, review } = input
  const seal = (column: string, words: string) => (words ? box.seal(`decision.${column}`, id, words) : null)
  return {
    ...{ decision: box.seal('decision.decision', id, decision), reasons: seal('reasons', reasons) },
    ...{ expected: seal('expected', expected), sure_before: before, sure_after: after, review_on: review },
  }
}

const remindOn = (db: MemberDb, { community }: Self, decision: string, day: string, morning: Date): Promise<void> =>
  handOver(db, remindQueue, { community, decision, day }, morning)

/** Writes down what really happened. It can be said again; what was expected stays as it was. */
export async function lookBack(
  db: MemberDb,
  here: Here,
  self: Self,
  { id, happened, learned }: { readonly id: string; readonly happened: string; readonly learned: string },
  now: Date,
): Promise<void> {
  await decisionWith(db, here, self, id)
  const { box } = here.vault
  const sealed = {
    happened: box.seal('decision.happened', id, happened),
    learned: learned ? box.seal('decision.learned', id, learned) : null,
  }
  await db
    .updateTable('app.decision')
    .set({ ...sealed, reviewed_at: now })
    .where('person', '=', self.person)
    .where('id', '=', id)
    .execute()
}

export async function dropDecision(db: MemberDb, here: Here, self: Self, id: string): Promise<void> {
  await decisionWith(db, here, self, id)
  await db.deleteFrom('app.decision').where('person', '=', self.person).where('id', '=', id).execute()
}

/** Notes that somebody is reminded of this day; undefined where they chose another since, looked back already, or were reminded. */
export async function noteReminded(db: WorkerDb, decision: string, day: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('app.decision')
    .select(['person', 'reminded_for'])
    .where('id', '=', decision)
    .where('review_on', '=', day)
    .where('reviewed_at', 'is', null)
    .executeTakeFirst()
  if (!row || row.reminded_for === day) return undefined
  await db.updateTable('app.decision').set({ reminded_for: day }).where('id', '=', decision).execute()
  return row.person
}
