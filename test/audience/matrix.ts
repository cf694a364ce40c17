import { randomBytes } from 'node:crypto'
import type { Entry } from '../../src/platform/http/registry.ts'
import { newId } from '../../src/platform/ids.ts'
import { letIn, type Persona } from './personas.ts'

/** What stands in the place of an address's `:parts`; undefined where nobody has said it yet. */
export type Fill = (path: string, name: string, persona: Persona) => string | undefined

/** One door tried by one person. */
export interface Cell {
  readonly entry: string
  readonly persona: string
  readonly expected: boolean
  readonly status: number
  /** What is wrong with the answer, in a sentence; undefined where all is well. */
  readonly trouble: 'let in' | 'kept out' | 'a fault of ours' | 'does not look like nothing' | undefined
  /** Where it does not look like nothing: what was seen instead. */
  readonly seen?: string
}

interface Answered {
  readonly status: number
  readonly headers: string
  readonly body: string
}

export interface Tried {
  readonly cells: readonly Cell[]
  /** Every answer that a person was given, for whoever looks for words in it. */
  readonly answers: ReadonlyMap<Cell, string>
}

/** Tries every entry as every persona over HTTP. Throws, with a sentence, for an address whose parts cannot be filled. */
export async function tryAll(
  site: string,
  entries: readonly Entry[],
  personas: readonly Persona[],
  fill: Fill,
): Promise<Tried> {
  const answers = new Map<Cell, string>()
  const left = entries.flatMap((entry) => personas.map((persona) => ({ entry, persona })))
  for (const { entry, persona } of left) addressOf(entry, persona, fill)
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const { cell, body } = await tryOne(site, next.entry, next.persona, fill)
      answers.set(cell, body)
    }
  }
  await Promise.all([work(), work(), work(), work()])
  return { cells: [...answers.keys()], answers }
}

async function tryOne(site: string, entry: Entry, persona: Persona, fill: Fill): Promise<{ cell: Cell; body: string }> {
  const real = addressOf(entry, persona, fill)
  const answer = await ask(site, entry, real, persona.cookie)
  const expected = letIn[entry.audience].includes(persona.name)
  const admitted = answer.status !== 404
  const cell = { entry: nameOf(entry), persona: persona.name, expected, status: answer.status }
  const body = answer.body
  if (answer.status >= 500) return { cell: { ...cell, trouble: 'a fault of ours' }, body }
  if (admitted !== expected) return { cell: { ...cell, trouble: admitted ? 'let in' : 'kept out' }, body }
  if (admitted) return { cell: { ...cell, trouble: undefined }, body }
  const seen = await unlikeNothing(site, entry, persona, real, answer)
  return {
    cell: seen ? { ...cell, trouble: 'does not look like nothing', seen } : { ...cell, trouble: undefined },
    body,
  }
}

export const nameOf = ({ method, path }: Entry): string => `${method} ${path}`

/** What tells a refusal from the answer for ids that were never given, or for an address that leads nowhere; undefined where nothing does. */
async function unlikeNothing(
  site: string,
  entry: Entry,
  { cookie }: Persona,
  real: string,
  answer: Answered,
): Promise<string | undefined> {
  const named = entry.path.includes(':')
  const other = named ? entry.path.replace(/:\w+/g, inventedFor) : `${real}/nothing-${randomBytes(6).toString('hex')}`
  // Programs that read feeds and streams get an empty answer where people get a page.
  if (!named && (entry.kind === 'feed' || entry.kind === 'stream')) return answer.body === '' ? undefined : answer.body
  const [said, nothing] = [plain(answer, real), plain(await ask(site, entry, other, cookie), other)]
  return said === nothing ? undefined : firstDifference(said, nothing)
}

/**
 * Tries every address that names something as somebody to whom none of it may lead anywhere. Answers with those whose answer differs from the
 * one for ids that were never given.
 */
export async function ledSomewhere(
  site: string,
  entries: readonly Entry[],
  persona: Persona,
  fill: Fill,
): Promise<string[]> {
  const found: string[] = []
  for (const entry of entries.filter(({ path }) => path.includes(':'))) {
    const [real, invented] = [addressOf(entry, persona, fill), entry.path.replace(/:\w+/g, inventedFor)]
    const one = await ask(site, entry, real, persona.cookie)
    const other = await ask(site, entry, invented, persona.cookie)
    const same = one.status < 500 && plain(one, real) === plain(other, invented)
    if (!same) found.push(`${nameOf(entry)}: ${one.status} and ${other.status}`)
  }
  return found
}

/** Tries every address that names something with one id after the other replaced by one that was never given; those that break. */
export async function breaksOnInvented(
  site: string,
  entries: readonly Entry[],
  persona: Persona,
  fill: Fill,
): Promise<string[]> {
  const found: string[] = []
  for (const entry of entries)
    for (const [part] of entry.path.matchAll(/:\w+/g))
      for (const put of [inventedFor(part), 'no-id-at-all', '%00']) {
        const rest = { ...entry, path: entry.path.replace(part, put) }
        const { status } = await ask(
          site,
          entry,
          addressOf(rest, persona, (_path, name) => fill(entry.path, name, persona)),
          persona.cookie,
        )
        if (status >= 500) found.push(`${nameOf(entry)} with ${part} = ${put}: ${status}`)
      }
  return found
}

const inventedFor = (name: string): string =>
  name === ':token' || name === ':file' ? randomBytes(32).toString('base64url') : newId()

/** The answer without what differs from one request to the next, and without the address itself. */
function plain({ status, headers, body }: Answered, path: string): string {
  const text = body
    .replaceAll(/nonce="[^"]*"/g, 'nonce')
    .replaceAll(`${encodeURIComponent(path)}"`, ':path"')
    .replaceAll(`"${path}"`, '":path"')
  // A page of a circle leads to the circle's other pages, for whoever asks: the links say no more than the address did.
  const led = text.replaceAll(/\/circles\/[0-9a-f-]{36}/g, '/circles/:circle')
  return `${status}\n${headers}\n${led}`
}

function firstDifference(one: string, other: string): string {
  const at = [...one].findIndex((letter, index) => letter !== other[index])
  return `${one.slice(Math.max(0, at - 60), at + 80)} ≠ ${other.slice(Math.max(0, at - 60), at + 80)}`
}

/** The address with its parts filled; throws where one cannot be. */
export function addressOf(entry: Entry, persona: Persona, fill: Fill): string {
  return entry.path.replace(/:(\w+)/g, (part, name: string) => {
    const known = fill(entry.path, name, persona)
    if (known === undefined) throw new Error(`${nameOf(entry)}: test/audience/fixtures.ts does not know a real ${part}`)
    return known
  })
}

/** Asks as a browser on one of our own pages would; a form brings nothing. */
async function ask(site: string, { method, kind }: Entry, path: string, cookie: string): Promise<Answered> {
  const headers = { ...(cookie ? { cookie } : {}), ...(method === 'POST' ? { origin: site } : {}) }
  const gone = new AbortController()
  const body = method === 'POST' ? new URLSearchParams() : null
  const response = await fetch(site + path, { method, headers, body, redirect: 'manual', signal: gone.signal })
  const flows = kind === 'stream' && response.ok
  const text = flows ? '' : await response.text()
  if (flows) gone.abort()
  return { status: response.status, headers: headersOf(response.headers), body: text }
}

function headersOf(headers: Headers): string {
  const same = [...headers].filter(([name]) => name !== 'date' && name !== 'content-length')
  return same.map(([name, value]) => `${name}: ${value.replaceAll(/'nonce-[^']*'/g, 'nonce')}`).join('\n')
}
