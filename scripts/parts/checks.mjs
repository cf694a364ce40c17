import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { requireNode24 } from './node24.mjs'
import { root } from './root.mjs'

const bin = (...path) => join('node_modules', ...path)

const build = { name: 'build', args: ['scripts/build.mjs'] }
const afterTheBuild = [
  { name: 'types', args: [bin('typescript', 'bin', 'tsc'), '-p', '.'] },
  { name: 'lint', args: [bin('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings'] },
  { name: 'boundaries', args: ['scripts/boundaries.mjs'] },
  { name: 'budgets', args: ['scripts/budgets.mjs'] },
  { name: 'nothing unused', args: [bin('knip', 'bin', 'knip.js'), '--no-progress'] },
]

/** What is checked before the tests run: the build first, for the budgets weigh what it makes, then all else at once. Resolves with counts. */
export async function checks() {
  return [await check(build), ...(await Promise.all(afterTheBuild.map(check)))]
}

/** Runs one check; what it printed is shown when it fails. Resolves with `{ passed, failed }`. */
async function check({ name, args }) {
  const before = performance.now()
  const { code, printed } = await node(args, { quiet: true })
  const seconds = ((performance.now() - before) / 1000).toFixed(1)
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`)
  if (code !== 0) console.log(printed.trim().replace(/^/gm, '       '))
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** Runs vitest on all tests, or on those whose path holds one of `filters`. Resolves with its counts. */
export async function tests(filters, env) {
  const report = join(root, '.artefacts', 'vitest.json')
  rmSync(report, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { code } = await node([bin('vitest', 'vitest.mjs'), 'run', ...reporters, ...filters], { env })
  return counted(report, code)
}

/** A test that was left out counts as failed, and so does an end that no test accounts for. Each failure is named once more, in a line. */
function counted(report, code) {
  const result = read(report)
  const { numPassedTests: passed = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = result
  for (const line of failures(result)) console.log(line)
  const left = numPendingTests + numTodoTests
  if (left > 0) console.log(`FAILED ${left} tests were skipped; each must run`)
  const failed = numFailedTests + left
  if (passed + failed === 0) console.log('FAILED no test ran')
  const unexplained = failed === 0 && (code !== 0 || passed === 0)
  return { passed, failed: unexplained ? 1 : failed }
}

/** `FAILED file: the test's sentence: the first line of what went wrong`, also for a file that could not be begun. */
function failures({ testResults = [] }) {
  return testResults.flatMap(({ name, status, message, assertionResults = [] }) => {
    const failed = assertionResults.filter((each) => each.status === 'failed')
    const whole =
      status === 'failed' && failed.length === 0 ? [{ fullName: 'the file itself', failureMessages: [message] }] : []
    return [...failed, ...whole].map(
      (each) => `FAILED ${relative(root, name)}: ${each.fullName}: ${each.failureMessages?.[0]?.split('\n')[0] ?? ''}`,
    )
  })
}

function read(report) {
  try {
    return JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    return {}
  }
}

/** Runs a program on Node 24 in the project's folder. */
function node(args, { quiet = false, env = {} }) {
  const child = spawn(requireNode24(), args, {
    cwd: root,
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    env: { ...process.env, ...env },
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (printed += chunk))
  return new Promise((resolve) => {
    child.once('close', (code) => resolve({ code: code ?? 1, printed }))
    child.once('error', (error) => resolve({ code: 1, printed: error.message }))
  })
}
