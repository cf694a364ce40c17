import type { Fellow } from '../../circles/rules.ts'
import type { Meeting } from '../../scheduling/rules.ts'
import {
  Actions,
  Button,
  Card,
  Details,
  EmptyState,
  Face,
  Field,
  Form,
  Hidden,
  Page,
  PostButton,
  RowItem,
  Rows,
  Select,
  Time,
  useReader,
  When,
} from '../../ui/index.ts'
import type { NextTurn, Place } from '../rules/next.ts'
import { type HeldMeeting, type LookBack, mayAsk, type Why, type Wish } from '../rules.ts'
import { SoFar, WhatHasBeen } from './history.tsx'

export interface TurnsData {
  readonly circle: { readonly id: string; readonly name: string }
  readonly me: string
  readonly fellows: readonly Fellow[]
  /** Undefined while the circle has set no times. */
  readonly next: NextData | undefined
  /** The last day on which the reader is away. */
  readonly away: string | undefined
  readonly today: string
  readonly history: readonly HeldMeeting[]
  /** The last meetings, the latest first. */
  readonly past: readonly LookBack[]
}

/** The next meeting with who does what, and why. */
export interface NextData {
  readonly meeting: Meeting
  readonly turns: readonly (NextTurn & { readonly why: Why | undefined })[]
  readonly wishes: readonly Wish[]
}

/** Whose turn it is in a circle, and who did what so far. */
export function TurnsPage(data: TurnsData) {
  const { say } = useReader()
  const { circle, fellows, next } = data
  return (
    <Page
      title={say('turns.page.title')}
      above={circle.name}
      lead={say('turns.page.lead')}
      lock={say('turns.page.lock', { seated: fellows.length })}
      aside={
        <>
          <Away {...data} />
          <SoFar {...data} />
        </>
      }
    >
      {next ? (
        <>
          <AskedOfMe {...data} next={next} />
          <Next {...data} next={next} />
        </>
      ) : (
        <EmptyState title={say('scheduling.none.title')}>
          <p>{say('turns.page.noTimes')}</p>
        </EmptyState>
      )}
      <WhatHasBeen {...data} />
    </Page>
  )
}

type WithNext = TurnsData & { readonly next: NextData }
type Named = (person: string | null | undefined) => string

function useNames(fellows: readonly Fellow[]): Named {
  const { say } = useReader()
  return (person) => fellows.find(({ id }) => id === person)?.name ?? say('turns.somebody')
}

/** Swaps that wait for the reader's yes, or that they have said yes to. */
function AskedOfMe({ circle, me, fellows, next }: WithNext) {
  const { say } = useReader()
  const nameOf = useNames(fellows)
  const asked = next.wishes.filter((wish) => wish.fellow === me && wish.said === null)
  return asked.map(({ id, role, person }) => (
    <Card key={id} tone="ask" title={say('turns.asked.title', { name: nameOf(person) })}>
      <p>{say('turns.asked.text', { name: nameOf(person), role })}</p>
      <Actions>
        <PostButton
          action={`/circles/${circle.id}/turns/wishes/${id}/answer`}
          values={{ said: 'yes' }}
          kind="first"
          icon="check"
        >
          {say('turns.asked.yes')}
        </PostButton>
        <PostButton action={`/circles/${circle.id}/turns/wishes/${id}/answer`} values={{ said: 'no' }}>
          {say('turns.asked.no')}
        </PostButton>
      </Actions>
    </Card>
  ))
}

function Next(data: WithNext) {
  const { say } = useReader()
  const { meeting, turns } = data.next
  return (
    <Card tone="now" title={say('turns.next.title')}>
      <When at={meeting.starts} until={meeting.ends} />
      <Rows>
        {turns.map((turn) => (
          <OneRole key={turn.role} {...data} turn={turn} />
        ))}
      </Rows>
    </Card>
  )
}

type OneProps = WithNext & { readonly turn: NextData['turns'][number] }

