import {
  Actions,
  Area,
  Button,
  ButtonLink,
  Card,
  Chip,
  Details,
  EmptyState,
  Ending,
  Facts,
  Field,
  Form,
  Hidden,
  Link,
  Notice,
  OwnPage,
  type PageProps,
  RowItem,
  Rows,
  Spoken,
  useReader,
  Voice,
  Written,
} from '../ui/index.ts'
import { type Decision, isDue, sureAtLast } from './rules.ts'

type JournalProps = Readonly<Record<'due' | 'coming' | 'past', readonly Decision[]>>

/** All decisions, those first on which it is time to look back. */
export function JournalPage({ due, coming, past }: JournalProps) {
  const { say } = useReader()
  return (
    <OwnPage
      title={say('journal.title')}
      lead={say('journal.lead')}
      lock={say('journal.lock')}
      actions={
        <ButtonLink to="/me/journal/new" kind="first">
          {say('journal.new.title')}
        </ButtonLink>
      }
    >
      {due.length + coming.length + past.length === 0 && (
        <EmptyState title={say('journal.none.title')}>
          <p>{say('journal.none.text')}</p>
        </EmptyState>
      )}
      <List title={say('journal.due')} all={due} tone="ask" />
      <List title={say('journal.coming')} all={coming} tone="plain" />
      <List title={say('journal.past')} all={past} tone="plain" />
    </OwnPage>
  )
}

/** A page of the journal below the list of all. */
function Leaf(props: Pick<PageProps, 'title' | 'above' | 'lead' | 'children'>) {
  const { say } = useReader()
  return <OwnPage lock={say('journal.lock')} back={{ to: '/me/journal', label: say('journal.title') }} {...props} />
}

function List({ title, all, tone }: { title: string; all: readonly Decision[]; tone: 'ask' | 'plain' }) {
  const { say, moment } = useReader()
  if (all.length === 0) return null
  return (
    <Card title={title} tone={tone}>
      <Rows>
        {all.map((each) => (
          <RowItem
            key={each.id}
            note={
              each.reviewedAt
                ? say('journal.row.past', { day: moment(each.reviewedAt, 'date'), sure: sureAtLast(each) })
                : say('journal.row.coming', { day: moment(each.reviewOn, 'date'), sure: sureAtLast(each) })
            }
          >
            <Link to={`/me/journal/${each.id}`}>
              <Spoken>{each.decision}</Spoken>
            </Link>
          </RowItem>
        ))}
      </Rows>
    </Card>
  )
}

interface NewProps {
  readonly fresh: string
  readonly today: string
  /** A day to look back on that is as good as any. */
  readonly review: string
  readonly before: string
  readonly after: string
}

export function NewDecisionPage({ fresh, today, review, before, after }: NewProps) {
  const { say } = useReader()
  return (
    <Leaf title={say('journal.new.title')} lead={say('journal.new.lead')}>
      <Form action="/me/journal/new">
        <Hidden name="id" value={fresh} />
        <Fields values={{ decision: '', reasons: '', expected: '', before, after, review }} first={today} />
        <Actions>
          <Button kind="first">{say('journal.new.keep')}</Button>
        </Actions>
      </Form>
    </Leaf>
  )
}

type Values = Readonly<Record<'decision' | 'reasons' | 'expected' | 'before' | 'after' | 'review', string>>

/** `first`: the first day on which one may look back. */
function Fields({ values, first }: { values: Values; first: string }) {
  const { say } = useReader()
  return (
    <>
      <Area
        name="decision"
        label={say('journal.form.decision')}
        hint={say('journal.form.decisionHint')}
        value={values.decision}
        rows={2}
        maxLength={1000}
        voice
      />
      {(['reasons', 'expected'] as const).map((name) => (
        <Area
          key={name}
          name={name}
          label={say(`journal.form.${name}`)}
          hint={say(`journal.hint.${name}`)}
          value={values[name]}
          rows={3}
          maxLength={3000}
          optional
        />
      ))}
      <Sureness values={values} />
      <Field
        name="review"
        type="date"
        label={say('journal.form.review')}
        hint={say('journal.form.reviewHint')}
        value={values.review}
        min={first}
        width="medium"
      />
    </>
  )
}

