import type { Question, Season } from '../../seasons/rules.ts'
import {
  Actions,
  Area,
  Button,
  Card,
  Choices,
  Details,
  Facts,
  Field,
  Form,
  Hidden,
  Link,
  Notice,
  type OptionGroup,
  Page,
  PostButton,
  Said,
  Select,
  Switch,
  useReader,
  WhenFree,
} from '../../ui/index.ts'
import { fieldOf, type Standing, valuesOf } from '../rules.ts'
import { StandingSentence } from './standing.tsx'

export interface ApplyData {
  readonly season: Season
  readonly standing: Standing
  /** As whom one applies. */
  readonly name: string
  readonly zone: string
  readonly zones: readonly OptionGroup[]
  readonly now: Date
  /** What was answered before, or was brought by an organiser. */
  readonly answers: Readonly<Record<string, string>>
  /** Whoever applies now waits in line. */
  readonly full: boolean
  readonly saved: boolean
}

/** Asking for a place in a season, and looking after what one said. */
export function ApplyPage(data: ApplyData) {
  const { say } = useReader()
  const { season, standing, full, saved } = data
  const applied = standing.as !== 'none'
  const changes = standing.open && standing.as !== 'kept'
  return (
    <Page
      title={say(applied ? 'applying.own.title' : 'applying.title')}
      above={season.name}
      lead={!applied && say('applying.lead')}
      width="narrow"
      script="applications.js"
      back={{ to: `/seasons/${season.id}`, label: season.name }}
    >
      {saved && (
        <Notice tone="good" news>
          {say('applying.saved')}
        </Notice>
      )}
      {applied && (
        <Card tone="now" title={say('applying.standing.title')}>
          <StandingSentence standing={standing} />
        </Card>
      )}
      {!applied && full && <Notice>{say('seasons.page.full')}</Notice>}
      {changes ? <Answers {...data} applied={applied} /> : <Over kept={standing.as === 'kept'} />}
      {applied && standing.as !== 'kept' && <Withdraw id={season.id} />}
    </Page>
  )
}

/** Whoever applied looks after their answers until circles are published. */
function Over({ kept }: { kept: boolean }) {
  return (
    <Notice>
      <Said
        k={kept ? 'applying.published' : 'applying.over'}
        parts={{ a: (inside) => <Link to="/applications/mine">{inside}</Link> }}
      />
    </Notice>
  )
}

function Answers({ season, name, zone, zones, now, answers, applied }: ApplyData & { applied: boolean }) {
  const { say } = useReader()
  return (
    <Form action={`/seasons/${season.id}/application`}>
      <Facts facts={[[say('applying.as'), <span dir="auto">{name}</span>]]} />
      <p class="hint">
        <Said k="applying.as.change" parts={{ a: (inside) => <Link to="/me">{inside}</Link> }} />
      </p>
      <WhenFree
        zone={zone}
        zones={zones}
        now={now}
        hours={answers.availability}
        seenBy={say('applications.ledger.mates')}
      />
      {season.questions.map((question) => (
        <Asked key={question.column} question={question} answers={answers} />
      ))}
      {applied ? <Hidden name="agree" value="on" /> : <Agree />}
      <Actions>
        <Button kind="first">{say(applied ? 'applying.save' : 'applying.go')}</Button>
      </Actions>
    </Form>
  )
}

function Agree() {
  const { say } = useReader()
  const more = <Said k="applying.agree.more" parts={{ a: (inside) => <Link to="/privacy">{inside}</Link> }} />
  return <Switch name="agree" look="agree" label={say('applying.agree')} hint={more} />
}

/** A question of the season, and in words who sees the answer. */
function Asked({ question, answers }: { question: Question; answers: ApplyData['answers'] }) {
  const { say } = useReader()
  const { kind, label, choices, required, seen } = question
  const words = { label, seenBy: say(`seasons.seen.${seen}`), optional: !required }
  const name = fieldOf(question)
  const value = valuesOf(question, answers)
  if (kind === 'number') return <Field {...words} name={name} value={String(value)} width="short" inputMode="decimal" />
  if (kind === 'text') return <Area {...words} name={name} value={String(value)} rows={2} maxLength={2000} />
  const options = choices.map((each) => ({ value: each, label: each }))
  if (kind === 'several') return <Choices {...words} name={`${name}[]`} pick="many" choices={options} value={value} />
  if (choices.length <= 6) return <Choices {...words} name={name} choices={options} value={value} />
  const none = { value: '', label: say('applying.choose') }
  return <Select {...words} name={name} options={[none, ...options]} value={String(value)} />
}

function Withdraw({ id }: { id: string }) {
  const { say } = useReader()
  return (
    <Details summary={say('applying.withdraw.title')}>
      <p>{say('applying.withdraw.text')}</p>
      <PostButton action={`/seasons/${id}/application/removal`} kind="wrong">
        {say('applying.withdraw.button')}
      </PostButton>
    </Details>
  )
}

/** What is said once somebody has withdrawn. */
export function WithdrawnPage({ season }: { season: Pick<Season, 'id' | 'name'> }) {
  const { say } = useReader()
  return (
    <Page title={say('applying.withdrawn.title')} above={season.name} width="narrow">
      <p>{say('applying.withdrawn.text')}</p>
      <p>
        <Link to={`/seasons/${season.id}`}>{season.name}</Link>
      </p>
    </Page>
  )
}
