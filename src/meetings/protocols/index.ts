import { type Protocol, readProtocol } from '../protocol/engine.ts'
import meeting60 from './circle-meeting-60.json' with { type: 'json' }
import meeting90 from './circle-meeting-90.json' with { type: 'json' }
import meeting120 from './circle-meeting-120.json' with { type: 'json' }

/** The meeting formats that come with the program, read on first use. A fault in one is a fault of ours and stops the program. */
const shipped: Readonly<Record<string, unknown>> = {
  'circle-meeting-60': meeting60,
  'circle-meeting-90': meeting90,
  'circle-meeting-120': meeting120,
}

const known = new Map<string, Protocol>()

/** The names of the formats, shortest first. */
export const protocolNames: readonly string[] = Object.keys(shipped)

/** A format by its name; throws for one that there is not. */
export function protocolNamed(name: string): Protocol {
  const found = known.get(name) ?? load(name)
  known.set(name, found)
  return found
}

function load(name: string): Protocol {
  const reading = readProtocol(shipped[name])
  if (!reading.ok) throw new Error(`${name}: ${JSON.stringify(reading.faults)}`)
  return reading.protocol
}

/** The format for a meeting of so many minutes: the longest that fits into it. */
export function protocolFor(minutes: number): string {
  const fitting = protocolNames.filter((name) => protocolNamed(name).minutes <= minutes)
  return fitting.at(-1) ?? protocolNames[0] ?? ''
}
