import { type Day, type Instant, type MomentStyle, useReader } from './reader.ts'

interface TimeProps {
  at: Instant | Day
  until?: Instant | undefined
  /** How it is said; see `MomentStyle`. */
  as?: MomentStyle
  /** Of someone else; without it the reader's own. */
  zone?: string | undefined
}

/** A time in a sentence. The default names the zone; use the shorter styles where it stands nearby. */
export function Time({ at, until, as = 'full', zone }: TimeProps) {
  const { moment } = useReader()
  return <time dateTime={machine(at)}>{moment(at, as, { until, zone })}</time>
}

/** When something is, as the first thing one sees: the time big, the zone below it. */
export function When({ at, until }: { at: Instant; until?: Instant | undefined }) {
  return (
    <p class="when">
      <Time at={at} until={until} as="when" />
      <span class="quiet">{useReader().moment(at, 'zone')}</span>
    </p>
  )
}

const machine = (at: Instant | Day): string => {
  if (typeof at === 'string') return at
  return (at instanceof Date ? at : new Date(at.epochMilliseconds)).toISOString()
}
