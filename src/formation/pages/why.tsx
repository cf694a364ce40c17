import { Card, Chip, Link, Row, useReader } from '../../ui/index.ts'
import { type Chair, type CircleResult, costliestFor, lostMost, percent } from '../rules.ts'
import { type BoardData, type PersonData, usePeopleInOrder, usePoints } from './board.tsx'
import { Lock } from './circle.tsx'
import { BecauseSentence, Times, useColumns, useLeft, useList, useRule, useSeason } from './words.tsx'

interface WhyData {
  readonly data: PersonData
  readonly circle: CircleResult
  readonly here: Chair
}

/** Why somebody sits where they sit, in sentences: how well they fit, with whom, when they meet, and what stands elsewhere. */
export function Why({ data: { board, id, chairs, leaving, beside }, circle, here }: WhyData) {
  const { say } = useReader()
  const left = useLeft()
  const { proposal, people } = board
  const points = usePoints()
  const told = useSeason()
  const { season } = proposal.policy
  const zone = people.get(id)?.zone
  return (
    <Card
      title={say('formation.person.why')}
      beside={
        <Row>
          <Chip tone="accent">{say('formation.person.chip.with', { fit: percent(here.fit) })}</Chip>
          <Chip>{say('formation.person.chip.circle', { fit: percent(circle.fit) })}</Chip>
        </Row>
      }
    >
      <p>
        {say('formation.person.fit', {
          ...{ circle: circle.circle, fit: points(here.fit), whole: points(circle.fit) },
          chance: points(proposal.result.randomFit),
        })}
      </p>
      <p>
        {say('formation.person.mates')} <Mates board={board} ids={circle.members.filter((each) => each !== id)} />
      </p>
      {season && <p>{say('formation.person.times', { season: told(season) })}</p>}
      <Times slots={circle.slots} policy={proposal.policy} {...(zone ? { zone } : {})} />
      <Elsewhere chairs={chairs.slice(1)} here={here} beside={beside} left={left(leaving, proposal.policy)} />
      <Lock proposal={proposal} kind="person" of={id} />
    </Card>
  )
}

/** Why somebody sits in no circle: what the search found, and which circle would come nearest. */
export function WhyNowhere({ data: { board, id, chairs } }: { data: PersonData }) {
  const { say } = useReader()
  const rule = useRule()
  const join = useList()
  const { people, proposal } = board
  const nameOf = (one: string) => people.get(one)?.name ?? say('formation.someone')
  const because = proposal.result.impossible.filter((entry) => entry.people.includes(id))
  const [nearest] = chairs
  return (
    <Card title={say('formation.person.whyNowhere')} tone="ask">
      {because.map((entry) => (
        <p key={entry.because.code}>
          <BecauseSentence entry={entry} nameOf={nameOf} />
        </p>
      ))}
      {nearest && (
        <p>
          {nearest.rules.length === 0
            ? say('formation.person.open', { circle: nearest.circle, fit: percent(nearest.fit) })
            : say('formation.person.closed', {
                ...{ circle: nearest.circle, fit: percent(nearest.fit), rules: join(nearest.rules.map(rule)) },
              })}
        </p>
      )}
    </Card>
  )
}

function Mates({ board: { people, proposal }, ids }: { board: BoardData; ids: readonly string[] }) {
  const { say } = useReader()
  const inOrder = usePeopleInOrder()
  return (
    <>
      {inOrder(ids, people).map((id, n) => (
        <span key={id} dir="auto">
          <Link to={`/formation/${proposal.id}/people/${id}`}>{people.get(id)?.name ?? say('formation.someone')}</Link>
          {n < ids.length - 1 && ' · '}
        </span>
      ))}
    </>
  )
}

interface ElsewhereData extends Pick<PersonData, 'beside'> {
  /** Where else, best first, those that a rule closes last. */
  readonly chairs: readonly Chair[]
  readonly here: Chair
  /** What would be wrong with the circle that they leave. */
  readonly left: string
}

/** The next best circle and what they would lose there, the better ones that a rule closes, and the rule that costs most. */
function Elsewhere({ chairs, here, beside, left }: ElsewhereData) {
  const { say } = useReader()
  const rule = useRule()
  const join = useList()
  const next = chairs.find(({ rules }) => rules.length === 0)
  const better = chairs.filter(({ rules, fit }) => rules.length > 0 && fit > here.fit)
  const cost = costliestFor([here, ...chairs])
  const closed = (next ? better : chairs).filter(({ circle }) => circle !== cost?.circle)
  return (
    <>
      {next ? <Next next={next} here={here} beside={beside} left={left} /> : <p>{say('formation.person.noNext')}</p>}
      {closed.slice(0, next ? 2 : 1).map(({ circle, fit, rules }) => (
        <p key={circle}>
          {say('formation.person.closed', { circle, fit: percent(fit), rules: join(rules.map(rule)) })}
        </p>
      ))}
      <p>
        {cost
          ? say('formation.person.cost', {
              ...{ rule: rule(cost.rule), circle: cost.circle },
              ...{ fit: percent(cost.fit), here: percent(here.fit) },
            })
          : say('formation.person.noCost', {
              way: better.some(({ fit }) => percent(fit) > percent(here.fit)) ? 'several' : 'none',
            })}
      </p>
    </>
  )
}

function Next({ next, here, beside, left }: Omit<ElsewhereData, 'chairs'> & { next: Chair }) {
  const { say } = useReader()
  const called = useColumns()
  const less = percent(here.fit) - percent(next.fit)
  const lost = lostMost(beside(here.circle), beside(next.circle))
  const way = less <= 0 ? 'better' : lost ? 'lost' : 'plain'
  return (
    <p>
      {say('formation.person.next', {
        ...{ way, less, circle: next.circle, fit: percent(next.fit) },
        ...{
          column: lost ? called(lost.column) : '',
          here: percent(lost?.here ?? 0),
          there: percent(lost?.there ?? 0),
        },
      })}{' '}
      {left}
    </p>
  )
}
