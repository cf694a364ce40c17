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
export async function load(url: string, clients: number, seconds: number, shot: (n: number) => Shot): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  const until = performance.now() + seconds * 1000
  const times: number[] = []
  let n = 0
  const began = performance.now()
  const client = async () => {
    while (performance.now() < until) times.push(await fire(agent, url, shot(n++)))
  }
  await Promise.all(Array.from({ length: clients }, client))
  const took = (performance.now() - began) / 1000
  agent.destroy()
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { rps: times.length / took, p50: at(0.5), p99: at(0.99), requests: times.length }
}

function fire(agent: Agent, url: string, { method, path, headers, body, status }: Shot): Promise<number> {
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

/** One warm-up, then app and floor in turn; the medians of each count. */
export async function inTurn<T>(rounds: number, a: () => Promise<T>, b: () => Promise<T>): Promise<{ a: T[]; b: T[] }> {
  const results: { a: T[]; b: T[] } = { a: [], b: [] }
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
