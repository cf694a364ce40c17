import { createHmac, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'
import type { MasterKey } from './keyfile.ts'
import { open, type Sealed, seal } from './seal.ts'
import type { Shares } from './shares.ts'

export { KeyTrouble, type MasterKey, openKeyFile } from './keyfile.ts'
export { CannotOpen, type Sealed } from './seal.ts'
export { type Shares, sharesIn } from './shares.ts'

/** Where a sealed value stands: `table.column` and the row's id. */
export interface Box {
  /** The epoch under which new values are sealed. */
  readonly epoch: number
  seal(column: string, row: string, words: string): Sealed
  /** Seals a value that stays in an earlier epoch: one that goes on where it began. */
  sealIn(epoch: number, column: string, row: string, words: string): Sealed
  /** Opens a value that was sealed under `epoch`. */
  open(column: string, row: string, epoch: number, value: Buffer): string
  /** The columns of one row that may be left empty; `epoch` is that under which its values were sealed. */
  row(table: string, id: string, epoch?: number): RowBox
}

/** In a row an empty text is kept as nothing, and nothing is read as an empty text. */
export interface RowBox {
  seal(column: string, words: string | undefined): Sealed | null
  open(column: string, value: Buffer | null): string
}

/** A row of `app.circle_key`. */
export interface WrappedKey {
  readonly epoch: number
  readonly wrapped: Buffer
}

export interface Vault {
  /** A new community key, wrapped for `app.community_key`. */
  newCommunityKey(community: string): Buffer
  /** Opens a community's key for as long as the process lives; later calls need no unwrapping. */
  community(community: string, wrapped: Buffer): CommunityVault
  /** A key of 32 bytes for one purpose of the whole installation (cookies, role passwords). */
  derive(purpose: string): Buffer
}

export interface CommunityVault {
  /** A new key of a circle for an epoch, wrapped for `app.circle_key`; its share is on disk when this returns. */
  newCircleKey(circle: string, epoch: number): WrappedKey
  /** The box of a circle: opens what was written in the epochs whose keys are given, seals under the latest of them. */
  circleBox(circle: string, keys: readonly WrappedKey[]): Box
  /** The box for what the community itself keeps secret (unsent mail). Epoch 0. */
  readonly box: Box
  /** A token that can be made again from what it is for, so that no link need be stored in clear. */
  token(purpose: string): string
  /** Forgets and destroys the shares of a circle: what it wrote is unreadable from then on, in backups, too. */
  destroyCircle(circle: string): void
}

/** Opens the vault: key file → community key → circle key of an epoch → a field. */
export function openVault(master: MasterKey, shares: Shares): Vault {
  const wrapping = master.derive('community keys')
  const opened = new Map<string, CommunityVault>()
  return {
    newCommunityKey: (community) => seal(wrapping, `community ${community}`, randomBytes(32)),
    community(community, wrapped) {
      const known = opened.get(community)
      if (known) return known
      const vault = communityVault(community, open(wrapping, `community ${community}`, wrapped), shares)
      opened.set(community, vault)
      return vault
    },
    derive: (purpose) => master.derive(purpose),
  }
}

function communityVault(community: string, key: Buffer, shares: Shares): CommunityVault {
  const circleKeys = new Map<string, KeyObject>()
  const own = hkdfSync('sha256', key, Buffer.alloc(0), 'community box', 32)
  const place = (circle: string, epoch: number) => `${community} ${circle} ${epoch}`
  const wrappingKey = (share: Buffer) => Buffer.from(hkdfSync('sha256', key, share, 'circle key', 32))

  function unwrap(circle: string, { epoch, wrapped }: WrappedKey): KeyObject {
    const name = `${circle} ${epoch} ${wrapped.toString('base64')}`
    const known = circleKeys.get(name)
    if (known) return known
    const share = shares.read(circle, wrapped.subarray(0, 16))
    const found = createSecretKey(open(wrappingKey(share), place(circle, epoch), wrapped.subarray(16)))
    circleKeys.set(name, found)
    return found
  }

  return {
    newCircleKey(circle, epoch) {
      const { name, share } = shares.make(circle)
      return { epoch, wrapped: Buffer.concat([name, seal(wrappingKey(share), place(circle, epoch), randomBytes(32))]) }
    },
    circleBox: (circle, keys) => {
      const latest = Math.max(...keys.map((key) => key.epoch))
      const found = new Map<number, KeyObject>()
      const keyOf = (epoch: number) => {
        const key = found.get(epoch) ?? unwrap(circle, keyFor(keys, epoch))
        found.set(epoch, key)
        return key
      }
      return boxOf(`${community} ${circle}`, latest, keyOf)
    },
    box: boxOf(community, 0, () => Buffer.from(own)),
    token: (purpose) => createHmac('sha256', key).update(`token ${purpose}`).digest('base64url'),
    destroyCircle(circle) {
      for (const name of circleKeys.keys()) if (name.startsWith(`${circle} `)) circleKeys.delete(name)
      shares.destroy(circle)
    },
  }
}

function keyFor(keys: readonly WrappedKey[], epoch: number): WrappedKey {
  const found = keys.find((key) => key.epoch === epoch)
  if (!found) throw new Error(`no key of epoch ${epoch}`)
  return found
}

function boxOf(prefix: string, epoch: number, keyOf: (epoch: number) => Buffer | KeyObject): Box {
  const place = (column: string, row: string) => `${prefix} ${column} ${row}`
  const box: Box = {
    epoch,
    seal: (column, row, words) => seal(keyOf(epoch), place(column, row), Buffer.from(words)),
    sealIn: (of, column, row, words) => seal(keyOf(of), place(column, row), Buffer.from(words)),
    open: (column, row, of, value) => open(keyOf(of), place(column, row), value).toString(),
    row: (table, id, of = epoch) => ({
      seal: (column, words) => (words ? box.seal(`${table}.${column}`, id, words) : null),
      open: (column, value) => (value ? box.open(`${table}.${column}`, id, of, value) : ''),
    }),
  }
  return box
}
