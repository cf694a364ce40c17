import { createHash, hkdfSync, randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** The key under which everything else is wrapped; it never stands in the database. */
export interface MasterKey {
  /** A public name of the key: eight bytes of its hash, in hexadecimal. */
  readonly id: string
  /** A key of 32 bytes for one purpose, by HKDF-SHA256 (RFC 5869). */
  derive(purpose: string): Buffer
}

/** Why the start was refused, in one sentence, and what to do about it in another. */
export class KeyTrouble extends Error {
  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message)
  }
}

/**
 * Opens the key file. A new one is made only where the database holds nothing yet (`expected` undefined); otherwise a missing or
 * different key is refused, for a fresh key over existing data would make every word in it unreadable.
 * Throws {@link KeyTrouble}.
 */
export function openKeyFile(path: string, expected: string | undefined): MasterKey {
  if (!existsSync(path)) {
    if (expected !== undefined) {
      throw new KeyTrouble(
        `The key file ${path} is missing, and the database was written under key ${expected}.`,
        'Put the key file back from your backup of the key folder, or point TRELLIS_KEY_FILE to it.',
      )
    }
    makeKeyFile(path)
  }
  const key = readKeyFile(path)
  if (expected !== undefined && key.id !== expected) {
    throw new KeyTrouble(
      `The key file ${path} holds key ${key.id}, but the database was written under key ${expected}.`,
      'Point TRELLIS_KEY_FILE to the key that belongs to this database, or use the database that belongs to this key.',
    )
  }
  return key
}

function makeKeyFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const file = openSync(path, 'wx', 0o600)
  writeSync(file, `trellis-key-1 ${randomBytes(32).toString('base64url')}\n`)
  fsyncSync(file)
  closeSync(file)
}

function readKeyFile(path: string): MasterKey {
  const found = /^trellis-key-1 ([A-Za-z0-9_-]{43})\s*$/.exec(readFileSync(path, 'utf8'))
  if (!found?.[1]) {
    throw new KeyTrouble(
      `The file ${path} is not a Trellis key file.`,
      'It holds one line that starts with trellis-key-1.',
    )
  }
  const secret = Buffer.from(found[1], 'base64url')
  const id = createHash('sha256').update('trellis key id').update(secret).digest('hex').slice(0, 16)
  return { id, derive: (purpose) => Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), purpose, 32)) }
}
