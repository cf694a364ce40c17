import { Actions, Button, Field, Form, Notice, type OptionGroup, Page, useReader, WhenFree } from '../../ui/index.ts'
import { type Application, ownColumns } from '../rules.ts'
import { columnName, Ledger } from './one.tsx'

interface OwnData {
  readonly community: string
  readonly own: Pick<Application, 'name' | 'address' | 'zone' | 'answers'> & { readonly mayChange: boolean }
  readonly zones: readonly OptionGroup[]
  readonly now: Date
  /** It has just been changed. */
  readonly saved: boolean
}

/** What a person said when they asked for a circle: theirs to look after until circles are published. */
export function OwnApplicationPage(data: OwnData) {
  const { say } = useReader()
  const { community, own, saved } = data
  const kept = own.mayChange ? withoutOwn(own) : own
  return (
    <Page
      title={say('applications.own.title')}
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
        title={own.mayChange ? 'applications.own.others' : 'applications.ledger.title'}
      />
    </Page>
  )
}

/** What does not stand in the form above. */
const withoutOwn = ({ name, address, answers }: OwnData['own']) => {
  const mine = ['availability', ...ownColumns(answers)]
  const left = Object.entries(answers).filter(([column]) => !mine.includes(column))
  return { name, address, answers: Object.fromEntries(left) }
}

function Answers({ own, zones, now }: OwnData) {
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
      {ownColumns(answers).map((column) => (
        <Answer key={column} column={column} value={answers[column]} seenBy={seen} />
      ))}
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
