// npm run tables: writes what each role may see and write into src/platform/db/tables/, as a freshly migrated database grants it.
import { writeFileSync } from 'node:fs'
import { columnsOf, tablesText } from '../src/platform/db/catalogue.ts'
import { roleNames } from '../src/platform/db/roles.ts'
import { startTestPostgres } from '../test/postgres.ts'
import { connectAsOwner, makeTemplate, templateName } from '../test/template.ts'

const postgres = await startTestPostgres()
await makeTemplate(postgres.url)
const client = await connectAsOwner(postgres.url, templateName)
for (const role of roleNames) {
  const text = tablesText(role, await columnsOf(client, templateName, role))
  writeFileSync(new URL(`../src/platform/db/tables/${role}.ts`, import.meta.url), text)
}
await client.end()
await postgres.stop()
