import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { loginOf, type RoleName, roleNames } from './roles.ts'

/** A migration file as it stands on disk. */
export interface Migration {
  readonly name: string
  readonly text: string
  readonly hash: string
}

/**
 * Brings the database up to the newest migration in `folder`, all in one transaction: it is either wholly new or untouched.
 * `client` is the owner; `roles` is what the names of the login roles begin with. Throws when a migration that has run is missing or was changed since.
 * `wanted` names those that may run, where not all are. Returns the names of those that ran now.
 */
export async function migrate(
  client: pg.ClientBase,
  roles: string,
  folder: string,
  wanted: (name: string) => boolean = () => true,
): Promise<string[]> {
  await client.query('begin')
  try {
    await client.query('select pg_advisory_xact_lock(7465123)')
    const done = await doneMigrations(client)
    const waiting = unapplied(readMigrations(folder), done).filter(({ name }) => wanted(name))
    for (const migration of waiting) {
      await client.query(withRoles(migration.text, roles))
      await client.query('insert into ops.migration (name, hash) values ($1, $2)', [migration.name, migration.hash])
    }
    await client.query('commit')
    return waiting.map((migration) => migration.name)
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

async function doneMigrations(client: pg.ClientBase): Promise<Map<string, string>> {
  await client.query(`
    create schema if not exists ops;
    create table if not exists ops.migration (name text primary key, hash text not null, ran_at timestamptz not null default now());
    comment on column ops.migration.name is 'technical'; comment on column ops.migration.hash is 'technical';
    comment on column ops.migration.ran_at is 'technical'`)
  const { rows } = await client.query<{ name: string; hash: string }>(
    'select name, hash from ops.migration order by name',
  )
  return new Map(rows.map((row) => [row.name, row.hash]))
}

/** The migrations that this program knows, in their order. */
export function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8')
      return { name, text, hash: createHash('sha256').update(text).digest('hex') }
    })
}

function unapplied(all: Migration[], done: Map<string, string>): Migration[] {
  const known = new Map(all.map((migration) => [migration.name, migration.hash]))
  for (const [name, hash] of done) {
    if (!known.has(name))
      throw new Error(`The database has run ${name}, which this version does not know: it is newer than the program.`)
    if (known.get(name) !== hash)
      throw new Error(`${name} was changed after it ran here. Migrations only go forward: add a new one.`)
  }
  return all.filter((migration) => !done.has(migration.name))
}

/** `:member` becomes the quoted name of that role, `:'member'` the same as a text literal. */
function withRoles(text: string, roles: string): string {
  const names = roleNames.join('|')
  return text
    .replace(new RegExp(`:'(${names})'`, 'g'), (_, role: RoleName) => pg.escapeLiteral(loginOf(roles, role)))
    .replace(new RegExp(`(?<!:):(${names})\\b`, 'g'), (_, role: RoleName) => pg.escapeIdentifier(loginOf(roles, role)))
}
