import {
  Actions,
  Area,
  Button,
  Card,
  Chip,
  Details,
  Ending,
  Facts,
  Form,
  Notice,
  useReader,
  Voice,
  Written,
} from '../../ui/index.ts'
import { type Decision, isDue } from '../rules.ts'
import { Fields, Leaf } from './parts.tsx'

interface OneProps {
  readonly decision: Decision
  readonly today: string
}

/** One decision as it was taken, and what really happened. */
export function DecisionPage({
  decision,
  today,
  fixed,
  kept,
}: OneProps & { readonly fixed: boolean; readonly kept: boolean }) {
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
      <Change {...{ decision, today, fixed }} />
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

function Change({ decision, today, fixed }: OneProps & { readonly fixed: boolean }) {
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
          <Fields
            values={{ decision: decision.decision, reasons, expected, review, ...figures }}
            first={first}
            fixed={fixed}
          />
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
