import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The part of every circle key that stands outside the database and its backups. Destroying a circle's shares makes what it wrote
 * unreadable in every older backup. A folder now; another keeper (a shared folder, a KMS) offers the same three verbs.
 */
export interface Shares {
  /** A new share of 32 bytes under a new name (16 bytes). Two who turn the key at once do not overwrite each other's. */
  make(circle: string): { name: Buffer; share: Buffer }
  read(circle: string, name: Buffer): Buffer
  destroy(circle: string): void
}

/** Shares as files `<folder>/<circle>/<name>`, readable to the owner alone, synced to disk before they are used. */
export function sharesIn(folder: string): Shares {
  const fileOf = (circle: string, name: Buffer) => join(folder, circle, name.toString('hex'))
  return {
    make(circle) {
      mkdirSync(join(folder, circle), { recursive: true, mode: 0o700 })
      const name = randomBytes(16)
      const share = randomBytes(32)
      const file = openSync(fileOf(circle, name), 'wx', 0o600)
      writeSync(file, share)
      fsyncSync(file)
      closeSync(file)
      return { name, share }
    },
    read: (circle, name) => readFileSync(fileOf(circle, name)),
    destroy: (circle) => rmSync(join(folder, circle), { recursive: true, force: true }),
  }
}
