import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

// What another PostgreSQL cannot change: pure rules, what works on files alone, how pages look and behave in a browser, and all that brings its
// own embedded server.
const sameOnAnyDatabase = [
  'src/ui/**',
  'src/browser/**',
  'src/*/rules{,/**/*}.test.ts',
  'src/platform/{calendar,http,i18n}/**',
  'src/platform/db/embedded/**',
  'src/platform/session/**',
  'src/applications/people-file/**',
  'src/formation/solver/**',
  'src/meetings/protocol{,s}/**',
  'src/operations/{form,operations}.test.ts',
  'test/attacks/doors.test.ts',
  'test/{boundaries,canaries,commands,door,durability,meeting-buttons}.test.ts',
  'test/gallery.test.tsx',
  'test/journeys/**',
]
const onAnother = process.env.TEST_DATABASE_URL !== undefined

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}'],
    exclude: ['node_modules/**', ...(onAnother ? sameOnAnyDatabase : [])],
    globalSetup: ['test/global.ts'],
    // Tests wait for browsers and databases most of the time: two at once also where there are only two cores.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // A worker reads the product once, not once for each file. So nothing may be kept between files: what belongs to a house hangs on its services.
    isolate: false,
    // Ends what hangs, and nothing that is slow because the machine is busy.
    testTimeout: process.env.TEST_FULL ? 3_600_000 : 300_000,
    hookTimeout: 300_000,
  },
})
