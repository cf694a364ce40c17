import {
  Actions,
  Area,
  Button,
  ButtonLink,
  Card,
  Chip,
  Details,
  Face,
  Field,
  Form,
  Hidden,
  type Instant,
  Page,
  PostButton,
  RowItem,
  Rows,
  Spoken,
  useReader,
} from '../ui/index.ts'
import { type Commitment, lastSeq, type Standing, standing, type Words } from './rules.ts'

interface CommitmentsProps {
  circle: { readonly id: string; readonly name: string }
  open: readonly Commitment[]
  ended: readonly Commitment[]
  /** Whoever reads has agreed to the circle's agreement, so that they can write here. */
  agreed: boolean
  /** The id of whoever reads, and the day it is where they live. */
  me: string
  today: string
  /** When the circle meets next, if it has set its times. */
  next: Instant | undefined
  /** The id of what is taken on with this page's form. */
  fresh: string
}

/** What each of us has taken on. */
export function CommitmentsPage(props: CommitmentsProps) {
  const { circle, open, ended, me, agreed, fresh, next } = props
  const { say } = useReader()
  const mine = open.filter(({ person }) => person === me)
  const others = open.filter(({ person }) => person !== me)
  return (
    <Page
      title={say('commitments.page.title')}
      above={circle.name}
      lead={say('commitments.page.lead')}
      lock={say('commitments.page.lock')}
      aside={<Others {...props} commitments={others} />}
    >
      {mine.map((commitment) => (
        <Mine key={commitment.id} {...props} commitment={commitment} />
      ))}
      {agreed ? (
        <Take circle={circle} fresh={fresh} first={mine.length === 0} next={next} />
      ) : (
        <AgreeFirst circle={circle} />
      )}
      {ended.length > 0 && <Ended {...props} commitments={ended} />}
    </Page>
  )
}

type OneProps = Pick<CommitmentsProps, 'circle' | 'today' | 'next'> & { commitment: Commitment }

const pathOf = ({ circle, commitment }: Pick<OneProps, 'circle' | 'commitment'>): string =>
  `/circles/${circle.id}/commitments/${commitment.id}`

/** One's own: one tap says how it went. */
function Mine(props: OneProps) {
  const { commitment, today, next } = props
  const { say } = useReader()
  const how = standing(commitment, today)
  if (how.is !== 'open') return null
  return (
    <Card tone="ask" title={say('commitments.mine.title')} beside={<OpenChips how={how} />}>
      <p>
        <InWords words={how.words} />
      </p>
      <p class="quiet">
        <Due words={how.words} next={next} />
      </p>
      <Actions>
        <Tap {...props} answer="kept" first />
        <Tap {...props} answer="carried" />
        <Tap {...props} answer="dropped" />
      </Actions>
      <Reword {...props} words={how.words} />
      {commitment.steps.length > 1 && <History commitment={commitment} />}
    </Card>
  )
}

function OpenChips({ how }: { how: Extract<Standing, { is: 'open' }> }) {
  const { say } = useReader()
  if (how.late) return <Chip tone="now">{say('commitments.chip.late')}</Chip>
  return how.carried > 0 ? <Chip>{say('commitments.chip.carried', { count: how.carried })}</Chip> : null
}

type TapProps = Pick<OneProps, 'circle' | 'commitment'> & { answer: 'kept' | 'carried' | 'dropped'; first?: boolean }

function Tap({ circle, commitment, answer, first = false }: TapProps) {
  const { say } = useReader()
  const values = { answer, seen: String(lastSeq(commitment)) }
  const ended = standing(commitment, '').is !== 'open'
  return (
    <PostButton action={`${pathOf({ circle, commitment })}/answer`} values={values} kind={first ? 'first' : 'plain'}>
      {say(ended ? 'commitments.tap.again' : `commitments.tap.${answer}`)}
    </PostButton>
  )
}

/** New words, and what was learned. Stays open while something in it is not right yet. */
function Reword({ circle, commitment, words, next }: OneProps & { words: Words }) {
  const { say, filled } = useReader()
  const action = `${pathOf({ circle, commitment })}/words`
  return (
    <Details summary={say('commitments.reword.title')} open={filled?.action === action}>
      <Form action={action}>
        <Hidden name="seen" value={String(lastSeq(commitment))} />
        <WordFields words={words} next={next} />
        <Area
          name="learned"
          label={say('commitments.reword.learned')}
          hint={say('commitments.reword.learnedHint')}
          rows={2}
          maxLength={1000}
          optional
        />
        <div>
          <Button>{say('commitments.reword.save')}</Button>
        </div>
      </Form>
    </Details>
  )
}

