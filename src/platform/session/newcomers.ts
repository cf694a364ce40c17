import { createHash, createHmac } from 'node:crypto'
import type { Services } from '../http/asked.ts'
import { newToken, sameToken } from '../ids.ts'

// Public forms are held against programs without asking anybody else: a field that people do not see, a signed token of the form's own,
// and a little work for the browser. Without JavaScript a plain question takes the place of the work, and a form that is sent within
// two seconds counts as unread. It stops what sprays forms across the web, not somebody who means us: those meet the limits.

/** Leading zero bits of SHA-256 that the browser searches for: some 65,000 tries, a blink on a computer, a second on an old telephone. */
export const workBits = 16

/** A form token is good for a day, and once. */
const longest = 24 * 60 * 60 * 1000
const shortest = 2000

/** A question that people without JavaScript answer: the sum of two small numbers. */
export interface Sum {
  readonly a: number
  readonly b: number
}

/** What came with a form, beside what it is about. */
export interface FormProof {
  readonly token: string
  readonly work: string
  readonly answer: string
}

/** Why a form is not taken: it stood too long, was sent before, came before anyone could read it, or the sum is not right. */
export type Doubt = 'stale' | 'hasty' | 'question'

/** A signed token for one form: when it was made, a nonce, the question. */
export function newFormToken({ vault, now }: Services): string {
  const [first = 0, second = 0] = createHash('sha256').update(newToken()).digest()
  const body = `${now().getTime().toString(36)}.${newToken()}.${2 + (first % 7)}-${2 + (second % 7)}`
  return `${body}.${signature(vault, body)}`
}

/** The question in a token; a token of nobody's has none worth answering. */
export function sumOf(token: string): Sum {
  const [a = 2, b = 2] = (token.split('.')[2] ?? '').split('-').map(Number)
  return { a, b }
}

/** Undefined when the form may be taken. Says nothing to whoever filled the unseen field: the caller does. */
export function doubtAbout(services: Services, { token, work, answer }: FormProof): Doubt | undefined {
  const [at = '', nonce = '', sum = '', signed = ''] = token.split('.')
  const age = services.now().getTime() - Number.parseInt(at, 36)
  if (!sameToken(signed, signature(services.vault, `${at}.${nonce}.${sum}`)) || !(age < longest)) return 'stale'
  if (spentOf(services).has(nonce)) return 'stale'
  if (work !== '') return worked(signed, work) ? undefined : 'stale'
  const { a, b } = sumOf(token)
  if (Number(answer) !== a + b || answer === '') return 'question'
  return age < shortest ? 'hasty' : undefined
}

/** The token has done its service. Kept in this process, and the oldest forgotten, which only lets a form in twice. */
export function spendFormToken(services: Services, token: string): void {
  const spent = spentOf(services)
  spent.add(token.split('.')[1] ?? '')
  const [oldest] = spent
  if (spent.size > 20_000 && oldest !== undefined) spent.delete(oldest)
}

/** Did a browser search for this number? It belongs to the token's signature, which fits into one block of the hash. */
function worked(signed: string, work: string): boolean {
  if (!/^\d{1,9}$/.test(work)) return false
  return createHash('sha256').update(`${signed}:${work}`).digest().readUInt32BE(0) >>> (32 - workBits) === 0
}

const signature = (vault: Services['vault'], body: string): string =>
  createHmac('sha256', vault.derive('forms')).update(body).digest('base64url')

const spentTokens = new WeakMap<Services, Set<string>>()

function spentOf(services: Services): Set<string> {
  const spent = spentTokens.get(services) ?? new Set<string>()
  spentTokens.set(services, spent)
  return spent
}
