import { sql } from 'kysely'
import type { Office } from '../communities/rules.ts'
import type { Self } from '../people/rules.ts'
import type { AccountsDb, MemberDb, OrganiserDb, WorkerDb } from '../platform/db/handles.ts'
import { Conflict, NotFound } from '../platform/errors.ts'
import type { CommunityHere } from '../platform/http/asked.ts'
import { hashOf, newId, newToken } from '../platform/ids.ts'
import { handOver } from '../platform/jobs/outbox.ts'
import { queueQueue } from '../seasons/writes.ts'
import {
  applications,
  broughtFor,
  knownAddresses,
  type OwnApplication,
  ownStandings,
  type WaitingFile,
} from './reads.ts'
import {
  type Application,
  givesUpId,
  type Meaning,
  type Outcome,
  type PeopleFile,
  type Planned,
  plan,
  refOf,
} from './rules.ts'

/** Keeps a file until it is imported, for a day at most. Returns its id. */
export async function keepFile(
  db: OrganiserDb,
  here: CommunityHere,
  office: Office,
  season: string,
  { name, text }: { name: string; text: string },
): Promise<string> {
  await db.deleteFrom('app.application_import').where('made_by', '=', office.person).execute()
  const id = newId()
  const file = here.vault.box.seal('application_import.file', id, text)
  await db
    .insertInto('app.application_import')
    .values({ community: office.community, id, season, made_by: office.person, file_name: name.slice(0, 200), file })
    .execute()
  return id
}

/** Remembers what the columns of a waiting file are for. */
export async function tellColumns(
  db: OrganiserDb,
  id: string,
  columns: Readonly<Record<string, Meaning>>,
): Promise<void> {
  await db
    .updateTable('app.application_import')
    .set({ columns: JSON.stringify(columns) })
    .where('id', '=', id)
    .execute()
}

/** The personal link of someone who has not come yet, as a path. It can be made again, so only its hash is kept. */
export const personalPath = (here: CommunityHere, { id, generation }: Pick<Application, 'id' | 'generation'>): string =>
  `/p/${tokenFor(here, id, generation)}`

const tokenFor = ({ vault }: CommunityHere, id: string, generation: number) =>
  vault.token(`application ${id} ${generation}`)

const tokenHash = (here: CommunityHere, id: string, generation: number) => hashOf(tokenFor(here, id, generation))

/** Imports the good rows and forgets the file. Imported again, the same file changes nothing. Returns how many rows did what. */
export async function importPeople(
  db: OrganiserDb,
  here: CommunityHere,
  office: Office,
  waiting: WaitingFile,
  file: PeopleFile,
): Promise<Record<Outcome, number>> {
  const { season } = waiting
  const known = await applications(db, office, season)
  const planned = plan(file.people, known)
  await freeIds(db, planned)
  for (const { row, outcome, before } of planned) {
    if (outcome === 'changed' && before) await change(db, here, before, row)
  }
  await addNew(db, here, office, { season, planned, known })
  await db.deleteFrom('app.application_import').where('id', '=', waiting.id).execute()
  const count: Record<Outcome, number> = { new: 0, changed: 0, same: 0, theirs: 0, used: 0 }
  for (const { outcome } of planned) count[outcome]++
  return count
}

/** Ids that move from one person to another would meet on the way. */
async function freeIds(db: OrganiserDb, planned: readonly Planned[]): Promise<void> {
  const ids = planned.filter(givesUpId).flatMap(({ before }) => (before ? [before.id] : []))
  if (ids.length === 0) return
  await db.updateTable('app.application').set({ ref: sql<string>`id::text` }).where('id', 'in', ids).execute()
}

interface NewRows {
  readonly season: string
  readonly planned: readonly Planned[]
  readonly known: readonly Application[]
}

async function addNew(
  db: OrganiserDb,
  here: CommunityHere,
  office: Office,
  { season, planned, known }: NewRows,
): Promise<void> {
  const people = new Map((await knownAddresses(db, office)).map(({ address, person }) => [address, person]))
  const taken = new Set(known.map(({ person }) => person))
  const rows = planned
    .filter(({ outcome }) => outcome === 'new')
    .map(({ row }) => {
      const id = newId()
      const person = people.get(row.address)
      return {
        ...{
          community: office.community,
          id,
          season,
          ref: refOf(row),
          name: row.name,
          address: row.address,
          zone: row.zone,
        },
        person: person && !taken.has(person) ? person : null,
        answers: JSON.stringify(row.answers),
        token_hash: tokenHash(here, id, 1),
      }
    })
  for (let at = 0; at < rows.length; at += 1000) {
    await db
      .insertInto('app.application')
      .values(rows.slice(at, at + 1000))
      .execute()
  }
}

/** Another address gets another link: the old one may lie in a stranger's mail. */
async function change(db: OrganiserDb, here: CommunityHere, before: Application, row: Planned['row']): Promise<void> {
  const generation = before.address === row.address ? before.generation : before.generation + 1
  await db
    .updateTable('app.application')
    .set({
      ...{ ref: refOf(row), name: row.name, address: row.address, zone: row.zone, generation, changed_at: new Date() },
      answers: JSON.stringify(row.answers),
      token_hash: tokenHash(here, before.id, generation),
    })
    .where('id', '=', before.id)
    .execute()
}

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

/** The application is this person's from now on: its link is dead, and no file changes it any more. */
export async function takeOver(db: AccountsDb, id: string, person: string, now: Date): Promise<void> {
  await db
    .updateTable('app.application')
    .set({ person, taken_over_at: now })
    .where('id', '=', id)
    .where('person', 'is', null)
    .execute()
}

/** A person changes their own answers: the application is theirs from then on. Throws Conflict once circles are published. */
export async function answerAnew(
  db: MemberDb,
  self: Self,
  own: OwnApplication,
  { zone, answers }: Pick<Application, 'zone' | 'answers'>,
  now: Date,
): Promise<void> {
  if (!own.mayChange) throw new Conflict('applications.own.published')
  await db
    .updateTable('app.application')
    .set({
      ...{ zone, answers: JSON.stringify(answers), changed_at: now },
      taken_over_at: sql`coalesce(taken_over_at, ${now})`,
    })
    .where('person', '=', self.person)
    .where('id', '=', own.id)
    .execute()
}

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
    .set({ ...{ name, zone, answers, person: self.person, changed_at: now }, taken_over_at: now })
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
    })
    // Pressed twice, the second looks again.
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return true
}

/** A person takes their own application back, with every answer. Throws Conflict once a place in a circle is kept for them. */
export async function withdraw(db: MemberDb, self: Self, season: string): Promise<void> {
  const { numDeletedRows } = await db
    .deleteFrom('app.application')
    .where('person', '=', self.person)
    .where('season', '=', season)
    .executeTakeFirst()
  if (numDeletedRows !== 1n) throw new Conflict('applying.kept')
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

/** Forgets files that nobody imported. */
export async function forgetFiles(db: WorkerDb): Promise<void> {
  await db.deleteFrom('app.application_import').execute()
}
