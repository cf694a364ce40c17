import type { Seat } from '../circles/rules.ts'
import type { CircleDb } from '../platform/db/handles.ts'
import { NotFound } from '../platform/errors.ts'
import type { Meeting } from '../scheduling/rules.ts'
import {
  type Commitment,
  isEnd,
  isOlder,
  isTakenBack,
  type Mark,
  opensWith,
  type Step,
  spokeSince,
  stepKinds,
  type Words,
} from './rules.ts'

/** The commitments of this circle that are open, whoever took them on, the oldest first. */
export function openCommitments(db: CircleDb, seat: Seat): Promise<Commitment[]> {
  return commitments(db, seat, (marks) => !isEnd(marks.at(-1)?.kind))
}

/** Those with which a meeting opens: everybody's from before, and what was said about them since `before`, when the circle last met. */
export async function forOpening(
  db: CircleDb,
  seat: Seat,
  meeting: Meeting,
  before: { readonly ends: Date } | undefined,
): Promise<(Commitment & { readonly older: boolean })[]> {
  const found = await commitments(db, seat, (marks) => opensWith(marks, meeting, before))
  const since = spokeSince(
    found.map(({ steps }) => steps),
    meeting,
  )
  return found.map((each) => ({ ...each, older: isOlder(each.steps, meeting, since) }))
}

/** Those that are open, the oldest first, and those that were kept or dropped since a day, the latest first. */
export async function openAndEnded(
  db: CircleDb,
  seat: Seat,
  since: Date,
): Promise<{ open: Commitment[]; ended: Commitment[] }> {
  const ends = (marks: readonly Mark[]) => isEnd(marks.at(-1)?.kind)
  const when = (marks: readonly Mark[]) => +(marks.at(-1)?.at ?? 0)
  const found = await commitments(db, seat, (marks) => !ends(marks) || when(marks) >= +since)
  const ended = found
    .filter(({ steps }) => ends(steps) && !isTakenBack(steps))
    .sort((a, b) => when(b.steps) - when(a.steps))
  return { open: found.filter(({ steps }) => !ends(steps)), ended }
}

/** One commitment of this circle; throws NotFound. */
export async function commitmentOf(db: CircleDb, seat: Seat, id: string): Promise<Commitment> {
  const [found] = await commitmentsWith(db, seat, [id])
  if (!found) throw new NotFound()
  return found
}

/** Those of the circle's commitments that have these ids, in the order of the ids; what went along with somebody who left is missing. */
export async function commitmentsWith(db: CircleDb, seat: Seat, ids: readonly string[]): Promise<Commitment[]> {
  if (ids.length === 0) return []
  const found = new Map((await commitments(db, seat, () => true, ids)).map((each) => [each.id, each]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

/**
 * The commitments that are wanted, as far as this seat may read them; only their words are opened. Who joined later does not see one
 * until its owner has said something about it since.
 */
async function commitments(
  db: CircleDb,
  seat: Seat,
  wanted: (marks: readonly Mark[]) => boolean,
  ids?: readonly string[],
): Promise<Commitment[]> {
  const rows = await stepRows(db, seat, ids)
  const each = [...Map.groupBy(rows, (row) => row.commitment).values()]
  const chosen = each.filter((own) => own.some(({ what }) => what) && wanted(own.map(markOf)))
  return chosen.flatMap((own) => {
    const [first] = own
    return first
      ? [{ id: first.commitment, person: first.person, name: first.name, steps: own.map((row) => stepOf(seat, row)) }]
      : []
  })
}

function stepRows(db: CircleDb, seat: Seat, ids: readonly string[] | undefined) {
  const rows = db
    .selectFrom('app.commitment_step as s')
    .innerJoin('app.person as p', (join) =>
      join.onRef('p.community', '=', 's.community').onRef('p.id', '=', 's.person'),
    )
    .select(['s.commitment', 's.person', 'p.name', 's.id', 's.epoch', 's.seq', 's.kind'])
    .select(['s.what', 's.cue', 's.learned', 's.due', 's.meeting', 's.said_at'])
    .where('s.circle', '=', seat.circle)
    .orderBy('s.commitment')
    .orderBy('s.seq')
  return (ids ? rows.where('s.commitment', 'in', ids) : rows).execute()
}

type Row = Awaited<ReturnType<typeof stepRows>>[number]

const markOf = ({ seq, kind, meeting, said_at: at }: Row): Mark => ({
  seq,
  kind: stepKinds.find((known) => known === kind) ?? 'taken',
  meeting,
  at,
})

function stepOf({ box }: Seat, row: Row): Step {
  const { open } = box.row('commitment_step', row.id, row.epoch)
  const words: Words | undefined = row.what
    ? { what: open('what', row.what), cue: open('cue', row.cue), due: row.due }
    : undefined
  return { ...markOf(row), words, learned: open('learned', row.learned) }
}
