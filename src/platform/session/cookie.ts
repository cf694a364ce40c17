import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Vault } from '../vault/index.ts'

/** What signs the cookies and the accounts library's own tokens. */
export const cookieSecret = (vault: Vault): string => vault.derive('accounts').toString('base64url')

/** The name before every cookie of the accounts library. */
export const cookiePrefix = 'trellis'

/**
 * The session's token from the request's cookies, if its signature is ours: `token.base64(HMAC-SHA256(secret, token))`, the accounts
 * library's own form. A cookie that was tampered with counts as none. Secure origins carry the `__Secure-` name.
 */
export function sessionToken(request: Request, secret: string): string | undefined {
  const found = new RegExp(`(?:^|;\\s*)(?:__Secure-)?${cookiePrefix}\\.session_token=([^;]+)`).exec(
    request.headers.get('cookie') ?? '',
  )
  const value = decoded(found?.[1] ?? '')
  const dot = value.lastIndexOf('.')
  if (dot < 1) return undefined
  const token = value.slice(0, dot)
  const given = Buffer.from(value.slice(dot + 1), 'base64')
  const expected = createHmac('sha256', secret).update(token).digest()
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : undefined
}

/** The cookie value for a token, as the accounts library signs it. */
export function signedToken(token: string, secret: string): string {
  return encodeURIComponent(`${token}.${createHmac('sha256', secret).update(token).digest('base64')}`)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
