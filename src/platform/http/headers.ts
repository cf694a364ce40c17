import type { Asked } from './asked.ts'

/**
 * Headers of every page: nothing from elsewhere, no inline script or style, no frames, Trusted Types (CSP level 3).
 * Scripts run by nonce only; the few islands are loaded by one script element each.
 */
export function securityHeaders(asked: Asked, nonce: string): Headers {
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self'`,
    `img-src 'self' data:`,
    `connect-src 'self'`,
    `manifest-src 'self'`,
    `form-action 'self'`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types 'none'`,
  ]
  const headers = new Headers({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    'cache-control': 'no-store',
    ...plainHeaders,
  })
  if (asked.origin.startsWith('https:')) headers.set('strict-transport-security', 'max-age=31536000')
  return headers
}

/** A device's camera, place and microphone are nobody's here; a page that needs one is given just that. */
export const allowing = (device?: 'microphone'): string =>
  `camera=(), geolocation=(), microphone=${device === 'microphone' ? '(self)' : '()'}, interest-cohort=()`

/** Headers of everything, pages or not. Links to a circle never leave in a Referer. */
export const plainHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': allowing(),
} as const
