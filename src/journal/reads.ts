import type { Self } from '../people/rules.ts'
import type { MemberDb } from '../platform/db/handles.ts'
import { NotFound } from '../platform/errors.ts'
import type { CommunityHere } from '../platform/http/asked.ts'
import type { Decision } from './rules.ts'

type Here = Pick<CommunityHere, 'vault'>

/** Somebody's decisions. */
export async function decisionsOf(db: MemberDb, here: Here, self: Self): Promise<Decision[]> {
  const rows = await db
    .selectFrom('app.decision')
    .select(['id', 'decision', 'reasons', 'expected', 'happened', 'learned', 'made_at as madeAt'])
    .select(['sure_before as sureBefore', 'sure_after as sureAfter', 'review_on as reviewOn'])
    .select('reviewed_at as reviewedAt')
    .where('person', '=', self.person)
    .execute()
  return rows.map(({ decision, reasons, expected, happened, learned, ...row }) => {
    const open = (column: string, sealed: Buffer | null) =>
      sealed ? here.vault.box.open(`decision.${column}`, row.id, 0, sealed) : ''
    return {
      ...{ ...row, decision: open('decision', decision), reasons: open('reasons', reasons) },
      ...{ expected: open('expected', expected), happened: open('happened', happened) },
      learned: open('learned', learned),
    }
  })
}

/** One of somebody's decisions. Throws NotFound for anybody else's. */
export async function decisionWith(db: MemberDb, here: Here, self: Self, id: string): Promise<Decision> {
  const found = (await decisionsOf(db, here, self)).find((each) => each.id === id)
  if (!found) throw new NotFound()
  return found
}

/** On how many decisions somebody wanted to look back by now; not a word of them is opened. */
export async function dueDecisions(db: MemberDb, self: Self, today: string): Promise<number> {
  const rows = await db
    .selectFrom('app.decision')
    .select('id')
    .where('person', '=', self.person)
    .where('reviewed_at', 'is', null)
    .where('review_on', '<=', today)
    .execute()
  return rows.length
}
