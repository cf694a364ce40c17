import { useReader } from '../../ui/index.ts'
import { halfYearFrom, longest, timesThrough } from '../rules/through.ts'
import type { Slot } from '../rules.ts'
import { useColumns, useList, useThrough } from './words.tsx'

interface When {
  readonly slots: readonly Slot[]
  readonly minutes: number
  readonly begins: string | undefined
}

/** The place that a personal link leads to: when its circle could meet, and until when it is kept. */
export function WaitingPlace({ formed, zone }: { formed: When & { name: string; until: Date }; zone: string }) {
  const { say, moment } = useReader()
  return (
    <>
      <p>
        <strong>{say('formation.place.kept', { circle: formed.name })}</strong>
      </p>
      <CouldMeet formed={formed} zone={zone} />
      <p class="quiet">{say('formation.place.until', { day: moment(formed.until, 'deadline') })}</p>
    </>
  )
}

interface AboutData {
  readonly formed: When & {
    readonly host: string | undefined
    readonly alike: readonly string[]
    readonly unlike: readonly string[]
  }
}

/** Who invites, when all could meet, and how the circle came about. Nothing here tells of anybody else. */
export function AboutCircle({ formed }: AboutData) {
  const { say, zone } = useReader()
  const called = useColumns()
  const join = useList()
  const { host, alike, unlike } = formed
  return (
    <>
      {host && <p>{say('formation.place.host', { host })}</p>}
      <CouldMeet formed={formed} zone={zone} />
      {alike.length + unlike.length > 0 && (
        <p class="quiet">
          {say('formation.place.how', {
            way: alike.length === 0 ? 'unlike' : unlike.length === 0 ? 'alike' : 'both',
            alike: join(alike.map(called)),
            unlike: join(unlike.map(called)),
          })}
        </p>
      )}
    </>
  )
}

function CouldMeet({ formed: { slots, minutes, begins }, zone }: { formed: When; zone: string }) {
  const { say, moment } = useReader()
  const through = useThrough()
  const join = useList()
  if (slots.length === 0 || !begins) return null
  const times = timesThrough(slots, halfYearFrom(begins), minutes, zone)
  const named = moment(new Date(`${begins}T12:00Z`), 'zone', { zone })
  const told = longest(times, zone, 3).shown.map((time) => through(time, zone))
  return <p>{say('formation.place.meet', { times: join(told), zone: named })}</p>
}
