import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type House, openHouse } from '../src/house.ts'
import { readConfig } from '../src/platform/config.ts'
import { openLog } from '../src/platform/log.ts'
import { openKeyFile } from '../src/platform/vault/index.ts'

/** The project: benchmarks and tests are started in its folder. */
export const root = process.cwd()

/** The product as people run it: its own process, the embedded PostgreSQL, fsync on. */
export interface Product {
  readonly url: string
  readonly pid: number
  readonly dataDir: string
  /** Where its database is reached, and the password of its superuser. */
  readonly database: { readonly host: string; readonly port: number; readonly database: string }
  readonly superuser: string
  /** From exec to the first answer of /readyz, in milliseconds. */
  readonly startMs: number
  /** Resolves when the process is gone, however it went. */
  readonly ended: Promise<void>
  stop(): Promise<void>
}

/** A folder that is gone afterwards. */
export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'trellis-bench-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

export async function startProduct(dataDir: string, env: Record<string, string> = {}): Promise<Product> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const began = performance.now()
  const child = spawn(process.execPath, [join(root, 'dist', 'main.js')], {
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      HOST: '127.0.0.1',
      PORT: String(port),
      LOG_LEVEL: 'error',
      DATABASE_URL: '',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  // Whatever ends this process leaves nothing running.
  process.once('exit', () => child.kill('SIGTERM'))
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const isOver = ended.then(() => Promise.reject(new Error('the product ended while starting')))
  await Promise.race([isReady(url), isOver])
  return {
    url,
    pid: child.pid ?? 0,
    dataDir,
    database: databaseIn(dataDir),
    superuser: read(join(dataDir, 'superuser')).trim(),
    startMs: performance.now() - began,
    ended,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Asks until it is ready; the connection is refused at once until then, so this is a condition and not a wait. */
async function isReady(url: string): Promise<void> {
  for (;;) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

/** Another process's view of the same database, to arrange people in it and to record what a page asks. */
export async function attached<T>(dataDir: string, work: (house: House) => Promise<T>): Promise<T> {
  const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'error' })
  const server = { ...databaseIn(dataDir), roles: 'trellis' }
  const key = openKeyFile(config.keyFile, undefined)
  const house = await openHouse(config, { server, key }, root, openLog('error'))
  try {
    return await work(house)
  } finally {
    await house.close()
  }
}

const databaseIn = (dataDir: string) => ({ host: join(dataDir, 'socket'), port: 5432, database: 'trellis' })

/** CPU seconds that the product's node process and its PostgreSQL have used, with those of connections that were closed. */
export function cpuSeconds(product: Product): number {
  const [postmaster = 0, ...backends] = postgresPids(product.dataDir)
  return [product.pid, postmaster, ...backends].reduce((sum, pid) => sum + cpuOf(pid), cpuOfEnded(postmaster))
}

/** Memory of the product and its PostgreSQL together, shared pages counted once (PSS), in megabytes. */
export function memoryMb(product: Product): number {
  const kb = [product.pid, ...postgresPids(product.dataDir)].reduce((sum, pid) => {
    const found = /^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`))
    return sum + Number(found?.[1] ?? 0)
  }, 0)
  return kb / 1024
}

export function postgresPids(dataDir: string): number[] {
  const main = Number(read(join(dataDir, 'database', 'postmaster.pid')).split('\n')[0])
  const children = read(`/proc/${main}/task/${main}/children`).trim().split(/\s+/).filter(Boolean).map(Number)
  return main ? [main, ...children] : []
}

export const cpuOf = (pid: number): number => ticks(pid, 11) + ticks(pid, 12)

/** Of the processes that it began and that are gone. */
const cpuOfEnded = (pid: number): number => ticks(pid, 13) + ticks(pid, 14)

/** A field of /proc/PID/stat, counted from the one after the command's name, in seconds: it counts in hundredths (proc(5)). */
function ticks(pid: number, field: number): number {
  const fields = read(`/proc/${pid}/stat`).split(') ')[1]?.split(' ') ?? []
  return Number(fields[field] ?? 0) / 100
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** What the page's scripts weigh, packed. */
export function scriptBytes(html: string): number {
  const named = [...html.matchAll(/<script[^>]+src="\/assets\/([^"?]+)/g)].map(([, name]) => name)
  const folder = join(root, 'dist', 'assets')
  const files = readdirSync(folder).filter((file) => named.includes(file))
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0)
}
