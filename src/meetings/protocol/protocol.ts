/** One text in several languages, by language tag: `{ en: …, es: … }`. Protocols are data that communities write. */
export type Texts = Readonly<Record<string, string>>

/**
 * How long a step takes, in minutes (fractions allowed).
 * - `fixed`: `minutes`, squeezed down to `min` where time is short, never above `max`.
 * - `each`: the same for every person who acts; all three figures are per person.
 * - `share`: a share, by `weight`, of what the other steps leave; between `min` and `max`.
 */
export type Duration =
  | { readonly kind: 'fixed'; readonly minutes: number; readonly min?: number; readonly max?: number }
  | { readonly kind: 'each'; readonly minutes: number; readonly min?: number; readonly max?: number }
  | { readonly kind: 'share'; readonly weight: number; readonly min: number; readonly max: number }

/** Who acts: `others` is all but the presenter; anything else that is not named here is a role of the protocol. */
export type Who = 'everyone' | 'others' | 'presenter' | 'facilitator' | (string & {})

export const HOWS = ['turns', 'free', 'writing', 'questions', 'rate', 'vote', 'turned-away', 'stillness'] as const
/** How people take part. `turned-away`: the others talk, the presenter listens, is muted and cannot write. */
export type How = (typeof HOWS)[number]

export const ORDERS = ['round', 'random', 'least-heard'] as const
/** In which order people speak where they take turns. */
export type Order = (typeof ORDERS)[number]

export const SEENS = ['at-once', 'together', 'presenter', 'nobody'] as const
/** When others see what somebody writes: at once, all together at the step's end, only the presenter, nobody. */
export type Seen = (typeof SEENS)[number]

export const ENDS = ['timer', 'done', 'facilitator'] as const
/** What ends a step. The facilitator may always end it; `timer` also by its time, `done` also when all are done. */
export type Ends = (typeof ENDS)[number]

export const KEEPS = ['nothing', 'presenter', 'circle', 'commitments'] as const
/** For whom what was written is kept after the meeting. `nothing`: for nobody but its author. */
export type Keeps = (typeof KEEPS)[number]

export const RULES = [
  'no-advice',
  'no-criticism',
  'own-experience',
  'no-reasons-needed',
  'questions-only',
  'one-at-a-time',
  'stays-here',
  'yes-and',
  'facts-only',
  'one-perspective',
] as const
/** Ground rules shown while the step lasts. */
export type Rule = (typeof RULES)[number]

export const MATERIALS = [
  'agreement',
  'last-commitments',
  'challenges',
  'challenge',
  'asks-and-offers',
  'commitments',
  'rating',
] as const
/** What the room lays on the table beside the step. In a step with `challenges` a person may choose their own. */
export type Material = (typeof MATERIALS)[number]

/** What one kind of participant is told: words to say aloud, and what to do. At least one of the two. */
export type Prompt = { readonly say?: Texts; readonly do?: Texts }

export const ABSENT = ['before', 'after'] as const
/** When somebody who cannot come to a live meeting may still take part in a step. */
export type Absent = (typeof ABSENT)[number]

/** The step when the circle does not meet at one time: a window, reminders (hours before it closes), what counts. */
export type Apart = {
  readonly hours: number
  readonly remind: readonly number[]
  readonly done: 'wrote' | 'read' | 'answered'
  /** In a live meeting: those who are away write theirs before the step begins, or for as many hours after it. */
  readonly absent?: readonly Absent[]
}

/** What a vote is about, and how many things one may name. */
export type Ballot = {
  /** `words`: what was written in the steps `from` (where absent, in those that the step reads); `people`: all present. */
  readonly of: 'words' | 'people'
  readonly from?: readonly string[]
  readonly picks: number
  /** In order, the first counting most. */
  readonly ranked?: boolean
}

/** One figure that everybody gives, such as how sure they are. `again`: an earlier step that asked the same; each sees their own of then. */
export type Measure = { readonly ask: Texts; readonly from: number; readonly to: number; readonly again?: string }

/** One of several things asked in a step in which people write. */
export type Ask = { readonly id: string; readonly ask: Texts; readonly kind?: 'text' | 'date' }

/** A scene to be played: what all know, and what only the holder of one role is told. */
export type Scene = {
  readonly id: string
  readonly title: Texts
  readonly situation: Texts
  readonly briefs: Readonly<Record<string, Texts>>
}

