// Checks who imports whom (`npm test` runs it, on Node 24). Prints each import that crosses a boundary.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { cruise } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import config from '../.dependency-cruiser.mjs'

const folder = process.argv[2] ?? process.cwd()
process.chdir(folder)

const { enhancedResolveOptions, tsConfig, ...options } = config.options
const { output } = await cruise(
  ['src'],
  { ...options, validate: true, ruleSet: { forbidden: config.forbidden } },
  enhancedResolveOptions,
  { tsConfig: extractTSConfig(tsConfig.fileName) },
)

const problems = output.summary.violations.map(sentence)
const seen = new Set(output.modules.map(({ source }) => source))
// With a TypeScript that it cannot use, dependency-cruiser reads nothing and finds nothing wrong.
problems.push(
  ...sources()
    .filter((path) => !seen.has(path))
    .map((path) => `not read: ${path}`),
)

for (const problem of problems) console.log(problem)
console.log(`${seen.size} files read, ${problems.length} imports across a boundary`)
process.exitCode = problems.length === 0 ? 0 : 1

function sentence({ rule, from, to, cycle }) {
  const path = cycle ? [from, ...cycle.map((step) => step.name ?? step)].join(' → ') : `${from} → ${to}`
  return `${rule.name}: ${path}`
}

function sources() {
  return readdirSync('src', { recursive: true })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
    .map((path) => join('src', path))
}
