import type { Self } from '../people/rules.ts'
import type { MemberDb } from '../platform/db/handles.ts'
import { NotFound } from '../platform/errors.ts'
import type { CommunityHere } from '../platform/http/asked.ts'
import { isId } from '../platform/ids.ts'
import type { Decision } from './rules.ts'

type Here = Pick<CommunityHere, 'vault'>

/** Somebody's decisions. */
export async function decisionsOf(db: MemberDb, here: Here, self: Self): Promise<Decision[]> {
  const rows = await rowsOf(db, self).execute()
  return rows.map((row) => opened(here, row))
}

/** One of somebody's decisions. Throws NotFound for anybody else's. */
export async function decisionWith(db: MemberDb, here: Here, self: Self, id: string): Promise<Decision> {
  const found = isId(id) ? await rowsOf(db, self).where('id', '=', id).executeTakeFirst() : undefined
  if (!found) throw new NotFound({ because: 'failure.gone.text', to: '/me/journal', label: 'journal.title' })
  return opened(here, found)
}

const rowsOf = (db: MemberDb, { person }: Self) =>
  db
    .selectFrom('app.decision')
    .select(['id', 'decision', 'reasons', 'expected', 'happened', 'learned', 'made_at as madeAt'])
    .select(['sure_before as sureBefore', 'sure_after as sureAfter', 'review_on as reviewOn'])
    .select('reviewed_at as reviewedAt')
    .where('person', '=', person)

type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]

function opened({ vault }: Here, { decision, reasons, expected, happened, learned, ...row }: Row): Decision {
  const { open } = vault.box.row('decision', row.id)
  return {
    ...{ ...row, decision: open('decision', decision), reasons: open('reasons', reasons) },
    ...{ expected: open('expected', expected), happened: open('happened', happened) },
    learned: open('learned', learned),
  }
}

/** The ids of somebody's decisions; not a word of them is opened. */
export async function idsOf(db: MemberDb, { person }: Self): Promise<string[]> {
  const rows = await db.selectFrom('app.decision').select('id').where('person', '=', person).execute()
  return rows.map(({ id }) => id)
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
