import { Client } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { startTestPostgres } from './postgres.ts'

test('tests get a PostgreSQL in which each may make a database of its own', async () => {
  const postgres = await startTestPostgres()
  onTestFinished(postgres.stop)
  const client = new Client({ connectionString: postgres.url })
  await client.connect()
  onTestFinished(() => client.end())
  const asked = 'SELECT rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user'
  expect((await client.query(asked)).rows).toEqual([{ rolcreatedb: true, rolcreaterole: true }])
})
