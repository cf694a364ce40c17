import { expect, test } from 'vitest'
import { explainFiles, explainServer } from './explain.ts'

const dataDir = '/var/lib/trellis'

test.each([
  [
    'initdb: error: could not write file "/var/lib/trellis/database.making/data/base/1/2619": No space left on device',
    'The disk that holds /var/lib/trellis is full.',
  ],
  [
    'PANIC:  could not write to file "pg_wal/xlogtemp.31": No space left on device',
    'The disk that holds /var/lib/trellis is full.',
  ],
  [
    'FATAL:  lock file "postmaster.pid" already exists',
    'Another process already runs the database in /var/lib/trellis.',
  ],
  [
    'FATAL:  could not create lock file "postmaster.pid": Read-only file system',
    'The data folder /var/lib/trellis lies on a read-only disk.',
  ],
  [
    'initdb: error: could not look up effective user ID 4711: user does not exist',
    'This process runs under a user number that has no account, which PostgreSQL does not accept.',
  ],
  [
    'trellis-database: 3: /x/bin/postgres: not found',
    'The embedded PostgreSQL does not run on this system (it needs Linux with glibc 2.28, or macOS).',
  ],
  [
    'LOG:  starting\nFATAL:  unrecognized configuration parameter "speed"\nLOG:  shut down',
    'The embedded PostgreSQL did not start: FATAL:  unrecognized configuration parameter "speed"',
  ],
])('a server that gives up with "%s" is explained', (printed, sentence) => {
  expect(explainServer(printed, dataDir).message).toBe(sentence)
})

test.each([
  ['ENOSPC', 'The disk that holds /var/lib/trellis is full.'],
  ['EROFS', 'The data folder /var/lib/trellis cannot be written (/var/lib/trellis: read-only disk).'],
  ['EACCES', 'The data folder /var/lib/trellis cannot be written (/var/lib/trellis: permission denied).'],
  ['EIO', 'The data folder /var/lib/trellis cannot be used: it broke.'],
])('a folder that answers %s is explained', (code, sentence) => {
  const { message, hint } = explainFiles(Object.assign(new Error('it broke'), { code }), dataDir)
  expect(message).toBe(sentence)
  expect(hint).toMatch(/DATA_DIR/)
})
