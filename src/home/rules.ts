import type { Seat } from '../circles/rules.ts'
import { type Commitment, lastSeq, mayAnswer, standing } from '../commitments/rules.ts'
import type { Next, Progress } from '../formation/rules/desk.ts'
import type { PlannedSeason } from '../seasons/rules.ts'
import type { MessageKey, Values } from '../ui/reader.ts'

/** A sentence of the catalogue with what it needs; `until` is a moment, said on the clock of whoever reads. */
export interface Sentence {
  readonly key: MessageKey
  readonly values?: Values
  readonly until?: Date
}

/** The season that whoever organises has at hand: how far it is, and what stands next. */
export interface Desk {
  readonly season: PlannedSeason
  readonly progress: Progress
  readonly next: Next
  /** One can apply today. */
  readonly open: boolean
}

/** One thing that is asked of a person, with the one button that leads to it. */
export interface AskedItem {
  readonly text: Sentence
  readonly note?: Sentence
  readonly to: string
  readonly button: MessageKey
}

/** What is known of a circle when it is decided what to ask of one of its members. */
export interface Facts {
  readonly circle: string
  readonly agreement: 'agreement' | 'change' | undefined
  /** How many ask for a place and wait for this person's yes. */
  readonly waiting: number
  readonly seated: number
  readonly places: number
  /** Everybody here is asked about a change of the circle, and this person has not answered. */
  readonly change: boolean
  /** Until when something is asked of this person in a meeting that the circle holds apart, and where. */
  readonly apart: { readonly meeting: string; readonly until: Date } | undefined
  /** Somebody asks to meet soon, and this person has not said when they can. */
  readonly soon: boolean
  /** The meeting to which this person asked a guest in has moved, and the guest is to hear of it. */
  readonly guest: boolean
  /** Places were kept here for others, who may still say yes. */
  readonly formed: boolean
}

/** What is asked of a person in a circle now, the most pressing first. A newcomer agrees before anything else. */
export function askedOf({
  circle,
  agreement,
  waiting,
  seated,
  places,
  formed,
  change: asked,
  apart,
  soon,
  guest,
}: Facts): readonly AskedItem[] {
  const at = `/circles/${circle}`
  if (agreement === 'agreement') return [...(asked ? [circleChange(at)] : []), agree(at)]
  const door: AskedItem = {
    text: { key: 'home.asked.door', values: { waiting } },
    note: { key: 'home.asked.door.note' },
    to: `${at}/people`,
    button: 'home.asked.door.button',
  }
  const invite: AskedItem = {
    text: { key: 'home.asked.invite', values: { seated } },
    note: { key: 'home.asked.invite.note' },
    to: `${at}/people#links`,
    button: 'home.asked.invite.button',
  }
  return [
    ...(asked ? [circleChange(at)] : []),
    ...(soon ? [meetSoon(at)] : []),
    ...(guest ? [tellGuest(at)] : []),
    ...(apart ? [part(at, apart)] : []),
    ...(waiting > 0 ? [door] : []),
    ...(agreement === 'change' ? [change(at)] : []),
    ...(seated < fewest && seated < places && !formed ? [invite] : []),
  ]
}

/** With three a circle can meet; below that it looks for people first. */
const fewest = 3

const circleChange = (at: string): AskedItem => ({
  text: { key: 'home.asked.change.circle' },
  to: `${at}/change`,
  button: 'home.asked.change.circle.button',
})

const change = (at: string): AskedItem => ({
  text: { key: 'home.asked.change' },
  to: `${at}/agreement#proposed`,
  button: 'home.asked.change.button',
})

const meetSoon = (at: string): AskedItem => ({
  text: { key: 'home.asked.soon' },
  to: `${at}/soon`,
  button: 'home.asked.soon.button',
})

const tellGuest = (at: string): AskedItem => ({
  text: { key: 'home.asked.guest' },
  note: { key: 'home.asked.guest.note' },
  to: `${at}/guests`,
  button: 'home.asked.guest.button',
})

const part = (at: string, { meeting, until }: NonNullable<Facts['apart']>): AskedItem => ({
  text: { key: 'home.asked.apart' },
  note: { key: 'home.asked.apart.note', until },
  to: `${at}/meetings/${meeting}/room`,
  button: 'home.asked.apart.button',
})

const agree = (at: string): AskedItem => ({
  text: { key: 'home.asked.agree' },
  note: { key: 'home.asked.agree.note' },
  to: `${at}/agreement`,
  button: 'home.asked.agree.button',
})

/** One thing that the reader took on and that is still open. */
export interface OwnCommitment {
  readonly id: string
  readonly what: string
  readonly cue: string
  /** A day such as `2026-11-24`; null for the next meeting. */
  readonly due: string | null
  /** The step up to which it is shown. */
  readonly seen: number
}

/** The reader's own among open commitments. `today` is the day where they live. */
export function ownCommitments(all: readonly Commitment[], seat: Seat, today: string): readonly OwnCommitment[] {
  return all
    .filter((commitment) => mayAnswer(seat, commitment))
    .flatMap((commitment) => {
      const now = standing(commitment, today)
      return now.is === 'open' ? [{ ...now.words, id: commitment.id, seen: lastSeq(commitment) }] : []
    })
}
