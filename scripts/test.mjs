// `npm test`: installs what is missing and runs every check and every test. Ends with `N passed, N failed`.
//   --database URL   runs, on that PostgreSQL, the tests that a database can change and no checks (its role must be able to make databases and roles)
//   --full           the long form of tests that have one (TEST_FULL=1)
//   PATH …           no checks, only the tests whose path holds one of these
import { parseArgs } from 'node:util'
import { checks, tests } from './parts/checks.mjs'
import { install } from './parts/install.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { database: { type: 'string' }, full: { type: 'boolean' } },
})
install({ tools: true })
const env = {
  ...(values.database ? { TEST_DATABASE_URL: values.database } : {}),
  ...(values.full ? { TEST_FULL: '1' } : {}),
}

const counts = []
if (positionals.length === 0 && !values.database) counts.push(...(await checks()))
counts.push(await tests(positionals, env))

const passed = counts.reduce((sum, count) => sum + count.passed, 0)
const failed = counts.reduce((sum, count) => sum + count.failed, 0)
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
