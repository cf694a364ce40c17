import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'

/**
 * A new UUIDv7 (RFC 9562, 5.7): 48 bits of milliseconds, then randomness. Made here rather than in the database, so that an
 * INSERT-only role knows its ids and PostgreSQL 15 needs no function it lacks.
 */
export function newId(now = Date.now()): string {
  const moment = now.toString(16).padStart(12, '0')
  // The randomness of a version 4 stands where that of a version 7 does; Node draws it for many at a time.
  return `${moment.slice(0, 8)}-${moment.slice(8)}-7${randomUUID().slice(15)}`
}

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Is this text a UUID as we write them? What comes from an address is asked before it reaches a query. */
export function isId(text: string): boolean {
  return shape.test(text)
}

/** An id that is always the same for a secret, and does not tell it. */
export function idFor(secret: string): string {
  const hex = hashOf(secret).toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}

/** A token for a link: 256 bits, base64url. Only its hash is ever stored. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What a link's token is kept as. */
export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** Are these the same token? Takes as long whether they differ early or late. */
export function sameToken(one: string, other: string): boolean {
  return timingSafeEqual(hashOf(one), hashOf(other))
}
