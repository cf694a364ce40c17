import type { Circle } from '../../circles/rules.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Card,
  EmptyState,
  Form,
  Hidden,
  Link,
  LockLine,
  Notice,
  Page,
  useReader,
  Voice,
} from '../../ui/index.ts'
import { awaitsMe, dayIn, dueOf, type MyChange } from '../rules.ts'
import { Along, type OwnOpen } from './along.tsx'
import { useChange } from './sentences.tsx'

interface ChangeData {
  /** The circle in which the reader stands; undefined for whoever waits for a place. */
  readonly circle: Circle | undefined
  readonly change: MyChange | undefined
  readonly now: Date
  /** What the reader, who would go, has taken on there. */
  readonly mine: readonly OwnOpen[]
  /** The circle in which they sit now, where it came about. */
  readonly to: string | undefined
}

/** A change of one's circle: what it would be for oneself, yes or no, and what came of it. */
export function ChangePage(data: ChangeData) {
  const { say } = useReader()
  const { circle, change, now } = data
  const title = circle ? say('rebalancing.change.title') : say('rebalancing.coming.title')
  const back = circle
    ? { to: `/circles/${circle.id}`, label: circle.name }
    : { to: '/home', label: say('home.nav.home') }
  if (!change)
    return (
      <Page title={title} width="narrow" back={back}>
        <EmptyState title={say('rebalancing.change.none.title')}>
          <p>{say('rebalancing.change.none.text')}</p>
        </EmptyState>
      </Page>
    )
  return (
    <Page
      title={title}
      lead={!change.outcome && say('rebalancing.change.lead')}
      width="narrow"
      back={back}
      lock={!change.outcome && say('rebalancing.change.lock')}
    >
      {change.outcome ? (
        <Decided {...data} change={change} outcome={change.outcome} />
      ) : (
        <Open {...data} change={change} now={now} />
      )}
    </Page>
  )
}

type Known = ChangeData & { readonly change: MyChange }

function Open(data: Known) {
  const { say, zone } = useReader()
  const { change, now, mine, circle } = data
  const { title, means } = useChange(change, dayIn(zone, now))
  return (
    <>
      <Card tone="now" title={title}>
        {change.words && (
          <Voice from={say('rebalancing.change.from', { host: change.host ?? '', known: change.host !== undefined })}>
            {change.words}
          </Voice>
        )}
        <p>{say('rebalancing.change.free')}</p>
      </Card>
      <Card title={say('rebalancing.change.means')}>
        <ul class="stack close">
          {means.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Card>
      {mine.length > 0 && circle && <Along mine={mine} change={change} to={undefined} />}
      {change.saidYes ? <SaidYes {...data} /> : awaitsMe(change, now) ? <Answer {...data} /> : <Late />}
    </>
  )
}

const actionOf = ({ circle, change }: Known) => (circle ? `/circles/${circle.id}/change` : `/asked/${change.id}`)

function Answer(data: Known) {
  const { say, moment } = useReader()
  const { change } = data
  const due = dueOf(change, change.mine.stage)
  return (
    <Card tone="ask" title={say('rebalancing.answer.title')}>
      <p>{say('rebalancing.answer.all')}</p>
      <Form action={actionOf(data)}>
        <Hidden name="change" value={change.id} />
        <Actions>
          <Button kind="first" name="answer" value="yes">
            {say('rebalancing.answer.yes')}
          </Button>
          <Button name="answer" value="no">
            {say('rebalancing.answer.no')}
          </Button>
        </Actions>
      </Form>
      <LockLine>{say('rebalancing.answer.private')}</LockLine>
      <p class="quiet">{say('rebalancing.answer.until', { when: moment(due, 'full') })}</p>
    </Card>
  )
}

function SaidYes(data: Known) {
  const { say } = useReader()
  return (
    <Card tone="now" title={say('rebalancing.said.title')}>
      <p>{say('rebalancing.said.text')}</p>
      <Form action={actionOf(data)}>
        <Hidden name="change" value={data.change.id} />
        <Actions>
          <Button kind="slight" name="answer" value="no">
            {say('rebalancing.said.back')}
          </Button>
        </Actions>
      </Form>
      <LockLine>{say('rebalancing.answer.private')}</LockLine>
    </Card>
  )
}

function Late() {
  const { say } = useReader()
  return <Notice>{say('rebalancing.answer.tooLate')}</Notice>
}

/** What came of it. Who said no, or nothing, is told to nobody; taken back by whoever asked reads the same. */
function Decided({
  change,
  outcome,
  to,
  mine,
  circle,
}: Known & { readonly outcome: NonNullable<MyChange['outcome']> }) {
  const { say } = useReader()
  if (outcome === 'done')
    return (
      <>
        <Notice tone="good" title={say('rebalancing.done.title')}>
          <p>{say('rebalancing.done.text', { kind: change.kind, goes: change.mine.from !== change.mine.to })}</p>
          {to && (
            <p>
              <Link to={`/circles/${to}`}>{say('rebalancing.done.there')}</Link>
            </p>
          )}
        </Notice>
        {mine.length > 0 && circle && <Along mine={mine} change={change} to={to} />}
      </>
    )
  return (
    <Notice title={say(outcome === 'void' ? 'rebalancing.void.title' : 'rebalancing.no.title')}>
      <p>{say(outcome === 'void' ? 'rebalancing.void.text' : 'rebalancing.no.text')}</p>
      {circle && (
        <p>
          <ButtonLink to={`/circles/${circle.id}`}>{say('rebalancing.no.back')}</ButtonLink>
        </p>
      )}
    </Notice>
  )
}
