import { z } from 'zod'
import {
  type Answering,
  type Arrangement,
  type Hour,
  type Policy,
  type Problem,
  problemFrom,
  type Remedy,
} from '../formation/rules.ts'
import { daysAfter } from '../scheduling/rules.ts'

export { commonTimes } from '../formation/rules/hours.ts'
export { percent, type Remedy, type Slot } from '../formation/rules.ts'
export { dayIn } from '../scheduling/rules.ts'

export type Kind = Remedy['kind']
export type Outcome = 'done' | 'no' | 'void' | 'withdrawn'

/** A circle of a season, by who sits there: nothing of what is said in it. */
export interface SeatedCircle {
  readonly id: string
  readonly name: string
  /** Changes whenever somebody comes or goes. */
  readonly moves: number
  readonly people: readonly { readonly id: string; readonly name: string; readonly zone: string }[]
  /** A place is kept there for somebody who has not come yet: until then it is left as it is. */
  readonly awaits: boolean
  /** When it meets, where that is set. */
  readonly hour?: Hour
}

/** Whether a circle has the size that was wished for. */
export const standingOf = (size: number, { min, max }: Policy['size']): 'small' | 'large' | 'fine' =>
  size < min ? 'small' : size > max ? 'large' : 'fine'

/** Whether more people or fewer would help: a circle of a good size that could be two is taken for large. */
export const sideOf = (size: number, { min, max }: Policy['size']): 'below' | 'above' =>
  size > max || size >= 2 * min ? 'above' : 'below'

/** Who sits where, by persons. */
export const arrangementOf = (circles: readonly SeatedCircle[]): Arrangement =>
  circles.map(({ id, people, hour }) => ({
    ...{ circle: id, members: people.map((person) => person.id) },
    ...(hour ? { hour } : {}),
  }))

interface Applied extends Answering {
  readonly person: string | undefined
}

/** Somebody whose answers nobody knows counts as free at any time, and as half alike in everything. */
const always = [{ from: 0, to: 7 * 1440 }]

/** The season's people by the ids of persons, where they are here; whoever sits in a circle without having asked in this season, too. */
export function problemOf(policy: Policy, applied: readonly Applied[], circles: readonly SeatedCircle[]): Problem {
  const known = applied.map(({ person, ...answers }) => ({ ...answers, id: person ?? answers.id }))
  const ids = new Set(known.map(({ id }) => id))
  const others = circles.flatMap(({ people }) => people).filter(({ id }) => !ids.has(id))
  const nobody = { free: always, answers: {}, apartFrom: [], togetherWith: [] }
  const problem = problemFrom(known, policy)
  return { ...problem, people: [...problem.people, ...others.map(({ id, zone }) => ({ ...nobody, id, zone }))] }
}

/** What would be done, as its address says it: the kind, and ids of a circle or of people. */
export const nameOf = ({ kind, touched, moving }: Pick<Remedy, 'kind' | 'touched' | 'moving'>): string =>
  [kind, ...(kind === 'merge' ? touched : moving.map(({ person }) => person)), ...wherefrom(kind, moving)].join('.')

const wherefrom = (kind: Kind, moving: Remedy['moving']) => (kind === 'move' ? [moving[0]?.to ?? ''] : [])

export interface Plan {
  readonly kind: Kind
  readonly circles: readonly { readonly circle: string; readonly part: 'stays' | 'ends' }[]
  readonly seats: readonly PlannedSeat[]
  readonly stages: number
  /** The circle that a split begins. */
  readonly begins: string | undefined
}

export interface PlannedSeat {
  readonly person: string
  readonly from: string | null
  readonly to: string
  /** When they are asked: whoever would change seats comes first, those to whom they would come last. */
  readonly stage: number
}

