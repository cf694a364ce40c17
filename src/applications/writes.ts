import { type Kysely, sql } from 'kysely'
import type { Office } from '../communities/rules.ts'
import type { Self } from '../people/rules.ts'
import type { AccountsDb, MemberDb, OrganiserDb, WorkerDb } from '../platform/db/handles.ts'
import type { MemberTables } from '../platform/db/tables/member.ts'
import { Conflict, NotFound } from '../platform/errors.ts'
import type { CommunityHere } from '../platform/http/asked.ts'
import { hashOf, newId, newToken } from '../platform/ids.ts'
import { handOver } from '../platform/jobs/outbox.ts'
import { queueQueue } from '../seasons/writes.ts'
import { broughtFor, type OwnApplication, ownStandings, withdrawalMark } from './reads.ts'
import { type Application, agreeVersion } from './rules.ts'
import { tokenHash } from './writes/links.ts'

export { forgetFiles, importPeople, keepFile, tellColumns } from './writes/importing.ts'
export { personalPath } from './writes/links.ts'

/** Makes a new personal link; the one before is dead. Nothing happens for somebody who has come. */
export async function renewLink(
  db: OrganiserDb,
  here: CommunityHere,
  { id, person, generation }: Application,
): Promise<void> {
  if (person) return
  await db
    .updateTable('app.application')
    .set({ generation: generation + 1, token_hash: tokenHash(here, id, generation + 1) })
    .where('id', '=', id)
    .execute()
}

/** Takes somebody off the list, with every answer. Their account, where they have one, stays. */
export async function removeApplication(db: OrganiserDb, { community }: Office, id: string): Promise<void> {
  const { season } = await db
    .deleteFrom('app.application')
    .where('community', '=', community)
    .where('id', '=', id)
    .returning('season')
    .executeTakeFirstOrThrow(() => new NotFound())
  await handOver(db, queueQueue, { community, season })
}

/**
 * The application is this person's from now on: its link is dead, and no file changes it any more. `agrees`: they say themselves that circles
 * may be formed from it.
 */
export async function takeOver(
  db: AccountsDb,
  id: string,
  { person, agrees }: { person: string; agrees: boolean },
  now: Date,
): Promise<void> {
  await db
    .updateTable('app.application')
    .set({ person, taken_over_at: now, ...(agrees ? agreedAt(now) : {}) })
    .where('id', '=', id)
    .where('person', 'is', null)
    .execute()
}

/** Somebody who holds a personal link says no: what was told of them goes, and no file brings it back. */
export async function refuse(
  db: AccountsDb,
  here: CommunityHere,
  { id, season, address }: { id: string; season: string; address: string },
): Promise<void> {
  await db.deleteFrom('app.application').where('id', '=', id).where('person', 'is', null).execute()
  await markWithdrawal(db, here, season, [address])
  await handOver(db, queueQueue, { community: here.id, season })
}

async function markWithdrawal<Tables>(
  db: Kysely<Tables>,
  here: CommunityHere,
  season: string,
  addresses: readonly string[],
): Promise<void> {
  const marks = [...new Set(addresses)].filter((address) => address !== '')
  for (const address of marks)
    await sql`insert into app.application_withdrawal (community, season, mark)
      values (${here.id}, ${season}, ${withdrawalMark(here, season, address)}) on conflict do nothing`.execute(db)
}

/**
 * Somebody who stands in a season twice, brought by an organiser and by themselves, stands there once, with what they said themselves. False
 * where nothing was done: they are not what they were taken for, or a place is kept for them.
 */
export async function foldTogether<Tables extends Pick<MemberTables, 'ops.outbox'>>(
  db: Kysely<Tables>,
  here: Pick<CommunityHere, 'id'>,
  { brought, own, season }: { brought: string; own: string; season: string },
  now: Date,
): Promise<boolean> {
  const folding = sql<{ done: boolean }>`select app.fold_application(${brought}, ${own}, ${now}) as done`
  const { rows } = await folding.execute(db)
  // One stands less on the list: somebody who waits may move up.
  await handOver(db, queueQueue, { community: here.id, season })
  return rows[0]?.done ?? false
}

