import { Actions, Card, Chip, EmptyState, Notice, Page, PostButton, RowItem, Rows, useReader } from '../../ui/index.ts'
import { type Arrival, freeIn, type HeldCircle, roomIn } from '../rules/places.ts'
import { percent } from '../rules.ts'
import { type DeskData, nameIn, useBecause } from './freed.tsx'

interface HandData extends DeskData {
  readonly formation: string
  readonly circle: HeldCircle
  readonly arrivals: readonly Arrival[]
  /** Until when a place would be kept; undefined where the circle meets too soon. */
  readonly until: Date | undefined
}

/** Everybody who could take a place in a circle, for a person to choose: who fits best first, and what closes it to the others. */
export function HandPage(data: HandData) {
  const { say, moment } = useReader()
  const { ground, formation, circle, arrivals, until } = data
  const may = until && roomIn(ground, circle) > 0 ? arrivals.filter(({ rules }) => rules.length === 0) : []
  const closed = arrivals.filter((each) => !may.includes(each))
  return (
    <Page
      title={say('formation.hand.title', { circle: circle.name })}
      lead={say('formation.hand.lead', { free: freeIn(ground, circle), room: roomIn(ground, circle) })}
      lock={say('formation.seenBy')}
      width="narrow"
      back={{ to: `/formation/${formation}`, label: say('formation.hand.back') }}
    >
      {until ? (
        <p class="quiet">{say('formation.hand.until', { day: moment(until, 'deadline') })}</p>
      ) : (
        <Notice tone="warn">{say('formation.hand.soon')}</Notice>
      )}
      {arrivals.length === 0 && (
        <EmptyState title={say('formation.hand.none')}>
          <p>{say('formation.hand.none.text')}</p>
        </EmptyState>
      )}
      {may.length > 0 && <May {...data} arrivals={may} />}
      {closed.length > 0 && <Closed {...data} arrivals={closed} />}
      <Card tone="bare" title={say('formation.hand.search')}>
        <p>{say('formation.hand.search.text')}</p>
        <Actions>
          <PostButton action={`/formation/${formation}/circles/${circle.id}/search`}>
            {say('formation.hand.search.button')}
          </PostButton>
        </Actions>
      </Card>
    </Page>
  )
}

/** More than these nobody reads; the search looks at all. */
const shown = 40

function May({ ground, formation, circle, arrivals }: HandData) {
  const { say } = useReader()
  return (
    <Card title={say('formation.hand.may')}>
      <p class="quiet">{say('formation.hand.order')}</p>
      <Rows>
        {arrivals.slice(0, shown).map((each) => (
          <RowItem
            key={each.id}
            note={<Standing ground={ground} arrival={each} />}
            actions={
              <>
                <Chip tone={each.poor ? 'plain' : 'accent'}>
                  {say('formation.chair.fit', { fit: percent(each.fit) })}
                </Chip>
                <PostButton
                  action={`/formation/${formation}/circles/${circle.id}/places`}
                  values={{ application: each.id }}
                  label={say('formation.hand.keep.for', { name: nameIn(ground, each.id) })}
                >
                  {say('formation.hand.keep')}
                </PostButton>
              </>
            }
          >
            <span dir="auto">{nameIn(ground, each.id)}</span>
          </RowItem>
        ))}
      </Rows>
    </Card>
  )
}

function Closed({ ground, arrivals }: HandData) {
  const { say } = useReader()
  const because = useBecause()
  return (
    <Card title={say('formation.hand.closed.title')}>
      <Rows>
        {arrivals.slice(0, shown).map((each) => (
          <RowItem
            key={each.id}
            note={because(each)}
            actions={<Chip>{say('formation.chair.fit', { fit: percent(each.fit) })}</Chip>}
          >
            <span dir="auto">{nameIn(ground, each.id)}</span>
          </RowItem>
        ))}
      </Rows>
    </Card>
  )
}

/** What somebody did about a place before, whether they stand in line, and what the circle would be with them. */
function Standing({ ground, arrival }: { ground: HandData['ground']; arrival: Arrival }) {
  const { say } = useReader()
  const last = ground.places.findLast(({ application }) => application === arrival.id)?.ended
  const waiter = ground.waiting.find(({ application }) => application === arrival.id)
  const how = waiter?.againSince ? 'again' : (last ?? (waiter?.waits ? 'line' : 'fresh'))
  return (
    <>
      {say(`formation.hand.was.${how}`)} ·{' '}
      {say('formation.hand.change', { before: percent(arrival.before), after: percent(arrival.after) })}
      {arrival.poor && <> · {say('formation.freed.poor')}</>}
    </>
  )
}
