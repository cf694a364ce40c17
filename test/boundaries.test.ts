import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from './folders.ts'

const root = join(import.meta.dirname, '..')

test('each kind of import across a boundary is found', () => {
  const found = check({
    'people/rules.ts': `import 'zod'\nimport 'node:fs'`,
    'people/reads.ts': `import { save } from './writes.ts'\nexport const list = save`,
    'people/writes.ts': 'export const save = 1',
    'people/pages.tsx': `import '../platform/db.ts'\nexport const Page = 1`,
    'people/routes.tsx': `import 'kysely'\nimport './pages.tsx'\nimport '../circles/rules.ts'`,
    'people/island.tsx': `import 'zod'`,
    'circles/web.ts': `import '../people/pages.tsx'`,
    'circles/rules.ts': 'export {}',
    'circles/jobs.ts': `import './web.ts'`,
    'circles/writes.ts': `import './jobs.ts'`,
    'formation/solver/solve.ts': `import '../rules.ts'`,
    'formation/rules.ts': 'export {}',
    'platform/db.ts': `import '../people/rules.ts'\nimport './log.ts'\nimport '../../test/help.ts'`,
    'platform/log.ts': `import './db.ts'\nimport 'fast-check'\nimport './nowhere.ts'`,
    'platform/http/a.ts': `import '../jobs/a.ts'`,
    'platform/jobs/a.ts': `import '../http/b.ts'`,
    'platform/http/b.ts': 'export {}',
    'ui/Button.tsx': `import '../platform/log.ts'`,
    'browser/stream.ts': `import '../platform/log.ts'`,
  })
  expect(found).toEqual([
    'browser-stays-in-the-browser: src/browser/stream.ts → src/platform/log.ts',
    'core-imports-nothing: src/formation/solver/solve.ts → src/formation/rules.ts',
    'entered-by-the-door: src/circles/web.ts → src/people/pages.tsx',
    'islands-carry-little: src/people/island.tsx → node_modules/zod/index.d.cts',
    'no-cycles-between-folders: src/circles → src/people → src/circles',
    'no-cycles-between-folders: src/people → src/circles → src/people',
    'no-cycles-between-folders: src/people → src/platform → src/people',
    'no-cycles-between-folders: src/platform → src/people → src/platform',
    'no-cycles-between-folders: src/platform/http → src/platform/jobs → src/platform/http',
    'no-cycles-between-folders: src/platform/jobs → src/platform/http → src/platform/jobs',
    'no-cycles: src/platform/db.ts → src/platform/log.ts → src/platform/db.ts',
    'nothing-missing: src/platform/log.ts → ./nowhere.ts',
    'only-reads-and-writes-query: src/people/routes.tsx → node_modules/kysely/dist/index.js',
    'order-people: src/people/routes.tsx → src/circles/rules.ts',
    'pages-touch-no-data: src/people/pages.tsx → src/platform/db.ts',
    'platform-knows-no-area: src/platform/db.ts → src/people/rules.ts',
    'product-without-tests: src/platform/db.ts → test/help.ts',
    'product-without-tools: src/platform/log.ts → node_modules/fast-check/lib/fast-check.d.ts',
    'reads-only-read: src/people/reads.ts → src/people/writes.ts',
    'rules-are-pure: src/people/rules.ts → fs',
    'ui-knows-preact-only: src/ui/Button.tsx → src/platform/log.ts',
    'web-stays-at-the-edge: src/circles/jobs.ts → src/circles/web.ts',
    'writes-know-no-web: src/circles/writes.ts → src/circles/jobs.ts',
  ])
})

test('an area that keeps to its place is left in peace', () => {
  const found = check({
    'people/rules.ts': `import 'zod'\nexport type Person = { id: string }`,
    'people/reads.ts': `import 'kysely'\nimport '../platform/db.ts'\nimport './rules.ts'\nexport type Row = { name: string }`,
    'people/writes.ts': `import './reads.ts'`,
    'people/web.ts': `import './reads.ts'`,
    'people/pages.tsx': `import type { Row } from './reads.ts'\nimport '../ui/Button.tsx'\nexport type Props = Row`,
    'people/routes.tsx': `import './pages.tsx'\nimport './writes.ts'`,
    'circles/rules.ts': `import type { Person } from '../people/rules.ts'\nexport type Seat = Person`,
    'circles/reads.ts': `import '../people/reads.ts'`,
    'app.tsx': `import './people/routes.tsx'`,
    'platform/db.ts': `import 'pg'`,
    'ui/Button.tsx': `import 'preact'\nexport const Button = () => <button type="button">Go</button>`,
  })
  expect(found).toEqual([])
})

/** Lays such sources out in a folder of their own and returns what the check says of them, in order. */
function check(files: Record<string, string>): string[] {
  const folder = temporaryFolder()
  for (const [path, text] of Object.entries({ ...files, '../test/help.ts': 'export {}' })) {
    mkdirSync(dirname(join(folder, 'src', path)), { recursive: true })
    writeFileSync(join(folder, 'src', path), text)
  }
  for (const name of ['package.json', 'tsconfig.json']) cpSync(join(root, name), join(folder, name))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const { stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts', 'boundaries.mjs'), folder], {
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  const lines = stdout.trim().split('\n')
  expect(lines.at(-1)).toMatch(/^\d+ files read/)
  return lines
    .slice(0, -1)
    .map((line) => line.replace(/\S*node_modules/g, 'node_modules'))
    .sort()
}
