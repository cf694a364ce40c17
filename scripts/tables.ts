// npm run tables: writes what each role may see and write, from a freshly migrated database, into src/platform/db/tables/.
import { writeFileSync } from 'node:fs'
import pg from 'pg'
import { columnsOf, tablesText } from '../src/platform/db/catalogue.ts'
import { roleNames } from '../src/platform/db/roles.ts'

const [url] = process.argv.slice(2)
const client = new pg.Client({ connectionString: url })
await client.connect()
const { rows } = await client.query('select current_database() as name')
for (const role of roleNames) {
  const columns = await columnsOf(client, rows[0].name, role)
  writeFileSync(new URL(`../src/platform/db/tables/${role}.ts`, import.meta.url), tablesText(role, columns))
}
await client.end()
