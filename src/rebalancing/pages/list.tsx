import {
  ButtonLink,
  Card,
  Chip,
  EmptyState,
  Notice,
  Page,
  PostButton,
  RowItem,
  Rows,
  useReader,
  Voice,
} from '../../ui/index.ts'
import type { AskedChange, Ground } from '../reads.ts'
import { standingOf } from '../rules.ts'
import { useList } from './words.tsx'

interface RebalancingData {
  /** The name of the season at hand; undefined before there is one. */
  readonly season: string | undefined
  readonly ground: Ground | undefined
  readonly changes: readonly AskedChange[]
}

/** The circles of a season by how many sit there, and what people are asked about them. */
export function RebalancingPage({ season, ground, changes }: RebalancingData) {
  const { say } = useReader()
  return (
    <Page
      title={say('rebalancing.title')}
      above={season && <span dir="auto">{season}</span>}
      lead={say('rebalancing.lead')}
      lock={say('rebalancing.lock')}
      back={{ to: '/formation', label: say('formation.title') }}
    >
      {changes.length > 0 && <Changes changes={changes} />}
      {ground ? (
        <Circles ground={ground} changes={changes} />
      ) : (
        <EmptyState title={say('rebalancing.none.title')}>
          <p>{say('rebalancing.none.text')}</p>
        </EmptyState>
      )}
    </Page>
  )
}

function Circles({ ground, changes }: { ground: Ground; changes: readonly AskedChange[] }) {
  const { say } = useReader()
  const { circles, policy } = ground
  const busy = new Set(
    changes.filter(({ outcome }) => !outcome).flatMap((each) => each.circles.map((circle) => circle.id)),
  )
  const order = { small: 0, large: 1, fine: 2 }
  const bySize = [...circles].sort(
    (a, b) =>
      order[standingOf(a.people.length, policy.size)] - order[standingOf(b.people.length, policy.size)] ||
      a.people.length - b.people.length,
  )
  return (
    <Card title={say('rebalancing.circles.title')}>
      <p class="quiet">{say('rebalancing.circles.size', policy.size)}</p>
      <Rows>
        {bySize.map((circle) => (
          <OneCircle key={circle.id} circle={circle} ground={ground} asked={busy.has(circle.id)} />
        ))}
      </Rows>
      {ground.unknown > 0 && <Notice>{say('rebalancing.unknown', { people: ground.unknown })}</Notice>}
    </Card>
  )
}

interface OneCircleProps {
  readonly circle: Ground['circles'][number]
  readonly ground: Ground
  readonly asked: boolean
}

function OneCircle({ circle, ground: { policy }, asked }: OneCircleProps) {
  const { say } = useReader()
  const join = useList()
  const { id, name, people } = circle
  return (
    <RowItem
      note={<span dir="auto">{join(people.map((person) => person.name))}</span>}
      actions={
        asked || circle.awaits ? (
          <Chip tone="accent">{say(asked ? 'rebalancing.asked.chip' : 'rebalancing.awaits.chip')}</Chip>
        ) : (
          <ButtonLink to={`/rebalancing/circles/${id}`} label={say('rebalancing.look.label', { name })}>
            {say('rebalancing.look')}
          </ButtonLink>
        )
      }
    >
      <span dir="auto">{name}</span> <Size people={people.length} size={policy.size} />
    </RowItem>
  )
}

function Size({ people, size }: { people: number; size: Ground['policy']['size'] }) {
  const { say } = useReader()
  const standing = standingOf(people, size)
  if (standing === 'small')
    return (
      <Chip tone="wrong" icon="warn">
        {say('rebalancing.size.small', { people, min: size.min })}
      </Chip>
    )
  if (standing === 'large')
    return (
      <Chip tone="wrong" icon="warn">
        {say('rebalancing.size.large', { people, max: size.max })}
      </Chip>
    )
  return <Chip>{say('rebalancing.size.fine', { people })}</Chip>
}

function Changes({ changes }: { changes: readonly AskedChange[] }) {
  const { say } = useReader()
  return (
    <Card title={say('rebalancing.changes.title')}>
      <Rows>
        {changes.map((change) => (
          <OneChange key={change.id} change={change} />
        ))}
      </Rows>
      <p class="quiet">{say('rebalancing.changes.private')}</p>
    </Card>
  )
}

function OneChange({ change: { id, kind, circles, people, until, outcome, endedAt, words } }: { change: AskedChange }) {
  const { say, moment } = useReader()
  const join = useList()
  const day = moment(outcome && endedAt ? endedAt : until, outcome ? 'date' : 'deadline')
  return (
    <RowItem
      note={
        <>
          {say(outcome ? `rebalancing.outcome.${outcome}` : 'rebalancing.asked', { people, day })}
          {words && !outcome && <Voice>{words}</Voice>}
        </>
      }
      actions={
        !outcome && (
          <PostButton
            action={`/rebalancing/changes/${id}/removal`}
            kind="slight"
            label={say('rebalancing.takeBack.label', { circles: join(circles.map(({ name }) => name)) })}
          >
            {say('rebalancing.takeBack')}
          </PostButton>
        )
      }
    >
      {say(`rebalancing.kind.${kind}`)} · <span dir="auto">{join(circles.map(({ name }) => name))}</span>
    </RowItem>
  )
}
