import { fellows } from '../circles/reads.ts'
import type { Seat } from '../circles/rules.ts'
import type { Self } from '../people/rules.ts'
import type { CircleDb, MemberDb } from '../platform/db/handles.ts'
import { Refused } from '../platform/errors.ts'
import {
  type Assents,
  type AwaitedYes,
  awaitedYes,
  type Charter,
  fromTemplate,
  hasAgreed,
  type Point,
  type Signed,
  signedBy,
  storedPoints,
  template,
} from './rules.ts'

/** Which versions of the agreement count in the circle of this seat. */
export async function charterOf(db: CircleDb, seat: Pick<Seat, 'circle'>): Promise<Charter> {
  const row = await db
    .selectFrom('app.charter')
    .select(['version', 'binding', 'pending', 'latest'])
    .where('circle', '=', seat.circle)
    .executeTakeFirst()
  return row ?? fromTemplate
}

/** Has this person agreed to what binds? Until then they read, and write nothing. */
export async function mayWrite(db: CircleDb, seat: Seat): Promise<boolean> {
  const own = db.selectFrom('app.charter_sign').select('version').where('seat', '=', seat.id)
  const [charter, signed] = await Promise.all([charterOf(db, seat), own.execute()])
  return hasAgreed(
    charter,
    signed.map(({ version }) => version),
  )
}

/** For the writes of every area that keeps what a circle says: throws Refused where this person has not agreed yet. */
export async function requireAgreed(db: CircleDb, seat: Seat): Promise<void> {
  if (!(await mayWrite(db, seat))) throw new Refused('charter.agreeFirst')
}

/** One version of the agreement. Version 1 has no words of the circle. */
export interface Version {
  readonly number: number
  readonly points: readonly Point[]
  readonly kind: 'template' | 'wording' | 'meaning'
  readonly why: string
  /** Who proposed it, and their name while they are here. */
  readonly made_by: string | null
  readonly by: string | null
  readonly made_at: Date | null
}

const first: Version = {
  number: 1,
  points: template,
  kind: 'template',
  why: '',
  made_by: null,
  by: null,
  made_at: null,
}

/** A version as far as this seat may read it: the copy of the latest epoch. */
export async function versionOf(db: CircleDb, seat: Seat, number: number): Promise<Version> {
  if (number === 1) return first
  const row = await db
    .selectFrom('app.charter_version as v')
    .leftJoin('app.person as p', (join) =>
      join.onRef('p.community', '=', 'v.community').onRef('p.id', '=', 'v.made_by'),
    )
    .select(['v.id', 'v.epoch', 'v.number', 'v.kind', 'v.points', 'v.why', 'v.made_by', 'p.name as by', 'v.made_at'])
    .where('v.circle', '=', seat.circle)
    .where('v.number', '=', number)
    .orderBy('v.epoch', 'desc')
    .executeTakeFirstOrThrow()
  return {
    number: row.number,
    points: readPoints(seat.box.open('charter_version.points', row.id, row.epoch, row.points)),
    kind: row.kind === 'wording' ? 'wording' : 'meaning',
    why: seat.box.open('charter_version.why', row.id, row.epoch, row.why),
    made_by: row.made_by,
    by: row.by,
    made_at: row.made_at,
  }
}

/** Stored points have no `words` where the template speaks. */
function readPoints(text: string): readonly Point[] {
  return storedPoints.parse(JSON.parse(text)).map(({ id, words }) => (words === undefined ? { id } : { id, words }))
}

/** Whether this very version, made with a form, stands here already. */
export async function isStored(db: CircleDb, seat: Seat, id: string): Promise<boolean> {
  const rows = db.selectFrom('app.charter_version').select('id').where('circle', '=', seat.circle).where('id', '=', id)
  return (await rows.executeTakeFirst()) !== undefined
}

/** What counts in the circle, and who has agreed to what. */
export async function assentsIn(db: CircleDb, seat: Seat): Promise<Assents> {
  const signed = db.selectFrom('app.charter_sign').select(['seat', 'version']).where('circle', '=', seat.circle)
  const [charter, signatures] = await Promise.all([charterOf(db, seat), signed.execute()])
  return { charter, signatures }
}

/** Somebody of the circle, and what they have agreed to. */
export interface Signer extends Signed {
  readonly id: string
  readonly name: string
}

export interface Agreement {
  readonly charter: Charter
  readonly now: Version
  readonly proposed: Version | undefined
  readonly signers: readonly Signer[]
  readonly me: Signed
}

/** The whole agreement as its page shows it. */
export async function agreementOf(db: CircleDb, seat: Seat): Promise<Agreement> {
  const [assents, people] = await Promise.all([assentsIn(db, seat), fellows(db, seat)])
  const { charter } = assents
  const [now, proposed] = await Promise.all([
    versionOf(db, seat, charter.version),
    charter.pending === null ? undefined : versionOf(db, seat, charter.pending),
  ])
  const signers = people.map(({ id, name, seat: own }) => ({ id, name, ...signedBy(assents, own) }))
  return { charter, now, proposed, signers, me: signedBy(assents, seat.id) }
}

export interface Awaited {
  readonly circle: string
  readonly to: AwaitedYes
}

/** In which of a person's circles their yes is awaited: to the agreement itself, or to a change of it. Facts only, across circles. */
export async function awaitedYeses(db: MemberDb, self: Pick<Self, 'person'>): Promise<Awaited[]> {
  const rows = await db
    .selectFrom('app.seat as s')
    .leftJoin('app.charter as h', (join) =>
      join.onRef('h.community', '=', 's.community').onRef('h.circle', '=', 's.circle'),
    )
    .leftJoin('app.charter_sign as g', (join) =>
      join.onRef('g.community', '=', 's.community').onRef('g.seat', '=', 's.id'),
    )
    .innerJoin('app.circle as c', (join) =>
      join.onRef('c.community', '=', 's.community').onRef('c.id', '=', 's.circle'),
    )
    .where('c.ended_at', 'is', null)
    .select(['s.id as seat', 's.circle', 'h.version', 'h.binding', 'h.pending', 'h.latest', 'g.version as signed'])
    .where('s.person', '=', self.person)
    .where('s.left_at', 'is', null)
    .execute()
  return [...Map.groupBy(rows, (row) => row.circle)].flatMap(([circle, of]): Awaited[] => {
    const [first] = of
    if (!first) return []
    const { seat, version, binding, pending, latest } = first
    const charter = version && binding && latest ? { version, binding, pending, latest } : fromTemplate
    const signatures = of.flatMap(({ signed }) => (signed ? [{ seat, version: signed }] : []))
    const to = awaitedYes(charter, signedBy({ charter, signatures }, seat))
    return to ? [{ circle, to }] : []
  })
}
