import { sql } from 'kysely'
import { applications } from '../../applications/reads.ts'
import type { Application } from '../../applications/rules.ts'
import type { Office } from '../../communities/rules.ts'
import type { OrganiserDb, WorkerDb } from '../../platform/db/handles.ts'
import { Beforehand } from '../../platform/db/transact.ts'
import { Conflict } from '../../platform/errors.ts'
import { proposal, proposalGone, type Task, taskOf, withMet } from '../reads.ts'
import { arranged, type Change, type Figures, type Locks, lockedAfter, type Shift, type Step } from '../rules/board.ts'
import { toldApart } from '../rules/names.ts'
import {
  type Arrangement,
  type Board,
  type Broken,
  brokenAfter,
  type Formation,
  type Laid,
  laidOn,
  movePerson,
  opened,
  type Problem,
  type Proposal,
  problemFrom,
  type State,
  type WhatIf,
} from '../rules.ts'
import { lastFew } from './held.ts'
import { atOnce, once } from './thread.ts'

/** A proposal and its people, as they were read. */
interface Found {
  /** Tells in what state the people's answers were. */
  readonly stamp: string
  readonly found: Proposal
  readonly people: ReadonlyMap<string, Application>
  /** The same as pages call them: those of one name told apart. */
  readonly called: ReadonlyMap<string, Application>
}

/** A proposal opened: the people, and all that is worked out once. The same for every change made to it. */
interface Ground extends Found {
  readonly board: Board
}

/** A proposal as it stands after its steps, on a board that answers a move at once. */
export interface Opened extends Ground {
  /** With the result and the locks as they stand. */
  readonly proposal: Proposal & { readonly result: Formation }
  /** What this state is known by: a new one after each change. */
  readonly revision: string
  /** All steps; the first `done` of them are done, those after were undone. */
  readonly steps: readonly Step[]
  readonly done: number
  readonly broken: Broken
}

/**
 * Opens a proposal that can still be changed. The answer is held in memory, for the next look and the next move; whoever asks is always
 * asked for by the database first, and whatever has changed elsewhere has another revision. What is not held is worked out once this
 * transaction has ended, and then it begins anew. Throws NotFound, and Conflict for any other.
 */
export async function openProposal(db: OrganiserDb, office: Office, id: string): Promise<Opened> {
  const [row, stamp] = await Promise.all([standing(db, office, id), stampOf(db, office)])
  if (!row) throw proposalGone()
  if (row.state !== 'ready') throw new Conflict('formation.publish.already')
  const key = `${row.revision} ${stamp}`
  const known = states.get(key)
  if (!known) throw new Beforehand(await opening(db, office, { id, stamp, key, row }))
  grounds.keep(`${id} ${stamp}`, known)
  states.keep(key, known)
  return known
}

/** Reads all that it takes to open a proposal, and answers with how to: of many people in a thread, for it takes a second or two. */
async function opening(
  db: OrganiserDb,
  office: Office,
  { id, stamp, key, row }: { id: string; stamp: string; key: string; row: Standing },
): Promise<() => Promise<void>> {
  const steps = await stepsOf(db, office, id)
  const held = grounds.get(`${id} ${stamp}`)
  const ground = held ?? (await groundOf(db, office, id, stamp))
  const circles = circlesAfter(ground.found, row.done, steps)
  return async () => {
    if (states.get(key)) return
    const laid = 'board' in ground ? laidOn(ground.board, circles) : await laidOut(key, ground.problem, circles)
    states.keep(key, stateFrom(ground, { ...row, steps }, laid))
  }
}

const laidOut = async (key: string, problem: Problem, circles: Arrangement): Promise<Laid> =>
  problem.people.length > atOnce ? once<Laid>(key, { board: { problem, circles } }) : opened(problem, circles)

