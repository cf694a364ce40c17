import { Button, EmptyState, Form, Link, Page, Select, useReader } from '../../ui/index.ts'
import { freeInWeek, timeOf } from '../rules/hours.ts'
import { type Days, timesThrough } from '../rules/through.ts'
import type { CircleResult } from '../rules.ts'
import { type BoardData, inOrder, usePeopleInOrder } from './board.tsx'
import { useSeason, useThrough, useWeekdays } from './words.tsx'

interface HoursData {
  readonly board: BoardData
  /** The circle that is looked at; undefined where there is none. */
  readonly circle: CircleResult | undefined
  /** The first days of weeks that are not alike, for clocks change between them; and which of them is looked at. */
  readonly weeks: readonly string[]
  readonly week: string | undefined
}

/** At which hours of the week how many of a circle are free, by anybody's clocks. */
export function HoursPage({ board, circle, weeks, week }: HoursData) {
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
          <Which board={board} circle={circle} weeks={weeks} week={week} />
          <All board={board} circle={circle} season={season} />
          <Week board={board} circle={circle} from={week ?? season.from} />
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

/** When all are free in every week: each time with the days between which these clocks show it so. */
function All({ board, circle, season }: Shown & { season: Days }) {
  const { say } = useReader()
  const through = useThrough()
  const told = useSeason()
  const times = timesThrough(circle.slots, season, board.proposal.policy.meetingMinutes, board.zone)
  if (times.length === 0) return <p>{say('formation.times.none')}</p>
  return (
    <div class="stack close">
      <p>
        {say('formation.hours.all')} {told(season)}:
      </p>
      <ul>
        {times.map((time) => (
          <li key={+time.time.from}>{through(time, board.zone)}</li>
        ))}
      </ul>
      <p class="quiet">
        {say('formation.hours.every', {
          clocks: times.every((each) => each.fromStart && each.toEnd) ? 'same' : 'change',
        })}
      </p>
    </div>
  )
}

/** Which circle, whose clocks, and which week where clocks change: one plain form. */
function Which({ board, circle, weeks, week }: Shown & Pick<HoursData, 'weeks' | 'week'>) {
  const { say, moment } = useReader()
  const { proposal } = board
  const circles = inOrder(proposal.result.circles).map(({ circle: value }) => ({
    value,
    label: say('formation.circle', { circle: value }),
  }))
  const zones = useZones()({ board, circle })
  const days = weeks.map((day) => ({ value: day, label: moment(day, 'date') }))
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
        {days.length > 1 && (
          <Select name="week" label={say('formation.hours.week')} options={days} value={week} width="medium" />
        )}
        <Button>{say('formation.board.zone.go')}</Button>
      </div>
    </Form>
  )
}

/** One's own clocks, UTC, and those of each place where somebody of the circle lives, by the name of one of them. */
function useZones(): (shown: Shown) => { value: string; label: string }[] {
  const { say, zone: own } = useReader()
  const named = (zone: string) => zone.replaceAll('_', ' ')
  return ({ board: { people }, circle }) => {
    const theirs = Map.groupBy(
      circle.members.flatMap((id) => people.get(id) ?? []),
      ({ zone }) => zone,
    )
    return [
      { value: own, label: say('formation.zone.mine', { zone: named(own) }) },
      ...(own === 'UTC' ? [] : [{ value: 'UTC', label: 'UTC' }]),
      ...[...theirs].flatMap(([zone, [first]]) =>
        first && zone !== own && zone !== 'UTC'
          ? [{ value: zone, label: say('formation.zone.whose', { name: first.name, zone: named(zone) }) }]
          : [],
      ),
    ]
  }
}

/** Seven days in half hours: the darker, the more are free; the number stands in each. Before anybody is up and after, nothing is shown. */
function Week({ board, circle, from }: Shown & { from: string }) {
  const { say, moment } = useReader()
  const weekdays = useWeekdays()
  const people = circle.members.flatMap((id) => board.personOf(id) ?? [])
  const days = freeInWeek(people, from, board.zone)
  const busy = halves.filter((half) => days.some((free) => (free[half] ?? 0) > 0))
  const shown = halves.filter((half) => half >= (busy[0] ?? 0) && half <= (busy.at(-1) ?? 0))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="free-scroll" tabIndex={0} aria-label={say('formation.hours.table')}>
      <table class="free-week">
        <caption>{say('formation.hours.tableOf', { day: moment(from, 'date') })}</caption>
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
  const inOrder = usePeopleInOrder()
  return (
    <ul class="stack close">
      {inOrder(circle.members, people).map((id) => {
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
