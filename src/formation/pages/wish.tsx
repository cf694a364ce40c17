import {
  Actions,
  Button,
  Card,
  Choices,
  Details,
  Field,
  Form,
  Hidden,
  LockLine,
  Page,
  Select,
  Switch,
  useReader,
} from '../../ui/index.ts'
import type { Policy, Rhythm, UsableColumn } from '../rules.ts'
import { useColumns } from './words.tsx'

export interface WishData {
  /** How many people are to be seated. */
  readonly people: number
  readonly columns: readonly UsableColumn[]
  /** What was answered to those to which few different answers were given. */
  readonly said: ReadonlyMap<string, readonly string[]>
  /** The rules to begin with: those of the last time, or the usual ones. */
  readonly policy: Policy
  readonly rhythm: Rhythm
}

/** The id of the part about an answer, for what leads there. */
export const wishId = (column: string): string => `wish-${encodeURIComponent(column)}`

/** By which rules circles are to be formed. Everything stands there already; one tap is enough. */
export function WishPage(data: WishData) {
  const { say } = useReader()
  return (
    <Page
      title={say('formation.wish.title')}
      lead={say('formation.wish.lead', { people: data.people })}
      width="narrow"
      back={{ to: '/formation', label: say('formation.title') }}
    >
      <Form action="/formation/new">
        <Sizes {...data} />
        <Meetings {...data} />
        <Company {...data} />
        <Rules {...data} />
        <Actions>
          <Button kind="first">{say('formation.wish.go')}</Button>
        </Actions>
        <LockLine>{say('formation.wish.publishes')}</LockLine>
      </Form>
    </Page>
  )
}

function Sizes({ policy: { size } }: WishData) {
  const { say } = useReader()
  const number = { type: 'number', width: 'short', inputMode: 'numeric', min: 2, max: 10 } as const
  return (
    <Card title={say('formation.wish.size')}>
      <p class="quiet">{say('formation.wish.size.hint')}</p>
      <div class="row">
        <Field {...number} name="min" label={say('formation.wish.min')} value={String(size.min)} />
        <Field {...number} name="max" label={say('formation.wish.max')} value={String(size.max)} />
      </div>
      <p class="quiet">{say('seasons.places.short')}</p>
    </Card>
  )
}

function Meetings({ policy, rhythm }: WishData) {
  const { say } = useReader()
  const lengths = ['60', '90', '120'].map((value) => ({
    value,
    label: say('scheduling.series.minutesOf', { count: Number(value) }),
  }))
  const rhythms = (['weekly', 'fortnightly'] as const).map((value) => ({
    value,
    label: say(`scheduling.rhythm.${value}`),
  }))
  return (
    <Card title={say('formation.wish.meetings')}>
      <p class="quiet">{say('formation.wish.meetings.hint')}</p>
      <div class="row">
        <DayField name="from" label={say('formation.wish.from')} value={policy.season?.from} />
        <DayField name="to" label={say('formation.wish.to')} value={policy.season?.to} />
      </div>
      <Choices
        name="minutes"
        label={say('scheduling.series.minutes')}
        choices={lengths}
        value={String(policy.meetingMinutes)}
        row
      />
      <Choices name="rhythm" label={say('scheduling.series.rhythm')} choices={rhythms} value={rhythm} row />
    </Card>
  )
}

/** A day, also in words: browsers write it each in their own way. The words stay where another one is chosen. */
function DayField({ name, label, value }: { name: string; label: string; value: string | undefined }) {
  const { say, moment } = useReader()
  const hint = value && say('formation.wish.day', { day: moment(value, 'day') })
  return <Field name={name} type="date" width="medium" label={label} value={value} {...(hint ? { hint } : {})} />
}

const weights = [-3, -2, -1, 0, 1, 2, 3] as const

function Company({ columns, policy }: WishData) {
  const { say } = useReader()
  const called = useColumns()
  if (columns.length === 0) return null
  const options = weights.map((weight) => ({
    value: String(weight),
    label: say('formation.wish.weight', { weight: `${weight < 0 ? 'unlike' : 'alike'}${Math.abs(weight)}` }),
  }))
  return (
    <Card title={say('formation.wish.company')}>
      <p class="quiet">
        {say('formation.wish.company.hint')} {say('formation.weights')}
      </p>
      <div class="grid">
        {columns.map(({ column }, index) => (
          <div key={column} id={wishId(column)}>
            <Hidden name={`column-${index}`} value={column} />
            <Select
              name={`weight-${index}`}
              label={called(column)}
              options={options}
              value={String(weightOf(policy, column))}
            />
          </div>
        ))}
      </div>
    </Card>
  )
}

function weightOf({ attributes }: Policy, column: string): number {
  const found = attributes.find((each) => each.column === column)
  return found ? found.weight * (found.aim === 'diverse' ? -1 : 1) : 0
}

type RulesData = Pick<WishData, 'columns' | 'policy' | 'said'>
type Kind = UsableColumn['kind']

function Rules({ columns, policy, said }: RulesData) {
  const { say } = useReader()
  const called = useColumns()
  const choices = (kind: Kind) =>
    columns.filter((each) => each.kind === kind).map(({ column }) => ({ value: column, label: called(column) }))
  return (
    <Card title={say('formation.wish.rules')} id="rules">
      <p class="quiet">{say('formation.wish.rules.hint')}</p>
      <Choices
        name="apart[]"
        pick="many"
        label={say('formation.wish.apart')}
        hint={say('formation.wish.apart.hint')}
        choices={choices('category')}
        value={policy.apart}
        optional
      />
      <Choices
        name="common[]"
        pick="many"
        label={say('formation.wish.common')}
        hint={say('formation.wish.common.hint')}
        choices={choices('set')}
        value={policy.common}
        optional
      />
      <Switch
        name="mates"
        label={say('formation.wish.mates')}
        hint={say('formation.wish.mates.hint')}
        on={policy.mates !== false}
      />
      <Lone {...{ columns, policy, said }} />
    </Card>
  )
}

/** In no circle exactly one person with one of some answers. */
function Lone({ columns, policy, said }: RulesData) {
  const { say } = useReader()
  const called = useColumns()
  const lone = policy.noLone[0]
  const choices = columns
    .filter(({ kind }) => kind === 'category')
    .map(({ column }) => ({ value: column, label: called(column) }))
  return (
    <Details summary={say('formation.wish.lone')} open={lone !== undefined}>
      <p>{say('formation.wish.lone.hint')}</p>
      <Select
        name="lone"
        label={say('formation.wish.lone.column')}
        options={[{ value: '', label: say('formation.wish.lone.none') }, ...choices]}
        value={lone?.column ?? ''}
        optional
      />
      <Field
        name="loneValues"
        label={say('formation.wish.lone.values')}
        hint={say('formation.wish.lone.values.hint')}
        value={lone?.values.join('; ')}
        maxLength={500}
        optional
      />
      <ul class="quiet">
        {choices.map(({ value, label }) => {
          const answers = said.get(value) ?? []
          return (
            answers.length > 0 && (
              <li key={value}>{say('formation.wish.lone.said', { column: label, answers: answers.join('; ') })}</li>
            )
          )
        })}
      </ul>
    </Details>
  )
}
