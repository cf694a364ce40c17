import { Agent, request } from 'node:http'

export interface Load {
  readonly rps: number
  readonly p50: number
  readonly p99: number
  readonly requests: number
}

export interface Shot {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers: Record<string, string>
  readonly body?: string
  /** The status that counts as an answer; anything else ends the run. */
  readonly status: number
}

/** Keeps `clients` connections busy for `seconds`, each sending its next request when the last is answered. Times are in milliseconds. */
export async function load(
  url: string,
  clients: number,
  seconds: number,
  shot: (n: number, client: number) => Shot,
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  const until = performance.now() + seconds * 1000
  const times: number[] = []
  let n = 0
  const began = performance.now()
  const run = async (client: number) => {
    while (performance.now() < until) times.push(await fire(agent, url, shot(n++, client)))
  }
  await Promise.all(Array.from({ length: clients }, (_, client) => run(client)))
  const took = (performance.now() - began) / 1000
  agent.destroy()
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { rps: times.length / took, p50: at(0.5), p99: at(0.99), requests: times.length }
}

/** Sends one request; resolves with its time in milliseconds. */
export function fire(agent: Agent, url: string, { method, path, headers, body, status }: Shot): Promise<number> {
  return new Promise((resolve, reject) => {
    const began = performance.now()
    const sent = request(`${url}${path}`, { agent, method, headers }, (answer) => {
      answer.resume()
      answer.on('end', () =>
        answer.statusCode === status
          ? resolve(performance.now() - began)
          : reject(new Error(`${path} answered ${answer.statusCode}`)),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** One and the other in turn, so that both meet the machine in the same moods. */
export async function inTurn<A, B>(
  rounds: number,
  a: () => Promise<A>,
  b: () => Promise<B>,
): Promise<{ a: A[]; b: B[] }> {
  const results: { a: A[]; b: B[] } = { a: [], b: [] }
  for (let round = 0; round < rounds; round++) {
    results.a.push(await a())
    results.b.push(await b())
  }
  return results
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

export const round = (value: number, digits = 2): number => Number(value.toFixed(digits))