function OneRole(props: OneProps) {
  const { say } = useReader()
  const { fellows, me, turn } = props
  const nameOf = useNames(fellows)
  const { role, who, why } = turn
  const mine = who === me
  return (
    <RowItem before={who ? <Face name={nameOf(who)} /> : undefined}>
      <h3>
        {who
          ? say('turns.next.who', { role, you: mine ? 'yes' : 'no', name: nameOf(who) })
          : say('turns.next.nobody', { role })}
      </h3>
      {why && <p class="quiet">{say(why.key, why.values)}</p>}
      <MyWish {...props} />
      {turn.whose === me && mine && <Otherwise {...props} />}
      <Order {...props} />
    </RowItem>
  )
}

/** What the reader has wished for this role, and how it stands. */
function MyWish({ circle, fellows, me, next, turn }: OneProps) {
  const { say } = useReader()
  const nameOf = useNames(fellows)
  const wish = next.wishes.find((each) => each.role === turn.role && each.person === me)
  if (!wish) return null
  const said = wish.fellow === null ? 'skip' : (wish.said ?? 'open')
  const back = wish.said !== 'no'
  return (
    <>
      <p>{say('turns.mine.wish', { said, name: nameOf(wish.fellow) })}</p>
      {back && (
        <PostButton action={`/circles/${circle.id}/turns/wishes/${wish.id}/withdrawal`} kind="slight">
          {say('turns.mine.takeBack')}
        </PostButton>
      )}
    </>
  )
}

/** To be passed over once, or to swap. */
function Otherwise({ circle, fellows, next, turn }: OneProps) {
  const { say } = useReader()
  const { role } = turn
  const values = { meeting: next.meeting.id, role }
  const others = fellows.filter(({ id }) => mayAsk(turn, id))
  return (
    <Details summary={say('turns.other.title')}>
      <p class="quiet">{say('turns.skip.text')}</p>
      <PostButton
        action={`/circles/${circle.id}/turns/skips`}
        values={values}
        label={say('turns.skip.label', { role })}
      >
        {say('turns.skip.button')}
      </PostButton>
      {others.length > 0 && (
        <Form action={`/circles/${circle.id}/turns/swaps`} id={`swap-${role}`}>
          <Hidden name="meeting" value={next.meeting.id} />
          <Hidden name="role" value={role} />
          <Select
            name="fellow"
            label={say('turns.swap.with')}
            hint={say('turns.swap.hint')}
            options={others.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <div>
            <Button>{say('turns.swap.button')}</Button>
          </div>
        </Form>
      )}
    </Details>
  )
}

/** Everybody in the order of a role, each with the reason. */
function Order({ fellows, me, turn }: OneProps) {
  const { say } = useReader()
  const nameOf = useNames(fellows)
  return (
    <Details summary={say('turns.order.title', { role: turn.role })}>
      <ol class="points">
        {turn.order.map((place) => (
          <li key={place.person}>
            {place.person === me ? <strong>{nameOf(place.person)}</strong> : nameOf(place.person)}{' '}
            <span class="quiet">{say('turns.order.why', whyThere(place))}</span>
          </li>
        ))}
      </ol>
    </Details>
  )
}

const whyThere = ({ passed, ago, times, asked }: Place) => ({ passed: passed ?? 'no', ago: ago ?? 0, times, asked })

/** Longer than a meeting: nobody counts on them until then. */
function Away({ circle, away, today }: TurnsData) {
  const { say } = useReader()
  const action = `/circles/${circle.id}/turns/absence`
  return (
    <Card tone="bare" title={say('turns.away.title')}>
      {away ? (
        <>
          <p>
            {say('turns.away.until')} <Time at={away} as="day" />
          </p>
          <PostButton action={action} values={{ until: '' }}>
            {say('turns.away.back')}
          </PostButton>
        </>
      ) : (
        <Form action={action}>
          <Field name="until" type="date" label={say('turns.away.label')} hint={say('turns.away.hint')} min={today} />
          <div>
            <Button>{say('turns.away.button')}</Button>
          </div>
        </Form>
      )}
    </Card>
  )
}
