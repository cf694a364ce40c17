import { Actions, Card, Chip, Details, Heat, Icon, Link, PostButton, useReader } from '../../ui/index.ts'
import { type CircleResult, freeAround, type Proposal, percent } from '../rules.ts'
import type { Applicant, BoardData } from './board.tsx'
import { ReasonSentence, Times, useRule, useWeekly } from './words.tsx'

interface CardData {
  readonly circle: CircleResult
  readonly board: BoardData
}

/** One circle on the board: how well it fits, when it could meet, who would sit there, and why. */
export function CircleCard({ circle, board }: CardData) {
  const { say } = useReader()
  const { proposal, people, zone, broken } = board
  const rule = useRule()
  const wrong = broken.get(circle.circle) ?? []
  return (
    <Card title={say('formation.circle', { circle: circle.circle })} beside={<Fit circle={circle} board={board} />}>
      <p class="quiet">
        <Times slots={circle.slots} policy={proposal.policy} zone={zone} />
      </p>
      <Hours circle={circle} board={board} />
      {wrong.map((each) => (
        <p key={each} class="problem">
          {say('formation.broken', { rule: rule(each) })}
        </p>
      ))}
      <ul class="stack close">
        {circle.members.map((id) => (
          <Person key={id} person={people.get(id)} proposal={proposal} />
        ))}
      </ul>
      <Details summary={say('formation.why.title')}>
        <ul class="stack close">
          {circle.reasons.map((reason) => (
            <li key={`${reason.code}-${String(reason.values.column)}`}>
              <ReasonSentence reason={reason} />
            </li>
          ))}
        </ul>
      </Details>
      <Lock proposal={proposal} kind="circle" of={circle.circle} />
    </Card>
  )
}

function Fit({ circle, board }: CardData) {
  const { say } = useReader()
  const weak = circle.fit < (board.proposal.result?.randomFit ?? 0)
  const wrong = board.broken.has(circle.circle)
  return (
    <Chip tone={wrong ? 'wrong' : weak ? 'now' : 'accent'}>{say('formation.fit', { fit: percent(circle.fit) })}</Chip>
  )
}

/** Who is free at which hour of the day on which the circle could meet. */
function Hours({ circle, board }: CardData) {
  const { say } = useReader()
  const weekly = useWeekly()
  const { proposal, people, zone } = board
  const around = freeAround(
    circle,
    proposal.policy,
    [...circle.members].flatMap((id) => people.get(id) ?? []),
    zone,
  )
  if (!around) return null
  return <Heat levels={around.levels} label={say('formation.heat', { time: weekly(around.time, zone) })} />
}

function Person({ person, proposal }: { person: Applicant | undefined; proposal: Proposal }) {
  const { say } = useReader()
  if (!person) return null
  const told = proposal.policy.attributes
    .filter(({ kind }) => kind === 'category')
    .slice(0, 2)
    .flatMap(({ column }) => person.answers[column] || [])
  const city = person.zone.split('/').at(-1)?.replaceAll('_', ' ')
  const locked = proposal.locks.people.includes(person.id)
  return (
    <li class="person">
      <strong dir="auto">
        <Link to={`/formation/${proposal.id}/people/${person.id}`}>{person.name}</Link>
      </strong>
      {locked && <Icon name="lock" size={16} />}
      <span class="quiet">{[...told, city].join(' · ')}</span>
      {locked && <span class="unseen">{say('formation.locked')}</span>}
    </li>
  )
}

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
