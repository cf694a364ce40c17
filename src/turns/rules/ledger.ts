/** The parts of a meeting that go round. Their names are those of the roles in meeting formats. */
export const roles = ['presenter', 'facilitator', 'timekeeper', 'scribe', 'observer'] as const
export type Role = (typeof roles)[number]

/** Somebody had a role at a meeting. It counts as the turn of `whose`: with a swap that is somebody else. */
export interface Turn {
  readonly role: Role
  readonly person: string
  readonly whose: string
}

export interface RolePerson {
  readonly role: Role
  readonly person: string
}

/** A meeting that took place. */
export interface Held {
  readonly meeting: string
  readonly at: Date
  readonly there: readonly string[]
  readonly turns: readonly Turn[]
  /** Who had asked to be passed over this once. */
  readonly skipped: readonly RolePerson[]
}

/** Somebody who sits in the circle, and since when. */
export interface Member {
  readonly id: string
  readonly since: Date
}

/** How often somebody who sits down later is passed over: for their first meetings. */
export const sparedMeetings = 2

/**
 * A turn is worth this many meetings at which one was there: as often as a turn comes round in the largest circle. The more it weighs, the less
 * can chance bring two apart who were there as often; the less it weighs, the less somebody owes who comes back after a long time away.
 */
export const turnWorth = 8

/** How somebody stands in one role. Who stands higher is the next. */
export interface Account {
  readonly height: number
  /** How often they did it themselves, and at how many meetings they were there to be asked. */
  readonly times: number
  readonly asked: number
  /** How many meetings ago they did it last: 1 is the last meeting. */
  readonly ago: number | undefined
  /** How many of the meetings since then they missed; of all, where they never did it. */
  readonly missed: number
  /** How many turns they did for others, by whose they were, less those that were done for them. */
  readonly gave: ReadonlyMap<string, number>
}

interface Tally {
  height: number
  times: number
  asked: number
  last: number | undefined
  gave: Map<string, number>
}

/**
 * Goes through what happened, oldest first. Being there lifts by one, also for whoever skipped; a turn lowers by `turnWorth`. So of two who were
 * at the same meetings the one who did it less often stands higher, and whoever was away owes nothing when they come back. Who sits down later
 * begins in the middle of the others.
 */
export function accounts(history: readonly Held[], members: readonly Member[], role: Role): Map<string, Account> {
  const tallies = new Map<string, Tally>()
  const been = new Map<string, number>()
  const first = history[0]?.at
  for (const [index, held] of history.entries()) {
    const done = held.turns.filter((turn) => turn.role === role)
    welcome(tallies, members, held, first)
    const spared = (id: string) => isSpared(members, first, id, been.get(id) ?? 0)
    // A meeting that had no such role asked it of nobody.
    if (done.length > 0) lift(tallies, askedOf(held.there, spared))
    for (const turn of done) settle(tallies, turn, index)
    for (const id of held.there) been.set(id, (been.get(id) ?? 0) + 1)
  }
  return new Map(members.map(({ id }) => [id, asAccount(history, members, id, tallies)]))
}

/** Those with whom the circle began stand level; who sits down later, in the middle of those who sit there. */
function welcome(tallies: Map<string, Tally>, members: readonly Member[], { at }: Held, first: Date | undefined): void {
  const fresh = members.filter(({ id, since }) => !tallies.has(id) && since <= at)
  if (fresh.length === 0) return
  const middle = middleOf(tallies, members)
  for (const { id, since } of fresh) tallyOf(tallies, id, first && since > first ? middle : 0)
}

function lift(tallies: Map<string, Tally>, ready: readonly string[]): void {
  for (const id of ready) {
    const tally = tallyOf(tallies, id)
    tally.height += 1
    tally.asked += 1
  }
}

function settle(tallies: Map<string, Tally>, { person, whose }: Turn, index: number): void {
  const other = tallyOf(tallies, whose)
  const doer = tallyOf(tallies, person)
  other.height -= turnWorth
  doer.times += 1
  doer.last = index
  if (whose === person) return
  doer.gave.set(whose, (doer.gave.get(whose) ?? 0) + 1)
  other.gave.set(person, (other.gave.get(person) ?? 0) - 1)
}

/** Whoever is no member any more is counted as well, for others did their turns and they did others'. */
function tallyOf(tallies: Map<string, Tally>, id: string, height = 0): Tally {
  const tally = tallies.get(id) ?? unknown(height)
  tallies.set(id, tally)
  return tally
}

const unknown = (height: number): Tally => ({ height, times: 0, asked: 0, last: undefined, gave: new Map() })

function middleOf(tallies: ReadonlyMap<string, Tally>, members: readonly Member[]): number {
  const heights = members.flatMap(({ id }) => tallies.get(id)?.height ?? [])
  return heights.length === 0 ? 0 : Math.floor(heights.reduce((sum, height) => sum + height, 0) / heights.length)
}

function asAccount(
  history: readonly Held[],
  members: readonly Member[],
  id: string,
  tallies: ReadonlyMap<string, Tally>,
): Account {
  const { height, times, asked, last, gave } = tallies.get(id) ?? unknown(middleOf(tallies, members))
  const since = history.slice(last === undefined ? 0 : last + 1)
  return {
    height,
    times,
    asked,
    ago: last === undefined ? undefined : history.length - last,
    missed: since.filter(({ there }) => !there.includes(id)).length,
    gave,
  }
}

/** Of whom a role could be asked at a meeting: of those who are there, have not skipped it, and are not new; of the new ones where all are. */
export function readyAt(
  before: readonly Held[],
  members: readonly Member[],
  { there, skipped }: Pick<Held, 'there' | 'skipped'>,
  role: Role,
): readonly string[] {
  const willing = there.filter((id) => !skipped.some((skip) => skip.role === role && skip.person === id))
  return askedOf(willing, (id) => isNew(before, members, id))
}

function askedOf(there: readonly string[], spared: (id: string) => boolean): readonly string[] {
  const known = there.filter((id) => !spared(id))
  return known.length > 0 ? known : there
}

/** New is who sat down after the circle had begun to meet, for their first meetings. Those with whom it began were new together. */
export function isNew(before: readonly Held[], members: readonly Member[], id: string): boolean {
  const been = before.filter(({ there }) => there.includes(id)).length
  return isSpared(members, before[0]?.at, id, been)
}

function isSpared(members: readonly Member[], first: Date | undefined, id: string, been: number): boolean {
  if (first === undefined || been >= sparedMeetings) return false
  const since = members.find((each) => each.id === id)?.since
  return since !== undefined && since > first
}
