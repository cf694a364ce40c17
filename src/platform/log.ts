import { type DestinationStream, destination, type Logger, pino } from 'pino'

export type Log = Logger

/**
 * Structured logs, one JSON object a line, without personal text: callers log ids, counts, durations and the names of errors,
 * never what a person typed. Error messages of the database can quote values, so only code and stack frames are kept.
 */
export function openLog(level: string, to: DestinationStream = destination(1)): Log {
  return pino({ level, base: null, serializers: { err: withoutWords } }, to)
}

function withoutWords(error: unknown) {
  if (!(error instanceof Error)) return { type: typeof error }
  const code = 'code' in error ? String(error.code) : undefined
  const frames = error.stack
    ?.split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 12)
  return { type: error.constructor.name, code, at: frames }
}
