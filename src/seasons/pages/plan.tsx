import { Actions, Area, Button, Card, Choices, Field, Form, Hidden, Page, useReader } from '../../ui/index.ts'
import { type PlannedSeason, type Template, templates } from '../rules.ts'

/** What a plan begins with. */
export type Begun = Partial<Omit<PlannedSeason, 'id' | 'state' | 'questions' | 'atHandSince'>>

interface PlanData {
  readonly begun: Begun
  /** Under which id it will be kept. */
  readonly id: string
  /** The season that this one repeats. */
  readonly from?: string | undefined
}

/** A season by four questions. */
export function PlanPage({ begun, id, from }: PlanData) {
  const { say } = useReader()
  return (
    <Page
      title={say(from ? 'seasons.again.title' : 'seasons.plan.title')}
      lead={say(from ? 'seasons.again.lead' : 'seasons.plan.lead')}
      width="narrow"
      back={{ to: '/seasons', label: say('seasons.title') }}
    >
      <Form action="/seasons/new">
        <Hidden name="id" value={id} />
        {from && <Hidden name="from" value={from} />}
        <Who begun={begun} asksTemplate={!from} />
        <When begun={begun} />
        <HowMany begun={begun} />
        <UntilWhen begun={begun} />
        <Actions>
          <Button kind="first">{say('seasons.plan.go')}</Button>
        </Actions>
      </Form>
    </Page>
  )
}

/** Everything that a season says of itself. */
export function EditPage({ season }: { season: PlannedSeason }) {
  const { say } = useReader()
  const action = `/seasons/${season.id}/edition`
  return (
    <Page
      title={say('seasons.edit.title')}
      above={season.name}
      width="narrow"
      back={{ to: `/seasons/${season.id}/desk`, label: season.name }}
    >
      <Form action={action}>
        <Who begun={season} asksTemplate={false} />
        <Words {...season} />
        <When begun={season} whole />
        <HowMany begun={season} whole />
        <UntilWhen begun={season} />
        <Actions>
          <Button kind="first">{say('seasons.edit.save')}</Button>
        </Actions>
      </Form>
    </Page>
  )
}

/** What people read about it. */
function Words({ forWhom, about }: Pick<PlannedSeason, 'forWhom' | 'about'>) {
  const { say } = useReader()
  return (
    <Card title={say('seasons.edit.words')}>
      <Field
        name="forWhom"
        label={say('seasons.forWhom')}
        hint={say('seasons.forWhom.hint')}
        value={forWhom}
        maxLength={200}
        optional
      />
      <Area
        name="about"
        label={say('seasons.about')}
        hint={say('seasons.about.hint')}
        value={about}
        maxLength={2000}
        rows={6}
        optional
      />
    </Card>
  )
}

interface PartData {
  readonly begun: Begun
  /** With what has a good default, and need not be asked at first. */
  readonly whole?: boolean
}

function Who({ begun, asksTemplate }: PartData & { asksTemplate: boolean }) {
  const { say } = useReader()
  const template: Template = begun.template ?? 'managers'
  return (
    <Card title={say('seasons.plan.who')}>
      <Field
        name="name"
        label={say('seasons.name')}
        hint={say('seasons.name.hint')}
        seenBy={say('seasons.seenByAll')}
        value={begun.name}
        maxLength={80}
      />
      {asksTemplate ? (
        <Choices
          name="template"
          label={say('seasons.template')}
          hint={say('seasons.template.hint')}
          choices={templates.map((value) => ({
            value,
            label: say(`seasons.template.${value}`),
            hint: say(`seasons.template.${value}.asks`),
          }))}
          value={template}
        />
      ) : (
        <Hidden name="template" value={template} />
      )}
    </Card>
  )
}

function When({ begun, whole = false }: PartData) {
  const { say } = useReader()
  const rhythms = (['weekly', 'fortnightly'] as const).map((value) => ({
    value,
    label: say(`seasons.rhythm.${value}`),
  }))
  const lengths = ['60', '90', '120'].map((value) => ({ value, label: say('seasons.minutesOf', { minutes: value }) }))
  return (
    <Card title={say('seasons.plan.when')}>
      <div class="row">
        <Field name="starts" type="date" width="medium" label={say('seasons.starts')} value={begun.starts} optional />
        <Field name="ends" type="date" width="medium" label={say('seasons.ends')} value={begun.ends} optional />
      </div>
      <Choices
        name="rhythm"
        label={say('seasons.fact.rhythm')}
        choices={rhythms}
        value={begun.rhythm ?? 'fortnightly'}
        row
      />
      {whole && (
        <Choices
          name="minutes"
          label={say('seasons.minutes')}
          choices={lengths}
          value={String(begun.minutes ?? 90)}
          row
        />
      )}
    </Card>
  )
}

function HowMany({ begun, whole = false }: PartData) {
  const { say } = useReader()
  const number = { type: 'number', width: 'short', inputMode: 'numeric' } as const
  return (
    <Card title={say('seasons.plan.places')}>
      <Field
        {...number}
        name="places"
        label={say('seasons.places')}
        hint={say('seasons.places.hint')}
        min={2}
        value={begun.places ? String(begun.places) : ''}
        optional
      />
      {whole && (
        <div class="row">
          <Field
            {...number}
            name="minSize"
            label={say('seasons.size.min')}
            min={2}
            max={10}
            value={String(begun.minSize ?? 5)}
          />
          <Field
            {...number}
            name="maxSize"
            label={say('seasons.size.max')}
            min={2}
            max={10}
            value={String(begun.maxSize ?? 8)}
          />
        </div>
      )}
    </Card>
  )
}

function UntilWhen({ begun }: PartData) {
  const { say } = useReader()
  return (
    <Card title={say('seasons.plan.until')}>
      <Field
        name="applyUntil"
        type="date"
        width="medium"
        label={say('seasons.applyUntil')}
        hint={say('seasons.applyUntil.hint')}
        value={begun.applyUntil}
        optional
      />
    </Card>
  )
}
