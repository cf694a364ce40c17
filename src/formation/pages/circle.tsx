import { Actions, Card, Chip, Details, Heat, Icon, Link, PostButton, Row, useReader } from '../../ui/index.ts'
import { freeAround } from '../rules/hours.ts'
import { type CircleResult, type Proposal, percent } from '../rules.ts'
import { type BoardData, columnOf, usePeopleInOrder } from './board.tsx'
import { Seated } from './seated.tsx'
import { ReasonSentence, Season, Times, useRule, useWeekday, useWeekly } from './words.tsx'

interface CardData {
  readonly circle: CircleResult
  readonly board: BoardData
}

/** Where a circle stands among all, and which are beside it. */
export interface Turn {
  readonly nth: number
  readonly of: number
  readonly previous: string | undefined
  readonly next: string | undefined
}

/** For each of some circles in a row. */
export const turnsOf = (circles: readonly CircleResult[]): ReadonlyMap<string, Turn> =>
  new Map(
    circles.map(({ circle }, n) => {
      const [previous, next] = [circles[n - 1]?.circle, circles[n + 1]?.circle]
      return [circle, { nth: n + 1, of: circles.length, previous, next }]
    }),
  )

/** Where one circle at a time is shown: which of all it is, and a way to those beside it. */
function Turning({ nth, of, previous, next }: Turn) {
  const { say } = useReader()
  const to = (circle: string | undefined, icon: 'back' | 'arrow') =>
    circle && (
      <a href={`#${columnOf(circle)}`} aria-label={say('formation.circle', { circle })}>
        <Icon name={icon} size={20} />
      </a>
    )
  return (
    <p class="turning">
      <span>{to(previous, 'back')}</span>
      <span class="quiet">{say('formation.board.nth', { nth, of })}</span>
      <span>{to(next, 'arrow')}</span>
    </p>
  )
}

/** One circle on the board: how well it fits, when it could meet, who would sit there, and why. */
export function CircleCard({ circle, board, turn }: CardData & { turn: Turn }) {
  const { say } = useReader()
  const inOrder = usePeopleInOrder()
  const { proposal } = board
  const name = say('formation.circle', { circle: circle.circle })
  return (
    <div
      class="column"
      id={columnOf(circle.circle)}
      data-circle={circle.circle}
      data-name={name}
      data-before={turn.next && columnOf(turn.next)}
    >
      <Turning {...turn} />
      <Card id={`${columnOf(circle.circle)}-card`} title={name} beside={<Fit circle={circle} board={board} />}>
        <When circle={circle} board={board} />
        <Hours circle={circle} board={board} />
        <Wrong circle={circle} board={board} />
        <ul class="stack close seats">
          {inOrder(circle.members, board.people).map((id) => (
            <Seated key={id} id={id} board={board} />
          ))}
        </ul>
        <Details summary={say('formation.why.title')}>
          <Why circle={circle} />
        </Details>
        <Lock proposal={proposal} kind="circle" of={circle.circle} />
      </Card>
    </div>
  )
}

/** When it could meet, and between which days; it leads to every hour of the week. */
function When({ circle, board: { proposal, zone } }: CardData) {
  const { say } = useReader()
  const { id, policy } = proposal
  if (!policy.season) return null
  return (
    <div class="quiet">
      <Times slots={circle.slots} policy={policy} zone={zone} />
      <p>
        <Season policy={policy} />{' '}
        <Link to={`/formation/${id}/hours?${new URLSearchParams({ circle: circle.circle, zone })}`}>
          {say('formation.hours.link')}
        </Link>
      </p>
    </div>
  )
}

function Wrong({ circle, board }: CardData) {
  const { say } = useReader()
  const rule = useRule()
  return (
    <>
      {board.broken.get(circle.circle)?.map((each) => (
        <p key={each} class="problem">
          {say('formation.broken', { rule: rule(each) })}
        </p>
      ))}
    </>
  )
}

const Why = ({ circle }: Pick<CardData, 'circle'>) => (
  <ul class="stack close">
    {circle.reasons.map((reason) => (
      <li key={`${reason.code}-${String(reason.values.column)}`}>
        <ReasonSentence reason={reason} />
      </li>
    ))}
  </ul>
)

function Fit({ circle, board }: CardData) {
  const { say } = useReader()
  const weak = circle.fit < board.proposal.result.randomFit
  const wrong = board.broken.has(circle.circle)
  return (
    <Row>
      <span class="quiet">{say('formation.seats', { people: circle.members.length })}</span>
      <Chip tone={wrong ? 'wrong' : weak ? 'now' : 'accent'}>
        {say(weak ? 'formation.fit.weak' : 'formation.fit', { fit: percent(circle.fit) })}
      </Chip>
    </Row>
  )
}

/** Who is free when on the day on which the circle could meet, from midnight to midnight. */
function Hours({ circle, board }: CardData) {
  const { say } = useReader()
  const weekly = useWeekly()
  const weekday = useWeekday()
  const { proposal, personOf, zone } = board
  const people = circle.members.flatMap((id) => personOf(id) ?? [])
  const around = freeAround(circle, proposal.policy, people, zone)
  if (!around) return null
  return (
    <div>
      <p class="quiet heat-day">{say('formation.heat.day', { weekday: weekday(around.time.from, zone) })}</p>
      <Heat levels={around.levels} label={say('formation.heat', { time: weekly(around.time, zone) })} />
      <p class="quiet heat-hours" dir="ltr" aria-hidden="true">
        {marks.map((hour) => (
          <span key={hour}>{hour}</span>
        ))}
      </p>
    </div>
  )
}

/** The hours that are named under the strip of a day. */
const marks = [0, 6, 12, 18, 24]

/** Keeps a person or a circle as they are when the search is run again. */
export function Lock({ proposal, kind, of }: { proposal: Proposal; kind: 'person' | 'circle'; of: string }) {
  const { say } = useReader()
  const locked = (kind === 'person' ? proposal.locks.people : proposal.locks.circles).includes(of)
  return (
    <Actions>
      <PostButton
        action={`/formation/${proposal.id}/locks`}
        values={{ kind, of, on: locked ? 'off' : 'on' }}
        kind={locked ? 'plain' : 'slight'}
        icon={locked ? 'undo' : 'lock'}
      >
        {say(locked ? `formation.unlock.${kind}` : `formation.lock.${kind}`)}
      </PostButton>
    </Actions>
  )
}
