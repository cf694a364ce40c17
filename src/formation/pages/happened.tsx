import { Card, RowItem, Rows, useReader } from '../../ui/index.ts'
import type { Ground } from '../reads/places.ts'
import type { PlaceRow } from '../rules/places.ts'
import { circleIn, type DeskData, nameIn } from './freed.tsx'

/** One thing that happened to a place. */
interface Event {
  readonly at: Date
  readonly place: PlaceRow
  readonly what: 'made' | 'ended'
}

/** So many of the latest are shown. */
const shown = 60

/** What happened to places since they were published, the latest first: who gave one up, and for whom it was kept then. */
export function Happened({ ground, formation }: DeskData & { formation: string }) {
  const { say, moment } = useReader()
  const events = eventsOf(ground, formation)
  if (events.length === 0) return null
  return (
    <Card title={say('formation.happened.title')}>
      <p class="quiet">{say('formation.happened.how')}</p>
      <Rows>
        {events.slice(0, shown).map((event) => (
          <RowItem key={`${event.what} ${event.place.id}`} note={moment(event.at, 'when')}>
            <Sentence ground={ground} event={event} />
          </RowItem>
        ))}
      </Rows>
      {events.length > shown && <p class="quiet">{say('formation.happened.more', { more: events.length - shown })}</p>}
    </Card>
  )
}

function eventsOf({ places }: Ground, formation: string): Event[] {
  const own = places.filter((place) => place.formation === formation)
  const made = own.flatMap((place): Event[] =>
    place.how === 'published' ? [] : [{ at: place.madeAt, place, what: 'made' }],
  )
  const ended = own.flatMap((place): Event[] => (place.endedAt ? [{ at: place.endedAt, place, what: 'ended' }] : []))
  return [...ended, ...made].sort((a, b) => +b.at - +a.at)
}

function Sentence({ ground, event: { place, what } }: { ground: Ground; event: Event }) {
  const { say } = useReader()
  const about = { name: nameIn(ground, place.application), circle: circleIn(ground, place.circle) }
  if (what === 'ended') return <>{say(`formation.happened.${place.ended ?? 'lapsed'}`, about)}</>
  const before = ground.places.find(({ id }) => id === place.fills)
  const instead = before ? nameIn(ground, before.application) : ''
  if (place.how === 'again') return <>{say('formation.happened.again', about)}</>
  if (place.how === 'by hand') return <>{say('formation.happened.byHand', about)}</>
  return <>{say('formation.happened.filled', { ...about, instead })}</>
}
