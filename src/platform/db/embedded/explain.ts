import { CannotStart } from './cannot-start.ts'

const room = 'Free some space on that disk, or point DATA_DIR at a folder on another one, and start again.'

/** Turns a failed file operation below the data directory into a sentence. */
export function explainFiles(error: unknown, dataDir: string): CannotStart {
  if (error instanceof CannotStart) return error
  const { code, path = dataDir } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT') return new CannotStart(`The disk that holds ${dataDir} is full.`, room)
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new CannotStart(
      `The data folder ${dataDir} cannot be written (${path}: ${code === 'EROFS' ? 'read-only disk' : 'permission denied'}).`,
      'Give this account the right to write there, or point DATA_DIR at a folder of its own.',
    )
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new CannotStart(`${path} is in the way: a folder is needed there.`, 'Move it, or choose another DATA_DIR.')
  }
  const said = error instanceof Error ? error.message : String(error)
  return new CannotStart(`The data folder ${dataDir} cannot be used: ${said}.`, 'Choose another DATA_DIR.', {
    cause: error,
  })
}

/** Turns what PostgreSQL (or initdb, or the shell that started it) printed before it gave up into a sentence. */
export function explainServer(printed: string, dataDir: string): CannotStart {
  const known = causes.find(({ sign }) => sign.test(printed))
  if (known) return new CannotStart(known.sentence(dataDir), known.hint)
  return new CannotStart(
    `The embedded PostgreSQL did not start: ${telling(printed)}`,
    'If this does not help you further, set DATABASE_URL to a PostgreSQL of your own.',
  )
}

type Cause = { sign: RegExp; sentence: (dataDir: string) => string; hint: string }

const causes: Cause[] = [
  {
    sign: /No space left on device|Disk quota exceeded/,
    sentence: (dataDir) => `The disk that holds ${dataDir} is full.`,
    hint: room,
  },
  {
    sign: /lock file ".*" already exists|shared memory block .* is still in use/,
    sentence: (dataDir) => `Another process already runs the database in ${dataDir}.`,
    hint: 'Stop the other one first, or give this one a DATA_DIR of its own.',
  },
  {
    sign: /Read-only file system/,
    sentence: (dataDir) => `The data folder ${dataDir} lies on a read-only disk.`,
    hint: 'Point DATA_DIR at a folder that can be written.',
  },
  {
    sign: /could not look up effective user ID/,
    sentence: () => 'This process runs under a user number that has no account, which PostgreSQL does not accept.',
    hint: 'Run it under an account listed in /etc/passwd, or set DATABASE_URL to a PostgreSQL of your own.',
  },
  {
    sign: /(postgres|initdb): (not found|No such file or directory)|ENOENT|GLIBC_/,
    sentence: () => 'The embedded PostgreSQL does not run on this system (it needs Linux with glibc 2.28, or macOS).',
    hint: 'Set DATABASE_URL to a PostgreSQL of your own.',
  },
  {
    sign: /[Pp]ermission denied|EACCES/,
    sentence: (dataDir) => `The account that runs PostgreSQL may not enter or write ${dataDir}.`,
    hint: 'Each folder above it must let other accounts pass (chmod o+x); or choose another DATA_DIR such as /var/lib/trellis.',
  },
]

function telling(printed: string): string {
  const lines = printed.split('\n').filter((line) => line.trim() !== '')
  const fatal = lines.findLast((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1)
  return fatal?.trim() ?? 'it said nothing.'
}
