/** Plain data in, plain data out: everything here may cross to a worker thread or into a JSON file as it is. */

/** Minutes of the week on the wall clock, counted from Monday 00:00; `from < to <= 10080`. */
export type Span = { from: number; to: number }

/**
 * Someone who asks for a circle. `answers` holds every column as text, sets separated by `;`, empty where not answered.
 * `manager`, `apartFrom` and `togetherWith` are ids; ids of people who are not among the problem's people are ignored.
 */
export type Person = {
  id: string
  zone: string
  free: readonly Span[]
  answers: Readonly<Record<string, string>>
  manager?: string
  apartFrom: readonly string[]
  togetherWith: readonly string[]
}

export type Kind = 'category' | 'number' | 'set'
export type Aim = 'diverse' | 'similar'
export type Attribute = { column: string; kind: Kind; aim: Aim; weight: number }
export type NoLone = { column: string; values: readonly string[] }

export type Policy = {
  size: { min: number; max: number }
  /** Dates (`2027-01-11`), both inclusive. Without a season no common hour is asked for. */
  season?: { from: string; to: string }
  meetingMinutes: number
  attributes: readonly Attribute[]
  /** Columns whose equal, non-empty values never share a circle. */
  apart: readonly string[]
  /** Set columns in which the members of a circle share at least one value. */
  common: readonly string[]
  noLone: readonly NoLone[]
  /** `false`: who sat together in a former season may meet again. Whoever states a problem leaves its `mates` out then. */
  mates?: boolean
}

/** A circle as it stood before. `locked`: nobody joins it, nobody leaves it. */
export type EarlierCircle = { circle: string; members: readonly string[]; locked?: boolean }

export type Problem = {
  people: readonly Person[]
  policy: Policy
  /** An earlier result. `keep`: change it as little as possible (usual), or keep locked people's seats only. */
  earlier?: readonly EarlierCircle[]
  keep?: 'most' | 'locked'
  /** Ids of people who stay where `earlier` has them. */
  locked?: readonly string[]
  /** Circles of former seasons: no two of one list meet again. */
  mates?: readonly (readonly string[])[]
}

/** Names of the hard rules, as in the report of `form`. */
export type Rule =
  | 'size'
  | 'apart'
  | 'manager'
  | 'apart_from'
  | 'together_with'
  | 'mates'
  | 'language'
  | 'lone'
  | 'no_slot'
export type Violations = Record<Rule | 'unplaced', number>

/** A weekday and a wall-clock time at which a circle can meet in every week of the season. `weekday`: 0 is Monday. */
export type Slot = { zone: string; weekday: number; minute: number }

/** When a circle has said that it meets: every so many weeks from a day on, at a minute of the day by the clock of a zone. */
export type Hour = { zone: string; day: string; weeks: number; minute: number; minutes: number }

/** Something to say in any language: what it is about, and the values a sentence about it needs. */
type Said<Code extends string> = { code: Code; values: Readonly<Record<string, string | number | readonly string[]>> }

/** Why people sit together. */
export type Reason = Said<'attribute' | 'most-share' | 'all-share' | 'hours' | 'cost'>

/** Why people sit nowhere. */
export type Because = Said<
  | 'unsplittable'
  | 'block-too-large'
  | 'together-but-apart'
  | 'together-but-none'
  | 'bound'
  | 'no-value'
  | 'no-hours'
  | 'few-others'
  | 'no-second'
  | 'crowd'
  | 'all-apart'
  | 'together-impossible'
  | 'not-found'
>

/**
 * Why people could not be placed. `proved`: no assignment can place all of `people` under `rules`; otherwise none was found.
 * `people` is as small as could be shown: without any one of them, or any one of the rules, the rest can be placed.
 */
export type Impossible = { rules: readonly Rule[]; people: readonly string[]; because: Because; proved: boolean }

export type CircleResult = { circle: string; members: string[]; fit: number; slots: Slot[]; reasons: Reason[] }

export type Formation = {
  circles: CircleResult[]
  unplaced: string[]
  meanFit: number
  worstFit: number
  /** What two people drawn by chance have in common on average: the fit of circles thrown together blindly. */
  randomFit: number
  violations: Violations
  impossible: Impossible[]
  seed: number
  /** Evaluations made. */
  effort: number
  /** What it cost to keep so much of earlier circles, where that was asked. */
  kept?: Keeping
}

/** The earlier circles that are not as they were, those who are gone left aside, and the mean fit that it cost to change no more. */
export type Keeping = { touched: string[]; cost: number }

export type Progress = { share: number; placed: number; people: number; meanFit: number }

export type Options = {
  seed: number
  /** Evaluations to spend: the same problem, seed and effort give the same result everywhere. */
  effort?: number
  /** Share of the time that is used up, 0 to 1; asked instead of `effort` when a clock decides. */
  spent?: () => number
  shouldStop?: () => boolean
  progress?: (progress: Progress) => void
}