/** A person changes their own answers: the application is theirs from then on. Throws Conflict once circles are published. */
export async function answerAnew(
  db: MemberDb,
  self: Self,
  own: OwnApplication,
  { zone, answers, agrees }: Pick<Application, 'zone' | 'answers'> & { readonly agrees: boolean },
  now: Date,
): Promise<void> {
  if (!own.mayChange) throw new Conflict('applications.own.published')
  await db
    .updateTable('app.application')
    .set({
      ...{ zone, answers: JSON.stringify(answers), changed_at: now },
      taken_over_at: sql`coalesce(taken_over_at, ${now})`,
      ...(agrees && !own.ground.agreed ? agreedAt(now) : {}),
    })
    .where('person', '=', self.person)
    .where('id', '=', own.id)
    .execute()
}

const agreedAt = (now: Date) => ({ agreed_version: agreeVersion, agreed_at: now })

/** What somebody says who asks for a circle by themselves. */
export interface Asking {
  readonly season: string
  readonly name: string
  readonly zone: string
  readonly answers: Readonly<Record<string, string>>
}

/**
 * A member asks for a circle in a season, or says it anew. What an organiser brought for their proven address becomes theirs. True where it
 * is new. Throws Conflict once a place in a circle is kept for them.
 */
export async function ask(db: MemberDb, self: Self, asking: Asking, now: Date): Promise<boolean> {
  const own = (await ownStandings(db, self)).find(({ season }) => season === asking.season)
  if (own?.kept) throw new Conflict('applying.kept')
  const before = own ?? (await broughtFor(db, asking.season))
  if (!before) return enlist(db, self, asking, now)
  const { name, zone } = asking
  const answers = JSON.stringify({ ...before.answers, ...asking.answers })
  await db
    .updateTable('app.application')
    .set({
      ...{ name, zone, answers, person: self.person, changed_at: now, taken_over_at: now },
      ...(own?.ground.agreed ? {} : agreedAt(now)),
    })
    .where('id', '=', before.id)
    .execute()
  return own === undefined
}

async function enlist(db: MemberDb, self: Self, { season, name, zone, answers }: Asking, now: Date): Promise<boolean> {
  const id = newId()
  await db
    .insertInto('app.application')
    .values({
      ...{ community: self.community, id, season, person: self.person, ref: id, name, address: '', zone },
      // Whoever is here needs no link.
      ...{ answers: JSON.stringify(answers), token_hash: hashOf(newToken()), taken_over_at: now },
      ...agreedAt(now),
    })
    // Pressed twice, the second looks again.
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return true
}

/** A person takes their own application back, with every answer. Throws Conflict once a place in a circle is kept for them. */
export async function withdraw(db: MemberDb, here: CommunityHere, self: Self, season: string): Promise<void> {
  const { rows } = await sql<{ proven: string | null }>`select app.my_address() as proven`.execute(db)
  const gone = await db
    .deleteFrom('app.application')
    .where('person', '=', self.person)
    .where('season', '=', season)
    .returning('address')
    .executeTakeFirst()
  if (!gone) throw new Conflict('applying.kept')
  await markWithdrawal(db, here, season, [gone.address, rows[0]?.proven ?? ''])
  await handOver(db, queueQueue, { community: self.community, season })
}

/** Somebody who has moved up from the waiting list. */
export interface MovedUp extends Pick<Application, 'id' | 'name' | 'address' | 'zone' | 'generation'> {
  readonly person: string | null
}

/** Gives the free places of a season to those who wait, in the order in which they came. Done twice, it is done once. */
export async function moveUp(db: WorkerDb, season: string): Promise<MovedUp[]> {
  const row = await db
    .updateTable('app.season')
    .set((is) => ({ moves: is('moves', '+', 1) }))
    .where('id', '=', season)
    .returning('places')
    .executeTakeFirst()
  if (!row) return []
  const asked = await db
    .selectFrom('app.application')
    .select(['id', 'person', 'name', 'address', 'zone', 'generation', 'waits'])
    .where('season', '=', season)
    .orderBy('made_at')
    .orderBy('id')
    .execute()
  const waiting = asked.filter(({ waits }) => waits)
  const free = row.places === null ? waiting.length : Math.max(0, row.places - (asked.length - waiting.length))
  const up = waiting.slice(0, free)
  const ids = up.map(({ id }) => id)
  if (ids.length > 0) await db.updateTable('app.application').set({ waits: false }).where('id', 'in', ids).execute()
  return up
}
