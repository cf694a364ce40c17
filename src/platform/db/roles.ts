import pg from 'pg'

/** The login roles under which the product asks the database; none of them owns a table or may become another. */
export const roleNames = ['visitor', 'member', 'organiser', 'worker', 'accounts'] as const
export type RoleName = (typeof roleNames)[number]

/** Roles are known to the whole cluster, so their names start with the database's (`roles`). */
export function loginOf(roles: string, role: RoleName): string {
  return `${roles}_${role}`
}

/** The password of a role: derived from the key file, so that nothing else need be kept. `derive` is the vault's. */
export function passwordOf(derive: (purpose: string) => Buffer, login: string): string {
  return derive(`role ${login}`).toString('base64url')
}

/** SQL that makes the roles, for an administrator where the owner of the database may not create roles itself. */
export function rolesSql(database: string, owner: string, derive: (purpose: string) => Buffer): string {
  return roleNames
    .map((role) => loginOf(database, role))
    .flatMap((login) => [creation(login, passwordOf(derive, login)), ...settings(login), grant(login, owner)])
    .join('\n')
}

/** Makes the roles that are missing. `client` is connected as the database's owner. */
export async function ensureRoles(
  client: pg.ClientBase,
  database: string,
  derive: (purpose: string) => Buffer,
): Promise<void> {
  const logins = roleNames.map((role) => loginOf(database, role))
  const { rows } = await client.query<{ rolname: string }>('select rolname from pg_roles where rolname = any($1)', [
    logins,
  ])
  const there = new Set(rows.map((row) => row.rolname))
  const { rows: own } = await client.query<{ owner: string }>('select current_user as owner')
  const owner = own[0]?.owner ?? ''
  for (const login of logins.filter((name) => !there.has(name))) {
    await client.query([creation(login, passwordOf(derive, login)), ...settings(login), grant(login, owner)].join('\n'))
  }
}

function creation(login: string, password: string): string {
  const options = 'login nosuperuser nocreatedb nocreaterole noinherit nobypassrls'
  return `create role ${pg.escapeIdentifier(login)} ${options} password ${pg.escapeLiteral(password)};`
}

/** A transaction that stands still must not hold others up; and names are found in our own schema only. */
function settings(login: string): string[] {
  const role = `alter role ${pg.escapeIdentifier(login)} set`
  return [
    `${role} statement_timeout = '5s';`,
    `${role} idle_in_transaction_session_timeout = '5s';`,
    `${role} search_path = app, pg_temp;`,
  ]
}

/** The owner may act for the role: needed to make a schema that belongs to it. */
function grant(login: string, owner: string): string {
  return `grant ${pg.escapeIdentifier(login)} to ${pg.escapeIdentifier(owner)};`
}
