import { readFileSync } from 'node:fs'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { connectAsOwner, templateName } from '../../../test/template.ts'
import { columnsOf, tablesText } from './catalogue.ts'
import { loginOf, roleNames } from './roles.ts'

let client: pg.Client

beforeAll(async () => {
  client = await connectAsOwner(inject('postgres'), templateName)
})
afterAll(() => client.end())

const names = async (sql: string, values: unknown[] = []) =>
  (await client.query<{ name: string }>(sql, values)).rows.map((row) => row.name)
const logins = roleNames.map((role) => loginOf(templateName, role))

describe('The catalogue', () => {
  test.each(roleNames)('lists for %s just the tables that were granted, as the program believes', async (role) => {
    const text = tablesText(role, await columnsOf(client, templateName, role))
    expect(readFileSync(new URL(`./tables/${role}.ts`, import.meta.url), 'utf8'), 'run `npm run tables`').toBe(text)
  })

  test('has a data class for every column', async () => {
    expect(
      await names(`select format('%s.%s.%s', n.nspname, c.relname, a.attname) as name
        from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
        where n.nspname in ('app', 'auth', 'ops') and c.relkind in ('r', 'p', 'v', 'm') and a.attnum > 0 and not a.attisdropped
          and coalesce(col_description(c.oid, a.attnum), '') not in ('personal', 'personal, of the person', 'content', 'shared', 'technical')`),
    ).toEqual([])
  })

  test('forces row-level security on every table of an area, the owner included', async () => {
    expect(
      await names(`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'app' and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity
          and exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'migrator'))`),
    ).toEqual([])
  })

  test('has no policy for everybody', async () => {
    expect(await names(`select polname as name from pg_policy where 0 = any(polroles)`)).toEqual([])
  })

  test('keys every table of an area by its community', async () => {
    expect(
      await names(`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'app' and c.relkind in ('r', 'p') and c.relname <> 'community' and not exists (
          select 1 from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
          where i.indrelid = c.oid and i.indisprimary and a.attname = 'community')`),
    ).toEqual([])
  })

  test('gives views only the rights of who asks', async () => {
    expect(
      await names(`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('app', 'auth', 'ops') and c.relkind in ('v', 'm') and not coalesce('security_invoker=true' = any(c.reloptions), false)`),
    ).toEqual([])
  })

  test('fixes the search path of every function that acts for its owner, and opens none to everybody', async () => {
    expect(
      await names(`select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname in ('app', 'auth', 'ops') and p.prosecdef
          and (not coalesce(array_to_string(p.proconfig, ' ') like '%search_path=%pg_temp%', false) or has_function_privilege('public', p.oid, 'execute'))`),
    ).toEqual([])
  })

  test('gives roles no rights beyond their own, and lets none become another', async () => {
    expect(
      await names(
        `select rolname as name from pg_roles where rolname = any($1) and (rolsuper or rolcreatedb or rolcreaterole or rolbypassrls or rolreplication or rolinherit)`,
        [logins],
      ),
    ).toEqual([])
    expect(
      await names(`select member::regrole::text as name from pg_auth_members where member::regrole::text = any($1)`, [
        logins,
      ]),
    ).toEqual([])
    expect(
      await names(
        `select relname as name from pg_class where relowner::regrole::text = any($1) and relnamespace::regnamespace::text in ('app', 'auth', 'ops')`,
        [logins],
      ),
    ).toEqual([])
    expect(
      await names(
        `select login as name from unnest($1::text[]) login where has_database_privilege(login, current_database(), 'temp')`,
        [logins],
      ),
    ).toEqual([])
  })

  test('shows content to members alone', async () => {
    const others = logins.filter((login) => login !== loginOf(templateName, 'member'))
    expect(
      await names(
        `select format('%s may read %s.%s', login, c.relname, a.attname) as name
         from unnest($1::text[]) login, pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
         where n.nspname = 'app' and c.relkind in ('r', 'p', 'v', 'm') and a.attnum > 0 and not a.attisdropped
           and col_description(c.oid, a.attnum) = 'content' and has_column_privilege(login, c.oid, a.attnum, 'select')`,
        [others],
      ),
    ).toEqual([])
  })

  test('keeps content as sealed bytes', async () => {
    expect(
      await names(`select format('%s.%s', c.relname, a.attname) as name from pg_class c join pg_attribute a on a.attrelid = c.oid
        where a.attnum > 0 and col_description(c.oid, a.attnum) = 'content' and a.atttypid <> 'bytea'::regtype`),
    ).toEqual([])
  })

  test('has an index for every foreign key, so that deleting a person stays quick', async () => {
    expect(
      await names(`select format('%s (%s)', k.conrelid::regclass, k.conname) as name from pg_constraint k join pg_namespace n on n.oid = k.connamespace
        where n.nspname = 'app' and k.contype = 'f' and array_length(k.conkey, 1) > 1 and not exists (
          select 1 from pg_index i where i.indrelid = k.conrelid and (k.conkey::int[] <@ (i.indkey::int[])[0:array_length(k.conkey, 1) - 1] or
            (i.indkey::int[])[0:1] <@ k.conkey::int[] and k.conkey::int[] <@ i.indkey::int[]))`),
    ).toEqual([])
  })
})
