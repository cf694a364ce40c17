import type { Question } from '../../seasons/rules.ts'
import {
  Actions,
  Button,
  Ending,
  Field,
  Form,
  Notice,
  type OptionGroup,
  Page,
  QuestionField,
  Switch,
  useReader,
  WhenFree,
} from '../../ui/index.ts'
import { type Application, askedAgain, otherColumns, ownColumns } from '../rules.ts'
import { GroundCard } from './ground.tsx'
import { columnName, Ledger } from './one.tsx'

interface OwnData {
  readonly community: string
  readonly own: Pick<Application, 'season' | 'name' | 'address' | 'zone' | 'answers' | 'ground'> & {
    readonly mayChange: boolean
  }
  /** The season, as it asks. */
  readonly season: { readonly name: string; readonly questions: readonly Question[] }
  readonly zones: readonly OptionGroup[]
  readonly now: Date
  /** It has just been changed. */
  readonly saved: boolean
}

/** What a person said when they asked for a circle: theirs to look after until circles are published. */
export function OwnApplicationPage(data: OwnData) {
  const { say } = useReader()
  const { community, own, season, saved } = data
  const kept = own.mayChange ? withoutOwn(own, season.questions) : own
  return (
    <Page
      title={say('applications.own.title')}
      above={season.name}
      lead={say('applications.own.lead', { community })}
      width="narrow"
      script="applications.js"
    >
      {saved && (
        <Notice tone="good" news>
          {say('applications.own.saved')}
        </Notice>
      )}
      {own.mayChange ? <Answers {...data} /> : <Notice>{say('applications.own.published')}</Notice>}
      <Ledger
        of={kept}
        others={say('applications.ledger.you')}
        questions={season.questions}
        title={own.mayChange ? 'applications.own.others' : 'applications.ledger.title'}
      />
      <GroundCard ground={own.ground} />
      {own.mayChange && <Withdraw season={own.season} />}
    </Page>
  )
}

/** What does not stand in the form above. */
const withoutOwn = ({ name, address, answers }: OwnData['own'], questions: readonly Question[]) => {
  const mine = ['availability', ...ownColumns(answers), ...questions.map(({ column }) => column)]
  const left = Object.entries(answers).filter(([column]) => !mine.includes(column))
  return { name, address, answers: Object.fromEntries(left) }
}

function Answers({ own, season, zones, now }: OwnData) {
  const { say } = useReader()
  const { answers, zone } = own
  const seen = say('applications.ledger.you')
  return (
    <Form action="/applications/mine">
      <WhenFree
        zone={zone}
        zones={zones}
        now={now}
        hours={answers.availability}
        seenBy={say('applications.ledger.mates')}
      />
      {season.questions.map((question) => (
        <QuestionField key={question.column} {...askedAgain(question, answers, say)} />
      ))}
      {otherColumns(answers, season.questions).map((column) => (
        <Answer key={column} column={column} value={answers[column]} seenBy={seen} />
      ))}
      {!own.ground.agreed && <Switch name="agree" look="agree" label={say('applications.agree')} />}
      <Actions>
        <Button kind="first">{say('applications.own.save')}</Button>
      </Actions>
    </Form>
  )
}

const sets: readonly string[] = ['languages', 'goals']

function Answer({ column, value, seenBy }: { column: string; value: string | undefined; seenBy: string }) {
  const { say } = useReader()
  const number = column === 'hours_per_month'
  const several = sets.includes(column) || value?.includes(';')
  return (
    <Field
      name={`said-${column}`}
      label={columnName(column, say)}
      value={value}
      hint={several && say('applications.own.several')}
      seenBy={seenBy}
      maxLength={2000}
      optional
      {...(number ? { inputMode: 'decimal' as const, width: 'short' as const } : {})}
    />
  )
}

/** Without a yes no circle is formed from it: so taking the yes back is taking the application back. */
function Withdraw({ season }: { season: string }) {
  const { say } = useReader()
  return (
    <Ending
      summary={say('applying.withdraw.title')}
      text={say('applying.withdraw.text')}
      action={`/seasons/${season}/application/removal`}
      button={say('applying.withdraw.button')}
    />
  )
}