function AgreeFirst({ circle }: Pick<CommitmentsProps, 'circle'>) {
  const { say } = useReader()
  return (
    <Card tone="ask">
      <p>{say('charter.agreeFirst')}</p>
      <Actions>
        <ButtonLink to={`/circles/${circle.id}/agreement`} kind="first">
          {say('commitments.agree')}
        </ButtonLink>
      </Actions>
    </Card>
  )
}

type TakeProps = Pick<CommitmentsProps, 'circle' | 'fresh' | 'next'> & { first: boolean }

function Take({ circle, fresh, first, next }: TakeProps) {
  const { say } = useReader()
  return (
    <Card title={say(first ? 'commitments.take.title' : 'commitments.take.another')}>
      <Form action={`/circles/${circle.id}/commitments`}>
        <Hidden name="id" value={fresh} />
        <WordFields words={undefined} next={next} />
        <div>
          <Button kind={first ? 'first' : 'plain'}>{say('commitments.take.save')}</Button>
        </div>
      </Form>
    </Card>
  )
}

function WordFields({ words, next }: { words: Words | undefined; next: Instant | undefined }) {
  const { say, moment } = useReader()
  const hint = next
    ? say('commitments.form.dueHint', { date: moment(next, 'date') })
    : say('commitments.form.dueHintOpen')
  return (
    <>
      <Field
        name="cue"
        label={say('commitments.form.cue')}
        hint={say('commitments.form.cueHint')}
        value={words?.cue}
        maxLength={300}
        optional
      />
      <Field
        name="what"
        label={say('commitments.form.what')}
        hint={say('commitments.form.whatHint')}
        value={words?.what}
        maxLength={300}
      />
      <Field
        name="due"
        type="date"
        label={say('commitments.form.due')}
        hint={hint}
        value={words?.due ?? ''}
        width="short"
        optional
      />
    </>
  )
}

function Others(props: Omit<OneProps, 'commitment'> & { commitments: readonly Commitment[] }) {
  const { commitments, today, next } = props
  const { say } = useReader()
  return (
    <Card tone="bare" title={say('commitments.others.title')}>
      {commitments.length === 0 && <p class="quiet">{say('commitments.others.none')}</p>}
      <Rows>
        {commitments.map((commitment) => {
          const how = standing(commitment, today)
          return how.is === 'open' ? (
            <RowItem
              key={commitment.id}
              before={<Face name={commitment.name} />}
              note={
                <>
                  {commitment.name} · <Due words={how.words} next={next} />
                </>
              }
            >
              <InWords words={how.words} />
            </RowItem>
          ) : null
        })}
      </Rows>
    </Card>
  )
}

function Ended(props: CommitmentsProps & { commitments: readonly Commitment[] }) {
  const { commitments, me, today } = props
  const { say, moment } = useReader()
  return (
    <Card title={say('commitments.ended.title')} tone="bare">
      <Rows>
        {commitments.map((commitment) => {
          const how = standing(commitment, today)
          if (how.is === 'open' || !how.words) return null
          return (
            <RowItem
              key={commitment.id}
              before={<Face name={commitment.name} />}
              note={say(`commitments.ended.${how.is}`, { name: commitment.name, date: moment(how.at, 'date') })}
              actions={commitment.person === me && <Tap {...props} commitment={commitment} answer="carried" />}
            >
              <InWords words={how.words} />
            </RowItem>
          )
        })}
      </Rows>
    </Card>
  )
}

/** Everything that was said about it, in the order in which it was. */
function History({ commitment }: { commitment: Commitment }) {
  const { say, moment } = useReader()
  return (
    <Details summary={say('commitments.history.title')}>
      <Rows>
        {commitment.steps.map((step) => (
          <RowItem key={step.seq} note={step.learned && say('commitments.history.learned', { words: step.learned })}>
            {say(`commitments.history.${step.kind}`, { date: moment(step.at, 'date') })}
          </RowItem>
        ))}
      </Rows>
    </Details>
  )
}

/** “When the Monday review starts, I will let the team speak first.” */
function InWords({ words: { cue, what } }: { words: Words }) {
  const { say } = useReader()
  return (
    <Spoken>{cue ? say('commitments.words.ifThen', { cue, what }) : say('commitments.words.plain', { what })}</Spoken>
  )
}

function Due({ words: { due }, next }: { words: Words; next: Instant | undefined }) {
  const { say, moment } = useReader()
  if (due) return <>{say('commitments.due.day', { date: moment(due, 'date') })}</>
  return <>{next ? say('commitments.due.next', { date: moment(next, 'date') }) : say('commitments.due.nextOpen')}</>
}
