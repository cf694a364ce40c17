import { sql } from 'kysely'
import type { Office } from '../../communities/rules.ts'
import type { OrganiserDb, WorkerDb } from '../../platform/db/handles.ts'
import { Invalid } from '../../platform/errors.ts'
import type { CommunityHere } from '../../platform/http/asked.ts'
import { newId } from '../../platform/ids.ts'
import { holdSeason } from '../../seasons/writes.ts'
import { applications, knownAddresses, type WaitingFile, withdrawnFrom } from '../reads.ts'
import {
  type Application,
  type Basis,
  givesUpId,
  type Meaning,
  type Outcome,
  type PeopleFile,
  type Planned,
  plan,
  refOf,
} from '../rules.ts'
import { tokenHash } from './links.ts'

/** Keeps a file until it is imported, for a day at most; a newer one of the same person takes its place, also where they pressed twice. Returns its id. */
export async function keepFile(
  db: OrganiserDb,
  here: CommunityHere,
  office: Office,
  season: string,
  { name, text }: { name: string; text: string },
): Promise<string> {
  await holdSeason(db, season)
  await db.deleteFrom('app.application_import').where('made_by', '=', office.person).execute()
  const id = newId()
  const file = here.vault.box.seal('application_import.file', id, text)
  await db
    .insertInto('app.application_import')
    .values({ community: office.community, id, season, made_by: office.person, file_name: name.slice(0, 200), file })
    .execute()
  return id
}

/** Remembers what the columns of a waiting file are for, also for the next file with columns of these names. */
export async function tellColumns(
  db: OrganiserDb,
  { community }: Office,
  id: string,
  columns: Readonly<Record<string, Meaning>>,
): Promise<void> {
  await db
    .updateTable('app.application_import')
    .set({ columns: JSON.stringify(columns) })
    .where('id', '=', id)
    .execute()
  const rows = Object.entries(columns).map(([name, meaning]) => ({ community, name, meaning }))
  const named = rows.filter(({ name }) => name.length >= 1 && name.length <= 200)
  if (named.length === 0) return
  await db
    .insertInto('app.column_choice')
    .values(named)
    .onConflict((twice) =>
      twice.columns(['community', 'name']).doUpdateSet((is) => ({ meaning: is.ref('excluded.meaning') })),
    )
    .execute()
}

/** What is to be imported: a file that waits, as it was read, and on what ground those who are new in it may be seated. */
export interface Bringing {
  readonly waiting: WaitingFile
  readonly file: PeopleFile
  readonly basis: Basis | undefined
  readonly now: Date
}

/**
 * Imports the good rows and forgets the file. Imported again, the same file changes nothing. Returns how many rows did what. Throws Invalid
 * where somebody is new and no ground is stated.
 */
export async function importPeople(
  db: OrganiserDb,
  here: CommunityHere,
  office: Office,
  { waiting, file, basis, now }: Bringing,
): Promise<Record<Outcome, number>> {
  const { season } = waiting
  // Of two who bring people at once, and of a button that is pressed twice, the second looks again.
  await holdSeason(db, season)
  const known = await applications(db, office, season)
  const planned = plan(file.people, known, await withdrawnFrom(db, here, season))
  await freeIds(db, planned)
  for (const { row, outcome, before } of planned) {
    if (outcome === 'changed' && before) await change(db, here, before, row, now)
  }
  const fresh = planned.filter(({ outcome }) => outcome === 'new').map(({ row }) => row)
  if (fresh.length > 0) await addNew(db, here, office, { season, fresh, known, basis: stated(basis), now })
  await db.deleteFrom('app.application_import').where('id', '=', waiting.id).execute()
  const count: Record<Outcome, number> = { new: 0, changed: 0, same: 0, theirs: 0, used: 0, withdrew: 0 }
  for (const { outcome } of planned) count[outcome]++
  return count
}

function stated(basis: Basis | undefined): Basis {
  if (!basis) throw new Invalid({ basis: 'applications.basis.needed' })
  return basis
}

/** Ids that move from one person to another would meet on the way. */
async function freeIds(db: OrganiserDb, planned: readonly Planned[]): Promise<void> {
  const ids = planned.filter(givesUpId).flatMap(({ before }) => (before ? [before.id] : []))
  if (ids.length === 0) return
  await db.updateTable('app.application').set({ ref: sql<string>`id::text` }).where('id', 'in', ids).execute()
}

interface NewRows extends Pick<Bringing, 'now'> {
  readonly season: string
  readonly fresh: readonly Planned['row'][]
  readonly known: readonly Application[]
  readonly basis: Basis
}

async function addNew(
  db: OrganiserDb,
  here: CommunityHere,
  office: Office,
  { season, fresh, known, basis, now }: NewRows,
): Promise<void> {
  const people = new Map((await knownAddresses(db, office)).map(({ address, person }) => [address, person]))
  const taken = new Set(known.map(({ person }) => person))
  const rows = fresh.map((row) => {
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
      ...{ basis, basis_by: office.person, basis_at: now },
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
async function change(
  db: OrganiserDb,
  here: CommunityHere,
  before: Application,
  row: Planned['row'],
  now: Date,
): Promise<void> {
  const generation = before.address === row.address ? before.generation : before.generation + 1
  await db
    .updateTable('app.application')
    .set({
      ...{ ref: refOf(row), name: row.name, address: row.address, zone: row.zone, generation, changed_at: now },
      answers: JSON.stringify(row.answers),
      token_hash: tokenHash(here, before.id, generation),
    })
    .where('id', '=', before.id)
    .execute()
}

/** Forgets files that nobody imported. */
export async function forgetFiles(db: WorkerDb): Promise<void> {
  await db.deleteFrom('app.application_import').execute()
}
