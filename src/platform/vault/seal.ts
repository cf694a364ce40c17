import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto'

declare const sealed: unique symbol
/** Bytes that only the vault makes: nonce (12), ciphertext, tag (16) of AES-256-GCM (NIST SP 800-38D). */
export type Sealed = Buffer & { readonly [sealed]: true }

/** A value could not be opened: another key, another place, or it was changed. */
export class CannotOpen extends Error {}

/**
 * Seals `plain` under a key of 32 bytes. `place` names where the value stands (community, circle, table, row, column) and is
 * authenticated with it, so that a value moved to another row does not open there.
 */
export function seal(key: Buffer | KeyObject, place: string, plain: Buffer): Sealed {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place))
  const body = cipher.update(plain)
  cipher.final()
  // The one place that makes sealed bytes.
  return Buffer.concat([nonce, body, cipher.getAuthTag()]) as Sealed
}

/** Opens what {@link seal} made. Throws {@link CannotOpen}. */
export function open(key: Buffer | KeyObject, place: string, value: Buffer): Buffer {
  if (value.length < 28) throw new CannotOpen('too short to be a sealed value')
  const decipher = createDecipheriv('aes-256-gcm', key, value.subarray(0, 12)).setAAD(Buffer.from(place))
  decipher.setAuthTag(value.subarray(value.length - 16))
  try {
    const plain = decipher.update(value.subarray(12, value.length - 16))
    decipher.final()
    return plain
  } catch {
    throw new CannotOpen(`cannot be opened at ${place}`)
  }
}
