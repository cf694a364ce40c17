/** The benchmarks by name; each prints one JSON object on its last line. */
const benchmarks: Record<string, () => Promise<unknown>> = {
  board: async () => (await import('./board.ts')).board(),
  formation: async () => (await import('./formation.ts')).formation(),
  listeners: async () => (await import('./listeners.ts')).listeners(),
  live: async () => (await import('./live.ts')).live(),
  page: async () => (await import('./page.ts')).page(),
  recovery: async () => (await import('./recovery.ts')).recovery(),
  start: async () => (await import('./start.ts')).start(),
  writes: async () => (await import('./writes.ts')).writes(),
}

const [wanted = ''] = process.argv.slice(2)
const benchmark = benchmarks[wanted]
if (!benchmark) {
  process.stderr.write(`npm run -s bench -- NAME, where NAME is one of: ${Object.keys(benchmarks).join(', ')}\n`)
  process.exit(2)
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
process.stdout.write(`${JSON.stringify(await benchmark())}\n`)
process.exit(0)

export {}
