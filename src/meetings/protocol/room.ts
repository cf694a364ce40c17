import type { Kind } from './commands.ts'
import type { Ask, Ballot, Ends, How, Keeps, Material, Rule, Seen, Step } from './protocol.ts'
import type { EntryId, PersonId, Phase, RunState } from './state.ts'

export type RoomStep = {
  readonly key: string
  readonly part: string
  readonly partTitle: string
  readonly title: string
  readonly invitation: string
  readonly who: Step['who']
  readonly how: How
  readonly seen: Seen
  readonly ends: Ends
  readonly keeps: Keeps
  readonly rules: readonly Rule[]
  readonly material: Material | null
  /** In a vote: what it is about, how many one may name, and whether their order counts. */
  readonly ballot: (Pick<Ballot, 'of' | 'picks'> & { readonly ranked: boolean }) | null
  /** The one figure that is asked for. */
  readonly measure: { readonly ask: string; readonly from: number; readonly to: number } | null
  /** What is asked one by one, where it is not one field. */
  readonly asks: readonly { readonly id: string; readonly ask: string; readonly kind: NonNullable<Ask['kind']> }[]
  /** Each writes several things, also where all write alone. */
  readonly many: boolean
  readonly parks: boolean
  readonly gathers: boolean
  /** Something to read. */
  readonly page: string | null
  /** What is played, as all know it. */
  readonly scene: { readonly title: string; readonly situation: string } | null
  /** Which round of the part, where there are rounds, and of how many. */
  readonly round: number | null
  readonly rounds: number
  /** All read first what was uncovered just before; then whoever has the step speaks. */
  readonly readsFirst: boolean
  /** The first step after small groups: all come back to it. */
  readonly together: boolean
  /** "Step `number` of `of`". */
  readonly number: number
  readonly of: number
}

export type RoomPerson = {
  readonly id: PersonId
  readonly here: boolean
  /** Milliseconds with the floor, and how often, by the taps so far. */
  readonly spoken: number
  readonly turns: number
  /** Facilitator, presenter, and the roles of the day and of this step. */
  readonly roles: readonly string[]
  readonly standing: 'speaks' | 'next' | 'waits' | 'spoke' | null
  /** Place in the queue of raised hands, from 1; null where the hand is down. */
  readonly hand: number | null
  readonly done: boolean
}

export type RoomPart = {
  readonly id: string
  readonly title: string
  readonly standing: 'done' | 'skipped' | 'here' | 'ahead'
  /** Seconds: left where it is here or ahead, taken where it is done. */
  readonly seconds: number
  readonly steps: number
}

/** A role that people hand to one another. */
export type RoomRole = {
  readonly id: string
  /** The title of its card, where the format has one. */
  readonly title: string | null
  readonly holder: PersonId | null
}

/** While people work in small groups. */
export type RoomGroups = {
  /** Those of each group who are here; groups in which nobody is are left out. */
  readonly rooms: readonly (readonly PersonId[])[]
  /** The first step in which all are together again; null where the meeting ends before. */
  readonly back: string | null
  /** Seconds until then, as things stand. */
  readonly seconds: number
}

/** What every room of the run shows alike. Times are milliseconds of the server's clock. */
export type Room = {
  readonly phase: Phase
  readonly at: number
  readonly step: RoomStep | null
  readonly clock: {
    readonly endsAt: number | null
    readonly turnEndsAt: number | null
    /** While paused both ends are still to be moved by the time since then. */
    readonly pausedAt: number | null
    readonly seconds: number | null
    readonly turnSeconds: number | null
  }
  readonly pace: {
    readonly standing: 'on-time' | 'ahead' | 'behind'
    /** Seconds behind the plan; below 0: ahead of it. */
    readonly behind: number
    /** When the whole is over as things stand. */
    readonly endsAt: number | null
    readonly deadline: number | null
  }
  readonly parts: readonly RoomPart[]
  readonly people: readonly RoomPerson[]
  readonly speaker: PersonId | null
  /** The turn that `next-speaker` is to name. */
  readonly turn: number
  /** Who speaks next, in order; raised hands after those who have a turn. */
  readonly order: readonly PersonId[]
  readonly facilitator: {
    readonly id: PersonId
    readonly how: RunState['handed']['how']
    readonly from: PersonId | null
  }
  readonly roles: readonly RoomRole[]
  readonly groups: RoomGroups | null
  /** The small groups that the next step begins with, and for how many seconds. */
  readonly soon: Pick<RoomGroups, 'rooms' | 'seconds'> | null
  readonly challenge: string | null
  readonly presenter: PersonId | null
  /** Somebody presents in this part or a later one: until then, what they brought lies there. */
  readonly presenting: boolean
  /** What the circle has to settle: now, or before the next step can begin. */
  readonly needs: 'presenter' | null
  /** How many of those who act have said that they are done. */
  readonly done: { readonly count: number; readonly of: number }
}

/** Words on the table that were said in one step. */
export type Laid = {
  readonly from: string
  /** What was written there, or what the step is called. */
  readonly title: string
  /** Whose turn it was, where the step comes once for everybody. */
  readonly whose: PersonId | null
  /** It is the step that is on. */
  readonly now: boolean
  /** Lies open beside the step that is on; else it is folded away. */
  readonly open: boolean
  readonly entries: readonly EntryId[]
}

/** What only one person's room shows. */
export type Own = {
  readonly you: {
    readonly roles: readonly string[]
    readonly speaks: boolean
    readonly next: boolean
    readonly acts: boolean
    /** Turned away: you listen, and can neither speak nor write. */
    readonly turnedAway: boolean
    /** Who you work with in pairs or threes; null where all work together. */
    readonly group: readonly PersonId[] | null
    readonly prompts: readonly { readonly for: string; readonly say: string | null; readonly do: string | null }[]
    /** What only you are told about the scene, in your role in it. */
    readonly brief: string | null
    readonly cards: readonly { readonly role: string; readonly title: string; readonly text: string }[]
  }
  readonly may: readonly Kind[]
  /** Who will see what you write now, and when; null where nothing is written. */
  readonly writing: { readonly seen: Seen; readonly own: readonly EntryId[] } | null
  /** What lies open for you: of this step, and of the earlier ones it reads; notes and commitments apart. */
  readonly table: readonly EntryId[]
  /** The same by the step in which it was said. */
  readonly laid: readonly Laid[]
  /** The votes and figures that lie open for you: to be counted. */
  readonly counted: readonly EntryId[]
  /** What you may vote for: words or people. */
  readonly choices: readonly (EntryId | PersonId)[]
  /** Your own figure of the earlier step that asked the same. */
  readonly before: EntryId | null
  /** Words that lie under others, of what you see. */
  readonly under: Readonly<Record<EntryId, EntryId>>
  /** Remarks that were parked so far. */
  readonly parked: readonly EntryId[]
}

/** Exactly what one person's room shows. */
export type View = Room & Own

/** For whom somebody works just now: the presenter of their own group, or of all. */
export const presenterFor = ({ people, you }: Pick<View, 'people' | 'you'>): PersonId | undefined => {
  const mine = (id: PersonId) => you.group === null || you.group.includes(id)
  return people.find(({ id, roles }) => roles.includes('presenter') && mine(id))?.id
}
