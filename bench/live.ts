import { open } from 'node:fs/promises'
import { Agent } from 'node:http'
import { join } from 'node:path'
import { newId } from '../src/platform/ids.ts'
import { startBare } from './floor.ts'
import { listen } from './listen.ts'
import { fire, round, type Shot } from './load.ts'
import {
  attached,
  cpuOf,
  cpuSeconds,
  memoryMb,
  type Product,
  scriptBytes,
  startProduct,
  temporaryFolder,
} from './product.ts'
import { type BenchRoom, benchRooms } from './rooms.ts'

const circles = Number(process.env.BENCH_CIRCLES ?? 100)
const size = 8
const everyMs = 5000
/** In its first seconds a process is busy with compiling itself. */
const seconds = Number(process.env.BENCH_SECONDS ?? 60)

/** A meeting as the driver sees it: everybody in it listens, and one of them presses. */
interface Driven {
  /** The stream of each who listens. */
  readonly streams: readonly { readonly path: string; readonly headers: Record<string, string> }[]
  /** The `n`th press, from 1, by someone who has this message before them: after it one with a later number comes to everybody. */
  press(n: number, message: string): Shot
  /** The number in a message; 0 where it has none. */
  numberIn(message: string): number
}

/** A hundred circles of eight in their meetings, each with one press every five seconds; against a bare echo of frames as large. */
export async function live(): Promise<Record<string, number>> {
  const folder = temporaryFolder()
  const product = await startProduct(folder.path)
  try {
    const rooms = await attached(folder.path, (house) => benchRooms(product, house, circles, size))
    const idle = memoryMb(product)
    const ours = await drive(
      product.url,
      rooms.map(ourRoom),
      () => cpuSeconds(product),
      () => memoryMb(product),
    )
    const echo = await startBare('echo.mjs', String(ours.bytes))
    const theirs = await drive(echo.url, rooms.map(bareRoom), () => cpuOf(echo.pid))
    await echo.stop()
    const disk = await syncs(folder.path)
    return {
      circles,
      people: circles * size,
      ...{ p50_ms: round(ours.p50), p99_ms: round(ours.p99), echo_p99_ms: round(theirs.p99), ...disk },
      ...{ cores: round(ours.cores, 3), echo_cores: round(theirs.cores, 3), ratio: round(ours.cores / theirs.cores) },
      ...{ listeners: circles * size, kb_per_listener: round(((ours.memory - idle) * 1024) / (circles * size), 1) },
      ...{ frame_bytes: ours.bytes, actions: ours.actions, js_gzip_bytes: await roomScript(product, rooms[0]) },
    }
  } finally {
    await product.stop()
    folder.remove()
  }
}

/** What the disk alone takes to have a page of it safe, at the pace of the presses: an acknowledged press waits for that, an echo for nothing. */
async function syncs(folder: string): Promise<{ sync_p50_ms: number; sync_p99_ms: number }> {
  const file = await open(join(folder, 'synced'), 'w')
  const page = Buffer.alloc(8192, 1)
  const times: number[] = []
  for (let n = 0; n < 300; n++) {
    await new Promise((resolve) => setTimeout(resolve, everyMs / circles))
    const began = performance.now()
    await file.write(page)
    await file.datasync()
    times.push(performance.now() - began)
  }
  await file.close()
  times.sort((a, b) => a - b)
  return { sync_p50_ms: round(times[150] ?? 0), sync_p99_ms: round(times[297] ?? 0) }
}

function ourRoom({ path, people }: BenchRoom): Driven {
  const [presser] = people
  if (!presser) throw new Error('nobody presses')
  return {
    streams: people.map(({ cookie }) => ({ path: `${path}/stream`, headers: { cookie } })),
    press: (n, message) => ({
      method: 'POST',
      path: `${path}/commands`,
      headers: {
        cookie: presser.cookie,
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
      },
      body: `id=${newId()}&kind=${n % 2 ? 'hand-up' : 'hand-down'}&step=${JSON.parse(message).view.step.key}`,
      status: 200,
    }),
    numberIn: (message) => Number(JSON.parse(message).seq),
  }
}

function bareRoom(_room: BenchRoom, n: number): Driven {
  return {
    streams: Array.from({ length: size }, () => ({ path: `/room/${n}`, headers: {} })),
    press: (number) => ({ method: 'POST', path: `/room/${n}`, headers: {}, body: String(number), status: 204 }),
    numberIn: (message) => Number(message.trim()) || 0,
  }
}

/** Lets every room press in turn, spread over the five seconds. Times from the press until the last of its people has heard. */
async function drive(url: string, rooms: readonly Driven[], cpu: () => number, memory = () => 0) {
  const agent = new Agent({ keepAlive: true })
  const heard = await Promise.all(rooms.map((room) => hearAll(url, room)))
  const listening = memory()
  const [began, before] = [performance.now(), cpu()]
  const times = await Promise.all(
    rooms.map((room, n) =>
      pressing(room, heard[n] ?? none(), (shot) => fire(agent, url, shot), (n / rooms.length) * everyMs),
    ),
  )
  const cores = (cpu() - before) / ((performance.now() - began) / 1000)
  for (const each of heard) each.close()
  agent.destroy()
  const all = times.flat().sort((a, b) => a - b)
  const at = (share: number) => all[Math.min(all.length - 1, Math.floor(all.length * share))] ?? 0
  return {
    p50: at(0.5),
    p99: at(0.99),
    cores,
    memory: listening,
    bytes: Buffer.byteLength(heard[0]?.message() ?? ''),
    actions: all.length,
  }
}

interface Heard {
  /** The latest number that everybody in the room has heard. */
  latest(): number
  /** Resolves once everybody has heard a number beyond this one. */
  beyond(seen: number): Promise<void>
  /** The message that came last. */
  message(): string
  close(): void
}

function none(): never {
  throw new Error('nobody listens')
}

async function hearAll(url: string, room: Driven): Promise<Heard> {
  const latest = room.streams.map(() => 0)
  let last = ''
  let waiting: { seen: number; done: () => void } | undefined
  const everybody = () => Math.min(...latest)
  const hear = (index: number) => (message: string) => {
    last = message
    latest[index] = Math.max(latest[index] ?? 0, room.numberIn(message))
    if (waiting && everybody() > waiting.seen) waiting.done()
  }
  const listeners = await Promise.all(
    room.streams.map(({ path, headers }, index) => listen(`${url}${path}`, headers, hear(index))),
  )
  return {
    latest: everybody,
    async beyond(seen) {
      if (everybody() > seen) return
      await new Promise<void>((done) => {
        waiting = { seen, done }
      })
    },
    message: () => last,
    close() {
      for (const listener of listeners) listener.close()
    },
  }
}

async function pressing(room: Driven, heard: Heard, send: (shot: Shot) => Promise<unknown>, offsetMs: number) {
  const times: number[] = []
  const until = performance.now() + seconds * 1000
  let next = performance.now() + offsetMs
  while (next < until) {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - performance.now())))
    const seen = heard.latest()
    const began = performance.now()
    await Promise.all([send(room.press(times.length + 1, heard.message())), heard.beyond(seen)])
    times.push(performance.now() - began)
    next += everyMs
  }
  return times
}

/** What the room's script weighs, packed. */
async function roomScript(product: Product, room: BenchRoom | undefined): Promise<number> {
  const [reader] = room?.people ?? []
  const answer = await fetch(`${product.url}${room?.path}`, { headers: { cookie: reader?.cookie ?? '' } })
  return scriptBytes(await answer.text())
}
