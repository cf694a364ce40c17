import { sql } from 'kysely'
import type { Office } from '../communities/rules.ts'
import type { Self } from '../people/rules.ts'
import type { AccountsDb, MemberDb, OrganiserDb, WorkerDb } from '../platform/db/handles.ts'
import { Conflict } from '../platform/errors.ts'
import type { CommunityHere } from '../platform/http/asked.ts'
import { hashOf, newId } from '../platform/ids.ts'
import { applications, knownAddresses, type OwnApplication, type WaitingFile } from './reads.ts'
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
  name: string,
  text: string,
): Promise<string> {
  await db.deleteFrom('app.application_import').where('made_by', '=', office.person).execute()
  const id = newId()
  const file = here.vault.box.seal('application_import.file', id, text)
  await db
    .insertInto('app.application_import')
    .values({ community: office.community, id, made_by: office.person, file_name: name.slice(0, 200), file })
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
  const known = await applications(db, office)
  const planned = plan(file.people, known)
  await freeIds(db, planned)
  for (const { row, outcome, before } of planned) {
    if (outcome === 'changed' && before) await change(db, here, before, row)
  }
  await addNew(db, here, office, { planned, known })
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

async function addNew(
  db: OrganiserDb,
  here: CommunityHere,
  office: Office,
  { planned, known }: { readonly planned: readonly Planned[]; readonly known: readonly Application[] },
): Promise<void> {
  const people = new Map((await knownAddresses(db, office)).map(({ address, person }) => [address, person]))
  const taken = new Set(known.map(({ person }) => person))
  const rows = planned
    .filter(({ outcome }) => outcome === 'new')
    .map(({ row }) => {
      const id = newId()
      const person = people.get(row.address)
      return {
        ...{ community: office.community, id, ref: refOf(row), name: row.name, address: row.address, zone: row.zone },
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
export async function removeApplication(db: OrganiserDb, office: Office, id: string): Promise<void> {
  await db.deleteFrom('app.application').where('community', '=', office.community).where('id', '=', id).execute()
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

/** Forgets files that nobody imported. */
export async function forgetFiles(db: WorkerDb): Promise<void> {
  await db.deleteFrom('app.application_import').execute()
}
