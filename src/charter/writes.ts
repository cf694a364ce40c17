import type { Seat } from '../circles/rules.ts'
import type { CircleDb } from '../platform/db/handles.ts'
import { Conflict, Invalid, Refused } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { announce } from '../platform/live/index.ts'
import { charterOf, isStored, mayWrite, requireAgreed, versionOf } from './reads.ts'
import { changesBetween, mayBeWording, mostPoints, type Point, type Proposal, proposedPoints } from './rules.ts'

/** Agrees to a version: the one in force, or, for whoever has agreed to that, the one proposed. Agreed twice, it is agreed once. */
export async function agree(db: CircleDb, seat: Seat, version: number): Promise<void> {
  await begin(db, seat)
  const charter = await charterOf(db, seat)
  if (version !== charter.version && version !== charter.pending) throw new Conflict('charter.movedOn')
  if (version === charter.pending && !(await mayWrite(db, seat))) throw new Refused('charter.agreeFirst')
  await sign(db, seat, version)
  await announce(db, `circle ${seat.circle}`)
}

/**
 * Proposes another version. Where only the wording changed it is in force at once; otherwise as soon as all have agreed, whoever proposes
 * being the first. One proposal at a time; sent twice, it is proposed once.
 */
export async function propose(db: CircleDb, seat: Seat, input: Proposal): Promise<void> {
  await requireAgreed(db, seat)
  if (await isStored(db, seat, input.id)) return
  await begin(db, seat)
  const charter = await charterOf(db, seat)
  if (charter.pending !== null) throw new Refused('charter.new.oneAtATime')
  if (charter.version !== input.from) throw new Conflict('charter.movedOn')
  const before = (await versionOf(db, seat, charter.version)).points
  const points = proposedPoints(before, input, newId)
  check(before, points, input)
  const number = charter.latest + 1
  await store(db, seat, { id: input.id, number, kind: input.kind, points, why: input.why, made_by: seat.person })
  if (input.kind === 'meaning') await sign(db, seat, number)
  await announce(db, `circle ${seat.circle}`)
}

/** Sets a proposal aside, so that the circle talks first. Anyone may; who did it is kept nowhere. */
export async function setAside(db: CircleDb, seat: Seat, version: number): Promise<void> {
  await requireAgreed(db, seat)
  await db
    .updateTable('app.charter')
    .set({ pending: null })
    .where('circle', '=', seat.circle)
    .where('pending', '=', version)
    .execute()
  await announce(db, `circle ${seat.circle}`)
}

/** Seals what lives on of the agreement again, under the new epoch of the seat, so that a newcomer can read it. */
export async function carryAgreement(db: CircleDb, seat: Seat): Promise<void> {
  const charter = await charterOf(db, seat)
  for (const number of [charter.version, charter.pending]) {
    if (number === null || number === 1) continue
    const { kind, ...version } = await versionOf(db, seat, number)
    await store(db, seat, { ...version, id: newId(), kind: kind === 'wording' ? kind : 'meaning' })
  }
  // Changes the row, so that whoever proposes at this very moment looks again and seals under the new epoch.
  await db.updateTable('app.charter').set({ pending: charter.pending }).where('circle', '=', seat.circle).execute()
}

function check(before: readonly Point[], after: readonly Point[], { kind }: Proposal): void {
  const changes = changesBetween(before, after)
  if (changes.length === 0) throw new Refused('charter.new.unchanged')
  if (!after.some((point) => point.id === 'confidentiality')) throw new Refused('charter.new.confidentiality')
  if (after.length > mostPoints) throw new Refused('charter.new.tooMany', { most: mostPoints })
  if (kind === 'wording' && !mayBeWording(changes)) throw new Invalid({ kind: 'charter.new.kind.notWording' })
}

/** The row of the circle's agreement, made by whoever needs it first. */
async function begin(db: CircleDb, seat: Seat): Promise<void> {
  const { community, circle } = seat
  await db
    .insertInto('app.charter')
    .values({ community, circle })
    .onConflict((on) => on.doNothing())
    .execute()
}

async function sign(db: CircleDb, seat: Seat, version: number): Promise<void> {
  const { community, circle, id, person } = seat
  await db
    .insertInto('app.charter_sign')
    .values({ community, circle, seat: id, person, version })
    .onConflict((on) => on.doNothing())
    .execute()
}

interface Storing {
  readonly id: string
  readonly number: number
  readonly kind: 'wording' | 'meaning'
  readonly points: readonly Point[]
  readonly why: string
  readonly made_by: string | null
  readonly made_at?: Date | null
}

async function store(db: CircleDb, seat: Seat, version: Storing): Promise<void> {
  const { id, number, kind, points, why, made_by, made_at } = version
  const { community, circle, box } = seat
  await db
    .insertInto('app.charter_version')
    .values({
      community,
      id,
      circle,
      epoch: box.epoch,
      number,
      kind,
      made_by,
      ...(made_at ? { made_at } : {}),
      points: box.seal('charter_version.points', id, JSON.stringify(points)),
      why: box.seal('charter_version.why', id, why),
    })
    .onConflict((on) => on.doNothing())
    .execute()
}
