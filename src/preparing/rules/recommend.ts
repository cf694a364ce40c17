import type { Kind } from '../../challenges/rules.ts'
import { type Cannot, type Format, misfit, type Protocol } from '../../meetings/rules/formats.ts'

export { weight } from '../../challenges/rules.ts'
export { inLanguage } from '../../meetings/rules/formats.ts'

/** What of a way to meet helps with a kind of challenge: how one recognises it in a format that a circle wrote itself. */
interface Way {
  /** Formats of the library, what fits best first (docs/protocols.md says what each is for). */
  readonly names: readonly string[]
  readonly does: (format: Protocol) => boolean
}

const stepsOf = ({ parts }: Protocol) => parts.flatMap(({ steps }) => steps)

/** From the kind of a challenge to the ways to meet that help with it. */
const ways: Readonly<Record<Kind, Way>> = {
  decision: {
    names: ['decision-vetting', 'six-perspectives', 'deep-dive'],
    does: (format) => stepsOf(format).some(({ measure }) => measure),
  },
  plan: {
    names: ['tuning', 'peer-consultation', 'deep-dive'],
    does: (format) => stepsOf(format).some(({ how }) => how === 'turned-away' || how === 'writing'),
  },
  advice: {
    names: ['peer-consultation', 'troika', 'deep-dive'],
    does: (format) => stepsOf(format).some(({ how }) => how === 'turned-away'),
  },
  unclear: {
    names: ['questions-only', 'deep-dive', 'case-clinic'],
    does: (format) => stepsOf(format).some(({ rules }) => rules.includes('questions-only')),
  },
  people: {
    names: ['role-play-lab', 'deep-dive', 'troika'],
    does: ({ parts }) => parts.some(({ scenes }) => scenes),
  },
  tangle: {
    names: ['case-clinic', 'six-perspectives', 'deep-dive'],
    does: (format) => stepsOf(format).some(({ how }) => how === 'stillness'),
  },
  heavy: {
    names: ['deep-dive', 'personal-story', 'troika'],
    does: (format) => stepsOf(format).some(({ rules }) => rules.includes('own-experience')),
  },
  ideas: {
    names: ['brainstorm', 'innovation-roundtable', 'fifteen-percent'],
    does: (format) => stepsOf(format).some(({ rules }) => rules.includes('yes-and') || rules.includes('no-criticism')),
  },
  start: {
    names: ['fifteen-percent', 'troika', 'mastermind'],
    does: ({ parts }) => parts.some(({ groups }) => groups),
  },
  build: {
    names: ['design-sprint', 'tuning', 'brainstorm'],
    does: ({ parts }) => parts.some(({ groups, rounds }) => groups && rounds),
  },
}

/** Those who meet, and the time they have. */
export interface Table {
  readonly people: number
  readonly minutes: number
}

export interface Recommended {
  readonly first: Format | undefined
  /** What would be second: a format of one's own that works alike, else the next of the table. */
  readonly second: Format | undefined
  /** What would have come first, and why it cannot be done by so many in this time. */
  readonly passedOver: readonly { readonly format: Format; readonly cannot: Cannot }[]
}

/** Which way to meet helps with a kind of challenge: the first of its table that can be done, and what would be second. */
export function recommend(kind: Kind, formats: readonly Format[], { people, minutes }: Table): Recommended {
  const { names, does } = ways[kind]
  const shipped = names.flatMap((name) => formats.find(({ key, origin }) => origin === 'shipped' && key === name) ?? [])
  const own = formats.filter(({ origin, format }) => origin !== 'shipped' && does(format))
  const fits = (each: Format) => !misfit(each, people, minutes)
  const [best, next] = shipped.filter(fits)
  const ours = own.find(fits)
  const before = shipped.slice(0, best ? shipped.indexOf(best) : shipped.length)
  return {
    first: best ?? ours,
    second: best ? (ours ?? next) : undefined,
    passedOver: before.flatMap((format) => {
      const cannot = misfit(format, people, minutes)
      return cannot ? [{ format, cannot }] : []
    }),
  }
}