/** What time it is where searches are noted: when one began is said by that clock. */
export async function timeThere(db: OrganiserDb): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select now() as now`.execute(db)
  return rows[0]?.now ?? new Date(0)
}

/** Whether a proposal can be changed, and if not, why; throws NotFound. */
export async function stateOf(db: OrganiserDb, office: Office, id: string): Promise<State> {
  const row = await standing(db, office, id)
  if (!row) throw proposalGone()
  return row.state
}

/** The other proposal of a season that is kept beside this one and can be looked at; undefined where there is none. */
export async function otherThan(
  db: OrganiserDb,
  office: Office,
  { id, season }: Pick<Proposal, 'id' | 'season'>,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('app.formation')
    .select('id')
    .where('community', '=', office.community)
    .where('season', '=', season)
    .where('state', '=', 'ready')
    .where('id', '!=', id)
    .orderBy('made_at', 'desc')
    .executeTakeFirst()
  return row?.id
}

/** The state after a change under a revision of its own, which whoever writes it down gives it. Nothing is written. */
export function after(opened: Opened, change: Change, revision: string): Opened {
  const { board, proposal: before, broken } = opened
  const locks = lockedAfter(before.locks, change)
  const moving = change.kind === 'move'
  const result = moving
    ? { ...before.result, ...movePerson(board, before.result, change.person, change.to || null) }
    : before.result
  return {
    ...opened,
    revision,
    proposal: { ...before, locks, result },
    broken: moving ? brokenAfter(board, broken, result.circles, change.person, change.from) : broken,
  }
}

/** Holds a state that was just written: should it not be committed after all, its revision is never asked for. */
export function hold(opened: Opened): Opened {
  states.keep(`${opened.revision} ${opened.stamp}`, opened)
  return opened
}

/** What searches for what each wish costs are to work on; undefined where nobody waits for them. */
export async function toPrice(db: WorkerDb, id: string): Promise<(Task & { circles: Arrangement }) | undefined> {
  const row = await db
    .selectFrom('app.formation_price as p')
    .innerJoin('app.formation as f', (join) =>
      join.onRef('f.community', '=', 'p.community').onRef('f.id', '=', 'p.formation'),
    )
    .select(['f.policy', 'f.people', 'f.locks', 'p.circles'])
    .where('p.id', '=', id)
    .where('p.state', 'in', ['waiting', 'running'])
    .executeTakeFirst()
  return row && { ...(await taskOf(db, { ...row, earlier: null })), circles: stored<Arrangement>(row.circles) }
}

/** What somebody who asked what each wish costs is told. */
export interface Prices {
  readonly state: 'waiting' | 'running' | 'ready' | 'failed'
  readonly share: number
  readonly madeAt: Date
  /** Whether the circles have changed since. */
  readonly revision: string
  readonly answers: readonly WhatIf[]
}

/** The latest answer to what each wish costs; undefined where nobody asked. */
export async function pricesOf(db: OrganiserDb, office: Office, formation: string): Promise<Prices | undefined> {
  const row = await db
    .selectFrom('app.formation_price')
    .select(['state', 'share', 'made_at', 'revision', 'answers'])
    .where('community', '=', office.community)
    .where('formation', '=', formation)
    .executeTakeFirst()
  if (!row) return undefined
  const { state, share, made_at: madeAt, revision, answers } = row
  return { state: stored<Prices['state']>(state), share, madeAt, revision, answers: stored<WhatIf[]>(answers ?? []) }
}

const stored = <T>(value: unknown): T => value as T

interface Standing {
  readonly revision: string
  readonly done: number
  readonly locks: Locks
  readonly state: State
}

async function standing(db: OrganiserDb, office: Office, id: string): Promise<Standing | undefined> {
  const row = await db
    .selectFrom('app.formation')
    .select(['state', 'revision', 'done', 'locks'])
    .where('community', '=', office.community)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && { ...row, state: stored<State>(row.state), locks: stored<Locks>(row.locks) }
}

/** Another one whenever somebody's answers change, somebody comes, or somebody goes. */
async function stampOf(db: OrganiserDb, office: Office): Promise<string> {
  const { rows } = await sql<{ stamp: string }>`
    select concat_ws(' ', count(*), count(person), sum(generation), max(changed_at), max(made_at)) as stamp
    from app.application where community = ${office.community}`.execute(db)
  return rows[0]?.stamp ?? ''
}

async function groundOf(
  db: OrganiserDb,
  office: Office,
  id: string,
  stamp: string,
): Promise<Found & { readonly problem: Problem }> {
  const found = await proposal(db, office, id)
  const all = await applications(db, office, found.season)
  const people = new Map(all.map((each) => [each.id, each]))
  const seated = found.people.flatMap((one) => people.get(one) ?? [])
  const asked = await withMet(db, seated)
  return { stamp, found, people, called: toldApart(people), problem: problemFrom(asked, found.policy) }
}

async function stepsOf(db: OrganiserDb, office: Office, id: string): Promise<Step[]> {
  const rows = await db
    .selectFrom('app.formation_step')
    .select(['change', 'figures'])
    .where('community', '=', office.community)
    .where('formation', '=', id)
    .orderBy('number')
    .execute()
  return rows.map(({ change, figures }) => ({
    change: stored<Change>(change),
    ...stored<{ figures: Figures; shifts: Shift[] }>(figures),
  }))
}

function circlesAfter({ result }: Proposal, done: number, steps: readonly Step[]): Arrangement {
  if (!result) throw new Conflict('formation.publish.already')
  const changes = steps.slice(0, done).map(({ change }) => change)
  return arranged(result.circles, changes)
}

function stateFrom(
  { stamp, found, people, called }: Found,
  { revision, done, steps, locks }: Standing & { readonly steps: readonly Step[] },
  { board, scored, broken }: Laid,
): Opened {
  if (!found.result) throw new Conflict('formation.publish.already')
  const proposal = { ...found, locks, result: { ...found.result, ...scored } }
  return { stamp, found, people, called, board, proposal, revision, steps, done, broken }
}

const grounds = lastFew<Ground>(3)
const states = lastFew<Opened>(12)
