import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { temporaryFolder } from './folders.ts'

const root = join(import.meta.dirname, '..')

test('a command builds what is missing and prints nothing but its own words', async () => {
  const folder = project({ 'src/operations/main.ts': 'console.log(JSON.stringify(process.argv.slice(2)))' })
  expect(await run(folder, 'trellis.mjs', 'form', 'two words')).toEqual({ code: 0, printed: '["form","two words"]\n' })
})

test('a command ends with the code that its program ends with', async () => {
  const folder = project({ 'src/operations/main.ts': 'process.exitCode = 3' })
  expect(await run(folder, 'trellis.mjs')).toEqual({ code: 3, printed: '' })
})

test('a changed source is built anew', async () => {
  const folder = project({ 'src/operations/main.ts': `console.log('before')` })
  await run(folder, 'trellis.mjs')
  write(folder, { 'src/operations/main.ts': `console.log('afterwards')` })
  expect((await run(folder, 'trellis.mjs')).printed).toBe('afterwards\n')
})

test('the server hears a request to stop and decides how it ends', async () => {
  const server = `process.on('SIGTERM', () => process.exit(7)); setInterval(() => {}, 1000); console.log('up')`
  const folder = project({ 'src/main.ts': server })
  const child = spawn(process.execPath, [join(folder, 'scripts', 'start.mjs')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  createInterface({ input: child.stdout }).once('line', () => child.kill('SIGTERM'))
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(7)
})

test('what outgrows its budget is named', async () => {
  const long = (lines: number) => 'void 0\n'.repeat(lines)
  const folder = project({
    'src/people/rules.ts': long(301),
    'src/people/reads.ts': `export function slow() {\n${long(40)}}\n`,
    'src/people/helpers.ts': 'export {}',
    'src/people/people.test.ts': `import { test } from 'vitest'\ntest('a long story', () => {\n${long(60)}})\n`,
    'docs/dependencies.md': 'Nothing yet. | `left-pad` | was here |\n| `left-pad` | was here |\n',
    'package.json': JSON.stringify({ dependencies: { zod: '4' } }),
    'package-lock.json': JSON.stringify({
      packages: {
        '': {},
        ...Object.fromEntries(Array.from({ length: 116 }, (_, number) => [`node_modules/p${number}`, {}])),
        'node_modules/tool': { dev: true },
        'node_modules/elsewhere': { os: ['darwin'], resolved: 'https://registry.example/elsewhere.tgz' },
      },
    }),
  })
  const { code, printed } = await run(folder, 'budgets.mjs')
  expect(code).toBe(1)
  expect(printed.trim().split('\n').slice(0, -1)).toEqual([
    'src/people/rules.ts has 301 lines; a file has at most 300',
    'src/people/reads.ts:1 slow has 42 lines; a function has at most 40',
    expect.stringContaining('src/people/helpers.ts has a name that the areas do not know'),
    'dist/assets is missing: build first',
    'docs/dependencies.md is silent on zod',
    'docs/dependencies.md speaks of left-pad, which is not a dependency',
    '116 packages at run time; at most 115',
    'package-lock.json names download hosts (1 times)',
  ])
})

/** A project with our commands and packages but other sources. */
function project(files: Record<string, string>): string {
  const folder = temporaryFolder()
  for (const name of ['scripts', 'package.json', 'package-lock.json', 'tsconfig.json']) {
    cpSync(join(root, name), join(folder, name), { recursive: true })
  }
  mkdirSync(join(folder, 'messages'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  write(folder, files)
  return folder
}

function write(folder: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

function run(folder: string, script: string, ...args: string[]): Promise<{ code: number | null; printed: string }> {
  const child = spawn(process.execPath, [join(folder, 'scripts', script), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  child.stdout.on('data', (text) => {
    printed += text
  })
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, printed })))
}
