import { Actions, Button, Card, Chip, Form, Link, Page, Select, useReader } from '../../ui/index.ts'
import { freshCircle } from '../rules/board.ts'
import { type Chair, costliestFor, likenesses, type Problem, percent } from '../rules.ts'
import type { BoardData } from './board.tsx'
import { Lock } from './circle.tsx'
import { Times, useColumns, useList, useRule } from './words.tsx'

interface PersonData {
  readonly board: BoardData
  readonly problem: Problem
  readonly id: string
  /** Every circle as a place for them: where they sit first, then the others, best first. */
  readonly chairs: readonly Chair[]
}

/** One person in a proposal: why here, and where else. */
export function PersonPage({ board, problem, id, chairs }: PersonData) {
  const { say } = useReader()
  const { proposal, people } = board
  const person = people.get(id)
  const circle = proposal.result.circles.find(({ members }) => members.includes(id))
  return (
    <Page
      title={person?.name ?? say('formation.someone')}
      above={circle ? say('formation.person.in', { circle: circle.circle }) : say('formation.person.nowhere')}
      lead={person?.zone}
      lock={say('formation.seenBy')}
      width="narrow"
      back={{ to: `/formation/${proposal.id}`, label: say('formation.person.back') }}
    >
      {circle && (
        <Card title={say('formation.person.why')} beside={<Fit chair={chairs[0]} />}>
          <Company problem={problem} members={circle.members} id={id} />
          <p>
            {say('formation.person.times')}{' '}
            <Times slots={circle.slots} policy={proposal.policy} {...(person ? { zone: person.zone } : {})} />
          </p>
          <NextBest chairs={circle ? chairs.slice(1) : chairs} here={chairs[0]} />
          <Lock proposal={proposal} kind="person" of={id} />
        </Card>
      )}
      <Move board={board} id={id} seated={circle !== undefined} chairs={circle ? chairs.slice(1) : chairs} />
      <p>
        <Link to={`/applications/${id}`}>{say('formation.person.answers')}</Link>
      </p>
    </Page>
  )
}

/** How somebody goes with the others, answer by answer. */
function Company({ problem, members, id }: { problem: Problem; members: readonly string[]; id: string }) {
  const { say } = useReader()
  const called = useColumns()
  return (
    <ul class="stack close">
      {likenesses(problem, members, id).map(({ column, aim, count, others }) => (
        <li key={column}>
          {say(`formation.person.${aim === 'similar' ? 'alike' : 'different'}`, {
            column: called(column),
            count,
            others,
          })}
        </li>
      ))}
    </ul>
  )
}

const Fit = ({ chair }: { chair: Chair | undefined }) => {
  const { say } = useReader()
  return chair ? <Chip tone="accent">{say('formation.fit', { fit: percent(chair.fit) })}</Chip> : null
}

/** The next best circle, and the better ones that a rule closes. */
function NextBest({ chairs, here }: { chairs: readonly Chair[]; here: Chair | undefined }) {
  const { say } = useReader()
  const rule = useRule()
  const join = useList()
  const next = chairs.find(({ rules }) => rules.length === 0)
  const better = chairs.filter(({ rules, fit }) => rules.length > 0 && fit > (here?.fit ?? 0))
  const closed = next ? better : chairs
  const cost = here && costliestFor([here, ...chairs])
  return (
    <>
      <p>
        {next
          ? say('formation.person.next', { circle: next.circle, fit: percent(next.fit) })
          : say('formation.person.noNext')}
      </p>
      {closed.slice(0, next ? 2 : 1).map(({ circle, fit, rules }) => (
        <p key={circle} class="quiet">
          {say('formation.person.closed', { circle, fit: percent(fit), rules: join(rules.map(rule)) })}
        </p>
      ))}
      {cost && here && (
        <p>
          {say('formation.person.cost', {
            ...{ rule: rule(cost.rule), circle: cost.circle },
            ...{ fit: percent(cost.fit), here: percent(here.fit) },
          })}
        </p>
      )}
    </>
  )
}

interface MoveData {
  readonly board: BoardData
  readonly id: string
  readonly seated: boolean
  readonly chairs: readonly Chair[]
}

function Move({ board: { proposal }, id, seated, chairs }: MoveData) {
  const { say } = useReader()
  const size = (of: string) => proposal.result.circles.find(({ circle }) => circle === of)?.members.length ?? 0
  const options = [
    ...chairs.map(({ circle, fit, rules }) => ({
      value: circle,
      label: say('formation.person.to', { circle, people: size(circle), fit: percent(fit), broken: rules.length }),
    })),
    { value: freshCircle, label: say('formation.person.toNew') },
    ...(seated ? [{ value: '', label: say('formation.person.toNone') }] : []),
  ]
  return (
    <Card title={say('formation.person.move')}>
      <p class="quiet">{say('formation.person.move.hint')}</p>
      <Form action={`/formation/${proposal.id}/people/${id}/seat`}>
        <Select name="circle" label={say('formation.person.where')} options={options} />
        <Actions>
          <Button kind="first">{say('formation.person.go')}</Button>
        </Actions>
      </Form>
    </Card>
  )
}
