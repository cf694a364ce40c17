import { isIP } from 'node:net'
import type { Config } from '../config.ts'
import type { Services } from './asked.ts'

/** Where a request came from and under which address we are known, believing forwarded headers from trusted proxies only. */
export interface Arrival {
  readonly ip: string
  readonly origin: string
  readonly localOnly: boolean
}

/** `peer` is the address of the other end of the connection; `stored` the public address that the wizard asked for. */
export function arrivalOf(request: Request, peer: string, config: Config, stored: string | undefined): Arrival {
  const trusted = config.trustedProxies.includes(plain(peer))
  const own = new URL(request.url)
  const scheme =
    (trusted && request.headers.get('x-forwarded-proto')?.split(',')[0]?.trim()) || own.protocol.slice(0, -1)
  const host = (trusted && request.headers.get('x-forwarded-host')?.split(',')[0]?.trim()) || own.host
  const origin = config.baseUrl ?? stored ?? `${scheme === 'https' ? 'https' : 'http'}://${host}`
  return {
    ip: trusted ? forwardedFor(request, peer) : plain(peer),
    origin,
    localOnly: isLocal(new URL(origin).hostname),
  }
}

/** The nearest address in X-Forwarded-For: the one that the trusted proxy itself saw. */
function forwardedFor(request: Request, peer: string): string {
  const last = request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? ''
  return isIP(last) ? last : plain(peer)
}

function plain(address: string): string {
  return address.replace(/^::ffff:/, '')
}

/** Scheme, host and port under which links are handed out where no request says them: by jobs and on the command line. */
export function ownOrigin({ config, settings }: Pick<Services, 'config' | 'settings'>): string {
  const { baseUrl, host, port } = config
  // Listening everywhere is no name by which to be reached.
  const name = ['0.0.0.0', '::'].includes(host) ? 'localhost' : host
  return baseUrl ?? settings().publicAddress ?? `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}

/** Does this name reach nobody but this computer? */
export function isLocal(hostname: string): boolean {
  const name = hostname.replace(/^\[|\]$/g, '')
  return name === 'localhost' || name.endsWith('.localhost') || name === '::1' || /^127\./.test(name)
}

/**
 * Cross-site request forgery: a form must come from one of our own pages. Browsers say so in Sec-Fetch-Site (Fetch metadata), older
 * ones in Origin; a request that says neither is not from a browser's form and is refused.
 */
export function isOurOwn(request: Request, origin: string): boolean {
  const site = request.headers.get('sec-fetch-site')
  if (site) return site === 'same-origin'
  const from = request.headers.get('origin')
  if (!from) return false
  return from === origin || from === new URL(request.url).origin
}
