import { isIPv6 } from 'node:net'
import { TooMany } from '../errors.ts'
import type { Services } from '../http/asked.ts'

/** So often in so many seconds. */
export interface Limit {
  readonly most: number
  readonly seconds: number
}

interface Counted {
  count: number
  readonly until: number
}

/** What is remembered at most; beyond it the oldest go first, so that asking from many places fills no memory. */
const mostKept = 20_000

const counters = new WeakMap<Services, Map<string, Counted>>()

/**
 * Counts one more try of a kind (`sign-in address`) for a key (the address, the network address); throws TooMany beyond the limit.
 * Counts live in this process only: several processes allow as many times more.
 */
export function countTry(services: Services, kind: string, key: string, limit: Limit): void {
  const wait = waitAfter(services, `${kind} ${key}`, limit)
  if (wait > 0) throw new TooMany(wait)
}

/** The same, for what is left out without a word beyond the limit. */
export const isOver = (services: Services, kind: string, key: string, limit: Limit): boolean =>
  waitAfter(services, `${kind} ${key}`, limit) > 0

/** Counts, and says for how many seconds it is too often; zero while it is not. */
function waitAfter(services: Services, name: string, { most, seconds }: Limit): number {
  const kept = counters.get(services) ?? new Map<string, Counted>()
  counters.set(services, kept)
  const now = services.now().getTime()
  const before = kept.get(name)
  const counted = before && before.until > now ? before : { count: 0, until: now + seconds * 1000 }
  counted.count++
  kept.delete(name)
  kept.set(name, counted)
  // The one that was tried longest ago stands first.
  const [oldest] = kept.keys()
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
  return counted.count > most ? Math.ceil((counted.until - now) / 1000) : 0
}

/** What counts as one network: an IPv4 address, or the 64 bits of an IPv6 address that one household has to itself. */
export function networkOf(ip: string): string {
  if (!isIPv6(ip)) return ip
  const [head = '', tail] = ip.split('::')
  const groups = head.split(':').filter(Boolean)
  const missing = tail === undefined ? 0 : 8 - groups.length - tail.split(':').filter(Boolean).length
  return [...groups, ...Array<string>(missing).fill('0'), ...(tail ?? '').split(':')].slice(0, 4).join(':')
}
