import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { round } from './load.ts'
import { memoryMb, root, startProduct, temporaryFolder } from './product.ts'

/** First and warm start, memory after a minute's idling (`BENCH_IDLE_SECONDS`), and the size of what is installed. */
export async function start(): Promise<Record<string, number>> {
  const folder = temporaryFolder()
  try {
    const first = await startProduct(folder.path)
    await first.stop()
    const warm: number[] = []
    for (let run = 0; run < 4; run++) {
      const again = await startProduct(folder.path)
      warm.push(again.startMs)
      await again.stop()
    }
    const last = await startProduct(folder.path)
    warm.push(last.startMs)
    const seconds = Number(process.env.BENCH_IDLE_SECONDS ?? 20)
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
    const idle = memoryMb(last)
    await last.stop()
    return {
      first_ms: round(first.startMs, 0),
      warm_ms: round(Math.min(...warm), 0),
      idle_mb: round(idle, 1),
      idle_seconds: seconds,
      packages: packages(),
      install_mb: Number(
        execFileSync('du', ['-sm', join(root, 'node_modules')])
          .toString()
          .split('\t')[0],
      ),
    }
  } finally {
    folder.remove()
  }
}

/** Packages that `npm ci --omit=dev` puts on this machine, from the lockfile. */
function packages(): number {
  const lock: { packages: Record<string, { dev?: boolean; optional?: boolean; os?: string[]; cpu?: string[] }> } =
    JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  return Object.entries(lock.packages).filter(
    ([name, { dev, os, cpu }]) =>
      name !== '' && !dev && (!os || os.includes(process.platform)) && (!cpu || cpu.includes(process.arch)),
  ).length
}