/** Before it was talked through, and after. */
function Sureness({ values }: { values: Values }) {
  const { say } = useReader()
  const sure = { type: 'number', min: 0, max: 100, width: 'short', inputMode: 'numeric' } as const
  return (
    <>
      <Field
        name="before"
        label={say('journal.form.before')}
        hint={say('journal.form.beforeHint')}
        value={values.before}
        {...sure}
      />
      <Field
        name="after"
        label={say('journal.form.after')}
        hint={say('journal.form.afterHint')}
        value={values.after}
        {...sure}
        optional
      />
    </>
  )
}

interface OneProps {
  readonly decision: Decision
  readonly today: string
}

/** One decision as it was taken, and what really happened. */
export function DecisionPage({ decision, today, kept }: OneProps & { readonly kept: boolean }) {
  const { say, moment } = useReader()
  return (
    <Leaf title={say('journal.one.title')} above={moment(decision.madeAt, 'date')}>
      {kept && (
        <Notice tone="good" news>
          {say('journal.one.kept')}
        </Notice>
      )}
      <AsTaken decision={decision} today={today} />
      <LookingBack decision={decision} due={isDue(decision, today)} />
      <Change decision={decision} today={today} />
      <Ending
        summary={say('journal.remove.title')}
        text={say('journal.remove.text')}
        action={`/me/journal/${decision.id}/removal`}
        button={say('journal.one.remove')}
      />
    </Leaf>
  )
}

function AsTaken({ decision, today }: OneProps) {
  const { say, moment } = useReader()
  const { sureBefore, sureAfter, reviewOn } = decision
  const due = isDue(decision, today)
  return (
    <Card beside={due && <Chip tone="accent">{say('journal.one.due')}</Chip>} title={say('journal.one.decided')}>
      <Voice>{decision.decision}</Voice>
      {(['reasons', 'expected'] as const)
        .filter((part) => decision[part] !== '')
        .map((part) => (
          <div key={part}>
            <p class="quiet">{say(part === 'reasons' ? 'journal.form.reasons' : 'journal.form.expected')}</p>
            <Written text={decision[part]} />
          </div>
        ))}
      <Facts
        facts={[
          [say('journal.one.sure'), say('journal.one.sureness', { before: sureBefore, after: sureAfter ?? 'none' })],
          [say('journal.form.review'), moment(reviewOn, 'date')],
        ]}
      />
    </Card>
  )
}

function Change({ decision, today }: OneProps) {
  const { say, filled } = useReader()
  const { reasons, expected, sureBefore, sureAfter, reviewOn: review } = decision
  const action = `/me/journal/${decision.id}`
  const figures = { before: String(sureBefore), after: sureAfter === null ? '' : String(sureAfter) }
  // A day that is over may stay: only another one has to lie ahead.
  const first = review < today ? review : today
  return (
    <Card>
      <Details summary={say('journal.one.change')} open={filled?.action === action}>
        <Form action={action}>
          <Fields values={{ decision: decision.decision, reasons, expected, review, ...figures }} first={first} />
          <Actions>
            <Button>{say('journal.one.save')}</Button>
          </Actions>
        </Form>
      </Details>
    </Card>
  )
}

/** What really happened. Before the day it can be said, too: some things are decided sooner. */
function LookingBack({ decision, due }: { decision: Decision; due: boolean }) {
  const { say, filled } = useReader()
  const { happened, learned } = decision
  return (
    <Card title={say('journal.back.title')} tone={due ? 'ask' : 'plain'}>
      {happened && <Written text={happened} />}
      {learned && <p>{say('journal.back.lesson', { learned })}</p>}
      {due ? (
        <BackForm decision={decision} due />
      ) : (
        <Details
          summary={say(happened ? 'journal.back.again' : 'journal.back.early')}
          open={filled?.action === backOf(decision)}
        >
          <BackForm decision={decision} due={false} />
        </Details>
      )}
    </Card>
  )
}

const backOf = ({ id }: Decision): string => `/me/journal/${id}/looking-back`

function BackForm({ decision, due }: { decision: Decision; due: boolean }) {
  const { say } = useReader()
  return (
    <Form action={backOf(decision)}>
      <Area
        name="happened"
        label={say('journal.back.happened')}
        hint={say('journal.back.happenedHint')}
        value={decision.happened}
        rows={3}
        maxLength={3000}
      />
      <Area
        name="learned"
        label={say('journal.back.learned')}
        hint={say('journal.back.learnedHint')}
        value={decision.learned}
        rows={2}
        maxLength={2000}
        optional
      />
      <Actions>
        <Button kind={due ? 'first' : 'plain'}>{say('journal.back.keep')}</Button>
      </Actions>
    </Form>
  )
}