/** Who is asked, and when; everybody who sits in a circle that is touched, and whoever would come. */
export function planOf({ kind, touched, moving }: Remedy, circles: readonly SeatedCircle[], begins: string): Plan {
  const goes = new Map(moving.map(({ person, to }) => [person, to ?? begins]))
  const [receives] = touched
  const stages = kind === 'split' ? 1 : kind === 'move' ? 3 : 2
  const sitting = circles
    .filter(({ id }) => touched.includes(id))
    .flatMap(({ id, people }) => people.map((person) => ({ person: person.id, from: id })))
  const waiting = moving.filter(({ from }) => from === null).map(({ person }) => ({ person, from: null }))
  return {
    kind,
    stages,
    begins: kind === 'split' ? begins : undefined,
    circles: touched.map((circle, n) => ({ circle, part: kind === 'merge' && n === 1 ? 'ends' : 'stays' })),
    seats: [...waiting, ...sitting].map(({ person, from }) => ({
      ...{ person, from, to: goes.get(person) ?? from ?? '' },
      stage: goes.has(person) || kind === 'split' ? 1 : from === receives ? stages : 2,
    })),
  }
}

/** The circles that go on, or begin, under a new key. */
export const turning = ({ circles, begins }: Pick<Plan, 'circles' | 'begins'>): string[] => [
  ...circles.filter(({ part }) => part === 'stays').map(({ circle }) => circle),
  ...(begins ? [begins] : []),
]

interface Lasting {
  readonly madeAt: Date
  readonly until: Date
  readonly stages: number
}

/** By when those of a stage answer: the time is shared out evenly. */
export const dueOf = ({ madeAt, until, stages }: Lasting, stage: number): Date =>
  new Date(+madeAt + ((+until - +madeAt) * stage) / stages)

/** Silence until the day is a no, so that nobody is carried along by saying nothing. */
export const mayStillAnswer = (change: Lasting & { readonly outcome: Outcome | undefined }, stage: number, now: Date) =>
  change.outcome === undefined && now <= dueOf(change, stage)

/** So many days are usual; at least so many for those of each stage; and not so long that nobody remembers. */
export const usualDays = 14
export const fewestDays = 2
export const mostDays = 60

/** The first and the last day that a change of so many stages may be asked until. */
export const daysFor = (stages: number, today: string) => ({
  first: daysAfter(today, fewestDays * stages),
  last: daysAfter(today, mostDays),
})

export const askForm = z.object({
  words: z.string().trim().max(500).default(''),
  until: z.iso.date('rebalancing.ask.until.wrong'),
  name: z.string().trim().max(80).default(''),
})
export type Asking = z.output<typeof askForm>

export const answerForm = z.object({
  change: z.uuid().toLowerCase(),
  answer: z.enum(['yes', 'no'], 'rebalancing.answer.needed'),
})

export const nothing = z.object({})

/** A change as somebody whom it touches finds it: what it would be for them, and what they may know of others. */
export interface MyChange extends Lasting {
  readonly id: string
  readonly kind: Kind
  readonly words: string
  /** Who asks; undefined once they are no longer here. */
  readonly host: string | undefined
  readonly outcome: Outcome | undefined
  readonly endedAt: Date | undefined
  readonly begins: string | undefined
  readonly newName: string | undefined
  /** When all could meet afterwards, by the circle, and for how long. */
  readonly slots: Readonly<Record<string, readonly { zone: string; weekday: number; minute: number }[]>>
  readonly minutes: number
  readonly mine: PlannedSeat
  readonly saidYes: boolean
  readonly circles: readonly ChangingCircle[]
  /** Those of the reader's own circle, and those who have agreed to be named. */
  readonly people: readonly (PlannedSeat & { readonly name: string })[]
}

/** How somebody is touched: they would go, or stay where others come or go, or they wait for a place and would come. */
export type Role = 'goes' | 'receives' | 'stays' | 'comes'

export function roleOf({ mine, people }: Pick<MyChange, 'mine' | 'people'>): Role {
  if (mine.from === null) return 'comes'
  if (mine.from !== mine.to) return 'goes'
  return people.some(({ from, to }) => from !== to && to === mine.to) ? 'receives' : 'stays'
}

export interface ChangingCircle {
  readonly circle: string
  readonly part: 'stays' | 'ends'
  readonly name: string
  readonly rhythm: 'weekly' | 'fortnightly'
  readonly seated: number
}

/** Whether the reader's answer is awaited. */
export const awaitsMe = (change: MyChange, now: Date): boolean =>
  !change.saidYes && mayStillAnswer(change, change.mine.stage, now)
