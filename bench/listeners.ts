import { Agent } from 'node:http'
import { newId } from '../src/platform/ids.ts'
import { type Listener, listen } from './listen.ts'
import { fire, round } from './load.ts'
import { attached, cpuSeconds, memoryMb, startProduct, temporaryFolder } from './product.ts'
import { type BenchRoom, benchRooms } from './rooms.ts'

const wanted = Number(process.env.BENCH_LISTENERS ?? 10_000)
const seconds = Number(process.env.BENCH_SECONDS ?? 60)
const circles = 100
const size = 8
/** How many knock at once: more would wait in the line of the system. */
const doors = 32

/** As many streams as are wanted, spread over a hundred meetings and held for a minute: what each costs, and whether any is lost. */
export async function listeners(): Promise<Record<string, number>> {
  const folder = temporaryFolder()
  const product = await startProduct(folder.path)
  try {
    const rooms = await attached(folder.path, (house) => benchRooms(product, house, circles, size))
    const idle = memoryMb(product)
    const heard = new Array<number>(wanted).fill(0)
    const began = performance.now()
    const streams = await openAll(product.url, rooms, heard)
    const opened = performance.now()
    const [memory, cpu] = [memoryMb(product), cpuSeconds(product)]
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
    const held = streams.filter(({ open }) => open).length
    const cores = (cpuSeconds(product) - cpu) / seconds
    const before = [...heard]
    const [presses, cpuBefore] = [performance.now(), cpuSeconds(product)]
    await pressEverywhere(product.url, rooms)
    const reached = await until(() => heard.filter((count, n) => count > (before[n] ?? 0)).length, wanted)
    const told = performance.now()
    for (const stream of streams) stream.close()
    return {
      listeners: wanted,
      ...{ held, seconds, idle_cores: round(cores, 3) },
      ...{ mb: round(memory, 0), kb_per_listener: round(((memory - idle) * 1024) / wanted, 1) },
      opened_per_second: round((wanted / (opened - began)) * 1000, 0),
      ...{ reached, reached_ms: round(told - presses, 0), reached_cpu_s: round(cpuSeconds(product) - cpuBefore) },
    }
  } finally {
    await product.stop()
    folder.remove()
  }
}

async function openAll(url: string, rooms: readonly BenchRoom[], heard: number[]): Promise<Listener[]> {
  const people = rooms.flatMap(({ path, people }) => people.map(({ cookie }) => ({ path, cookie })))
  const streams: Listener[] = []
  const queue = heard.keys()
  const one = async () => {
    for (const n of queue) {
      const person = people[n % people.length]
      if (!person) throw new Error('nobody listens')
      const hear = () => {
        heard[n] = (heard[n] ?? 0) + 1
      }
      streams.push(await listen(`${url}${person.path}/stream`, { cookie: person.cookie }, hear))
    }
  }
  await Promise.all(Array.from({ length: doors }, one))
  return streams
}

/** One press in every room; the whole of it goes to everybody who listens there. */
async function pressEverywhere(url: string, rooms: readonly BenchRoom[]): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: doors })
  await Promise.all(
    rooms.map(({ path, people: [first] }) =>
      fire(agent, url, {
        method: 'POST',
        path: `${path}/commands`,
        headers: {
          cookie: first?.cookie ?? '',
          accept: 'application/json',
          'content-type': 'application/x-www-form-urlencoded',
          'sec-fetch-site': 'same-origin',
        },
        body: `id=${newId()}&kind=pause`,
        status: 200,
      }),
    ),
  )
  agent.destroy()
}

/** The count once it is `all`, or as far as it came within a minute. */
async function until(count: () => number, all: number): Promise<number> {
  const end = performance.now() + 60_000
  while (count() < all && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 20))
  return count()
}
