import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)

/** Argon2id (RFC 9106) with 19 MiB, two passes and one lane, as OWASP's password storage sheet asks for at least; about 15 ms. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const

/** The form in which a password is kept: `argon2id$19456$2$salt$tag`, salt and tag in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const tag = await tagOf(password, salt, cost.memory, cost.passes)
  return ['argon2id', cost.memory, cost.passes, salt.toString('base64url'), tag.toString('base64url')].join('$')
}

/** Is this the password that was kept so? A text of another form is never right. */
export async function verifyPassword(password: string, kept: string): Promise<boolean> {
  const [kind, memory, passes, salt = '', tag = ''] = kept.split('$')
  if (kind !== 'argon2id') return false
  const expected = Buffer.from(tag, 'base64url')
  const given = await tagOf(password, Buffer.from(salt, 'base64url'), Number(memory), Number(passes))
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** Looks like a kept password and belongs to none: compared with where there is nobody, so that the answer takes as long. */
export const nobodysPassword = ['argon2id', cost.memory, cost.passes, 'A'.repeat(22), 'A'.repeat(43)].join('$')

/** Letters that look alike are one, however the keyboard composed them (RFC 8265). */
function tagOf(password: string, nonce: Buffer, memory: number, passes: number): Promise<Buffer> {
  return derive('argon2id', { ...cost, memory, passes, nonce, message: Buffer.from(password.normalize('NFC')) })
}
