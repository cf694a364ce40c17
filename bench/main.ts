/** The benchmarks by name; each prints one JSON object on its last line. */
const benchmarks: Record<string, () => Promise<unknown>> = {
  start: async () => (await import('./start.ts')).start(),
}

const [wanted = ''] = process.argv.slice(2)
const benchmark = benchmarks[wanted]
if (!benchmark) {
  process.stderr.write(`npm run -s bench -- NAME, where NAME is one of: ${Object.keys(benchmarks).join(', ')}\n`)
  process.exit(2)
}
process.stdout.write(`${JSON.stringify(await benchmark())}\n`)
process.exit(0)

export {}