export type Step = {
  readonly id: string
  readonly title: Texts
  /** The headline on everybody's screen: one sentence. */
  readonly invitation: Texts
  /** What is written in it, in a word or two: stands above those words wherever they lie later. The title where absent. */
  readonly collects?: Texts
  readonly duration: Duration
  readonly who: Who
  readonly how: How
  /** For `turns`; `round` where absent. */
  readonly order?: Order
  /** For `turns`: the role whose holder begins, and the one whose holder speaks last, whatever the order. */
  readonly first?: string
  readonly last?: string
  readonly seen: Seen
  /** Whether those who act may write in the live room; by default where `how` is writing, questions, rate or vote. */
  readonly writes?: boolean
  /** What is written alone is one text that grows; here it is several things, each of its own. */
  readonly many?: boolean
  /** By role: `everyone`, `others`, `speaker`, `presenter`, `facilitator` or a role of the protocol. */
  readonly prompts: Readonly<Record<string, Prompt>>
  readonly rules: readonly Rule[]
  readonly ends: Ends
  readonly keeps: Keeps
  readonly material?: Material
  /** Earlier steps whose revealed words lie on the table in this one. */
  readonly reads?: readonly string[]
  /** For `vote`; where absent, three of what the step reads, or of those present. */
  readonly ballot?: Ballot
  /** For `rate`: one figure rather than the closing rating. */
  readonly measure?: Measure
  /** What is asked one by one where people write, rather than one field. */
  readonly asks?: readonly Ask[]
  /** Remarks that do not belong here may be parked: written down for all to see, for later. */
  readonly parks?: boolean
  /** What was read on the table may be gathered: laid under another that means the same. */
  readonly gathers?: boolean
  /** Something to read, shown while the step lasts and not before. */
  readonly page?: Texts
  /** Left out unless at least / at most so many are present. */
  readonly people?: { readonly min?: number; readonly max?: number }
  /** Left out, last first, before anything is squeezed. */
  readonly optional?: boolean
  /** The next step of its part, to which somebody says yes or no here: whoever skips this one leaves out that one, too. */
  readonly allows?: string
  /** Left out of runs in each one's own time where absent. */
  readonly apart?: Apart
}

export type Part = {
  readonly id: string
  readonly title: Texts
  /** People work in pairs, threes …: as many groups of at least `size` as there can be. */
  readonly groups?: { readonly size: number; readonly without?: 'presenter' }
  /** The steps are gone through once for each person in a group (in the circle, where there are none), or so often. */
  readonly rounds?: 'everyone' | number
  /** Roles that move on with each round; the first is the presenter's where absent. */
  readonly rotate?: readonly string[]
  /** Scenes to be played, another in each round. */
  readonly scenes?: readonly Scene[]
  /** The scenes come in the order in which they stand; otherwise each run begins with another. */
  readonly ordered?: boolean
  readonly steps: readonly Step[]
}

/** A role of the meeting with the card that its holder sees. */
export type Role = { readonly id: string; readonly title: Texts; readonly card: Texts }

export type Protocol = {
  readonly format: 1
  readonly id: string
  readonly version: number
  readonly languages: readonly string[]
  readonly title: Texts
  readonly summary: Texts
  /** How long it is meant to take. */
  readonly minutes: number
  readonly people: { readonly min: number; readonly max: number }
  readonly roles: readonly Role[]
  readonly parts: readonly Part[]
}

/** Roles that every protocol knows without declaring them. */
export const GIVEN_ROLES: readonly string[] = ['facilitator', 'presenter']

/** A part by its id. */
export const partOf = (protocol: Protocol, id: string): Part | undefined =>
  protocol.parts.find((part) => part.id === id)

/** A step by its part and its id. */
export const stepOf = (protocol: Protocol, partId: string, stepId: string): Step | undefined =>
  partOf(protocol, partId)?.steps.find((step) => step.id === stepId)

/** The roles that move on with each round of a part; none where it has no rounds. */
export const rotating = (part: Part): readonly string[] =>
  part.rounds === undefined ? [] : (part.rotate ?? ['presenter'])

/** Whether somebody has to present in a step. */
const involvesPresenter = (step: Step): boolean =>
  step.who === 'presenter' || step.who === 'others' || step.how === 'turned-away' || step.seen === 'presenter'

/**
 * Whether somebody has to present before a step can begin: it or its part involves the presenter, or a later step of
 * the part does and nobody is chosen in between.
 */
export const awaitsPresenter = (part: Part, step: Step): boolean => {
  if (rotating(part).length > 0) return false
  const rest = part.steps.slice(part.steps.indexOf(step))
  if (involvesPresenter(step) || part.groups?.without) return true
  return rest.some(involvesPresenter) && !rest.some((one) => one.material === 'challenges')
}

/** Whether those who act in the step may write in the live room. */
export const takesWords = (step: Step): boolean =>
  step.writes ?? (step.how === 'writing' || step.how === 'questions' || step.how === 'rate' || step.how === 'vote')

/** What a step's vote is about. */
export const ballotOf = (step: Step): Ballot =>
  step.ballot ?? { of: step.reads ? 'words' : 'people', picks: 3, ...(step.reads ? { from: step.reads } : {}) }

/** The steps whose words a vote is about. */
export const votedOn = (step: Step): readonly string[] => ballotOf(step).from ?? step.reads ?? []

/** The text in a person's language: the tag itself, its base language, English, then whatever there is. */
export const inLanguage = (texts: Texts, language: string): string =>
  texts[language] ?? texts[language.split('-')[0] ?? ''] ?? texts.en ?? Object.values(texts)[0] ?? ''
