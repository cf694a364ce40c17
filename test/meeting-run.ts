import { readFileSync } from 'node:fs'
import {
  begin,
  type Command,
  carry,
  type Deed,
  type Opening,
  type Protocol,
  type RunState,
  readProtocol,
  type View,
  view,
  type Why,
} from '../src/meetings/protocol/engine.ts'
import type { Part, Step } from '../src/meetings/protocol/protocol.ts'

/** Noon of some day, in milliseconds. */
export const NOON = Date.UTC(2031, 4, 6, 12)

export const PEOPLE = ['Ada', 'Ben', 'Chi', 'Dia', 'Eli', 'Fay', 'Gus', 'Hal', 'Ida', 'Jon']

/** One of the circle meetings that are shipped, read as anybody would read it. */
export const shipped = (minutes: 60 | 90 | 120): Protocol => {
  const file = new URL(`../src/meetings/protocols/circle-meeting-${minutes}.json`, import.meta.url)
  return read(JSON.parse(readFileSync(file, 'utf8')))
}

export const read = (json: unknown): Protocol => {
  const reading = readProtocol(json)
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults, null, 2))
  return reading.protocol
}

/** A step of which only what matters has to be said. */
export const step = (id: string, more: Partial<Step> = {}): Step => ({
  id,
  title: { en: id },
  invitation: { en: `${id}?` },
  duration: { kind: 'fixed', minutes: 2, min: 1 },
  who: 'everyone',
  how: 'free',
  seen: 'at-once',
  prompts: {},
  rules: [],
  ends: 'facilitator',
  keeps: 'nothing',
  ...more,
})

export const part = (id: string, steps: readonly Step[], more: Partial<Part> = {}): Part => ({
  id,
  title: { en: id },
  steps,
  ...more,
})

/** A protocol in English of the parts given. */
export const protocolOf = (parts: readonly Part[], more: Partial<Protocol> = {}): Protocol =>
  read({
    format: 1,
    id: 'sample',
    version: 1,
    languages: ['en'],
    title: { en: 'Sample' },
    summary: { en: 'For a test.' },
    minutes: 60,
    people: { min: 2, max: 10 },
    roles: [],
    parts,
    ...more,
  })

/** A run that is told person by person; time passes only when `waits` says so. */
export class Meeting {
  state: RunState
  at = NOON
  #count = 0
  readonly protocol: Protocol

  constructor(protocol: Protocol, opening: Partial<Opening> = {}) {
    this.protocol = protocol
    this.state = begin(protocol, { minutes: protocol.minutes, facilitator: 'Ada', seed: 1, at: NOON, ...opening })
  }

  /** Everybody named arrives, and the facilitator starts. */
  static of(protocol: Protocol, people: readonly string[], opening: Partial<Opening> = {}): Meeting {
    const meeting = new Meeting(protocol, opening)
    for (const person of people) meeting.does(person, { kind: 'arrive', person })
    meeting.does(meeting.state.facilitator, { kind: 'start' })
    return meeting
  }

  get key(): string | null {
    return this.state.items.find((item) => item.standing === 'here')?.key ?? null
  }

  command(by: string | null, deed: Deed): Command {
    this.#count += 1
    return { ...deed, id: `command ${this.#count}`, by, step: this.key }
  }

  /** Somebody does something now; the reason where it is refused. */
  does(by: string | null, deed: Deed): Why | null {
    return this.sends(this.command(by, deed))
  }

  sends(command: Command): Why | null {
    const { state, refusal } = carry(this.protocol, this.state, command, this.at)
    this.state = state
    return refusal?.why ?? null
  }

  waits(seconds: number): void {
    this.at += seconds * 1000
  }

  /** The facilitator presses next until the step named is on. */
  goesOnTo(key: string): void {
    for (let presses = 0; this.key !== key; presses++) {
      const refused = this.does(this.state.facilitator, { kind: 'next' })
      if (refused || presses > 100) throw new Error(`never came to ${key}: ${refused} at ${this.key}`)
    }
  }

  room(person: string, language = 'en'): View {
    return view(this.protocol, this.state, person, this.at, language)
  }
}
