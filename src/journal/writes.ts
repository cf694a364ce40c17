import type { Self } from '../people/rules.ts'
import type { MemberDb, WorkerDb } from '../platform/db/handles.ts'
import { Invalid, Refused } from '../platform/errors.ts'
import type { CommunityHere } from '../platform/http/asked.ts'
import { handOver } from '../platform/jobs/outbox.ts'
import { queue } from '../platform/jobs/queue.ts'
import type { When } from '../scheduling/rules/days.ts'
import { decisionWith, idsOf } from './reads.ts'
import { type Decision, type DecisionInput, isFixed, mayKeepMore, mostDecisions } from './rules.ts'

type Here = Pick<CommunityHere, 'vault'>

/** The queue that reminds. */
export const remindQueue = queue('journal.remind', { community: 'id', decision: 'id', day: 'text' })

/** When something is written, and when its person is reminded: on the morning of the day that they chose. */
interface Morning extends When {
  readonly morning: Date
}

/** Writes a decision down. */
export async function keepDecision(
  db: MemberDb,
  here: Here,
  self: Self,
  { id, ...input }: DecisionInput & { readonly id: string },
  when: Morning,
): Promise<void> {
  const kept = await idsOf(db, self)
  // A second tap: it is written down already.
  if (kept.includes(id)) return
  if (!mayKeepMore(self, kept.length)) throw new Refused('journal.many', { number: mostDecisions })
  const { community, person } = self
  await db
    .insertInto('app.decision')
    .values({ community, id, person, ...columnsOf(here, id, input), made_at: when.now })
    .execute()
  await remindOn(db, self, id, input.review, when)
}

/** Writes a decision anew, except what stays; with another day to look back on, its person is reminded on that one. */
export async function changeDecision(
  db: MemberDb,
  here: Here,
  self: Self,
  id: string,
  input: DecisionInput,
  when: Morning,
): Promise<void> {
  const before = await decisionWith(db, here, self, id)
  const said = isFixed(before, when.now) ? { ...input, ...asItStood(before, input) } : input
  await db
    .updateTable('app.decision')
    .set(columnsOf(here, id, said))
    .where('person', '=', self.person)
    .where('id', '=', id)
    .execute()
  if (before.reviewOn !== input.review) await remindOn(db, self, id, input.review, when)
}

/** What stays as it was said; how sure one is after talking about it may be said later than the rest, and once. */
const asItStood = ({ reasons, expected, sureBefore, sureAfter }: Decision, { after }: DecisionInput) => ({
  ...{ reasons, expected },
  ...{ before: sureBefore, after: sureAfter ?? after },
})

function columnsOf({ vault: { box } }: Here, id: string, input: DecisionInput) {
  const { decision, reasons, expected, before, after, review } = input
  const { seal } = box.row('decision', id)
  return {
    ...{ decision: box.seal('decision.decision', id, decision), reasons: seal('reasons', reasons) },
    ...{ expected: seal('expected', expected), sure_before: before, sure_after: after, review_on: review },
  }
}

/** Throws Invalid for a day that is over: what is known already needs no looking back. */
async function remindOn(
  db: MemberDb,
  { community }: Self,
  decision: string,
  day: string,
  { today, morning }: Morning,
): Promise<void> {
  if (day < today) throw new Invalid({ review: 'journal.form.reviewOver' })
  await handOver(db, remindQueue, { community, decision, day }, morning)
}

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
    learned: box.row('decision', id).seal('learned', learned),
  }
  await db
    .updateTable('app.decision')
    .set({ ...sealed, reviewed_at: now })
    .where('person', '=', self.person)
    .where('id', '=', id)
    .execute()
}

/** Deletes one of somebody's decisions. Throws NotFound for anybody else's. */
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
