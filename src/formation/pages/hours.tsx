import { Button, EmptyState, Form, Link, Page, Select, useReader } from '../../ui/index.ts'
import { freeInWeek, timeOf } from '../rules/hours.ts'
import type { CircleResult } from '../rules.ts'
import { type BoardData, inOrder } from './board.tsx'
import { Times, useWeekdays } from './words.tsx'

interface HoursData {
  readonly board: BoardData
  /** The circle that is looked at; undefined where there is none. */
  readonly circle: CircleResult | undefined
}

/** At which hours of the week how many of a circle are free, by anybody's clocks. */
export function HoursPage({ board, circle }: HoursData) {
  const { say } = useReader()
  const { proposal } = board
  const { season } = proposal.policy
  return (
    <Page
      title={circle ? say('formation.hours.title', { circle: circle.circle }) : say('formation.hours.none')}
      lead={circle && say('formation.hours.lead', { people: circle.members.length })}
      lock={say('formation.seenBy')}
      back={{ to: `/formation/${proposal.id}`, label: say('formation.person.back') }}
    >
      {circle && season ? (
        <>
          <Which board={board} circle={circle} />
          <p>
            {say('formation.hours.all')} <Times slots={circle.slots} policy={proposal.policy} zone={board.zone} />
          </p>
          <Week board={board} circle={circle} from={season.from} />
          <People board={board} circle={circle} />
        </>
      ) : (
        <EmptyState title={say('formation.hours.none')}>
          <p>{say('formation.hours.nothing')}</p>
        </EmptyState>
      )}
    </Page>
  )
}

interface Shown {
  readonly board: BoardData
  readonly circle: CircleResult
}

/** Which circle, and whose clocks: one plain form. */
function Which({ board, circle }: Shown) {
  const { say, zone: own } = useReader()
  const { proposal, people } = board
  const named = (zone: string) => zone.replaceAll('_', ' ')
  const theirs = circle.members.flatMap((id) => people.get(id) ?? [])
  const whose = theirs.map(({ id, zone, name }) => ({
    id,
    zone,
    label: say('formation.zone.whose', { name, zone: named(zone) }),
  }))
  const zones = [
    { value: own, label: say('formation.zone.mine', { zone: named(own) }) },
    ...(own === 'UTC' ? [] : [{ value: 'UTC', label: 'UTC' }]),
    ...[...Map.groupBy(whose, ({ zone }) => zone).values()].flatMap(([first]) =>
      first && first.zone !== own && first.zone !== 'UTC' ? [{ value: first.zone, label: first.label }] : [],
    ),
  ]
  const circles = inOrder(proposal.result.circles).map(({ circle: value }) => ({
    value,
    label: say('formation.circle', { circle: value }),
  }))
  return (
    <Form action={`/formation/${proposal.id}/hours`} method="get">
      <div class="row zone">
        <Select
          name="circle"
          label={say('formation.hours.circle')}
          options={circles}
          value={circle.circle}
          width="short"
        />
        <Select name="zone" label={say('formation.board.zone')} options={zones} value={board.zone} width="medium" />
        <Button>{say('formation.board.zone.go')}</Button>
      </div>
    </Form>
  )
}

/** Seven days in half hours: the darker, the more are free; the number stands in each. Before anybody is up and after, nothing is shown. */
function Week({ board, circle, from }: Shown & { from: string }) {
  const { say } = useReader()
  const weekdays = useWeekdays()
  const people = circle.members.flatMap((id) => board.personOf(id) ?? [])
  const days = freeInWeek(people, from, board.zone)
  const busy = halves.filter((half) => days.some((free) => (free[half] ?? 0) > 0))
  const shown = halves.filter((half) => half >= (busy[0] ?? 0) && half <= (busy.at(-1) ?? 0))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="free-scroll" tabIndex={0} aria-label={say('formation.hours.table')}>
      <table class="free-week">
        <caption class="unseen">{say('formation.hours.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('formation.hours.hour')}</th>
            {weekdays.map(({ short, long }) => (
              <th key={long} scope="col" abbr={long}>
                {short}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((half) => (
            <tr key={half}>
              <th scope="row">{timeOf(half)}</th>
              {days.map((free, day) => (
                <td key={weekdays[day]?.long} class={`level-${levelOf(free[half] ?? 0, people.length)}`}>
                  {free[half] || ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const halves = Array.from({ length: 48 }, (_, half) => half)

/** 0 nobody to 4 everybody. */
const levelOf = (free: number, of: number): number =>
  free === of ? 4 : free === 0 ? 0 : 1 + Math.floor((3 * free) / of)

function People({ board: { people, proposal }, circle }: Shown) {
  const { say } = useReader()
  return (
    <ul class="stack close">
      {circle.members.map((id) => {
        const person = people.get(id)
        return (
          person && (
            <li key={id}>
              <Link to={`/formation/${proposal.id}/people/${id}`}>
                <span dir="auto">{person.name}</span>
              </Link>{' '}
              <span class="quiet">
                {say('formation.hours.of', {
                  zone: person.zone.replaceAll('_', ' '),
                  hours: person.answers.availability || '–',
                })}
              </span>
            </li>
          )
        )
      })}
    </ul>
  )
}
