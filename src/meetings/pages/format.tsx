import { Actions, Button, ButtonLink, Card, DataTable, Details, Form, Notice, Page, useReader } from '../../ui/index.ts'
import { type Format, inLanguage, type Plan, type PlannedStep, type Protocol, stepOf } from '../rules/formats.ts'
import { chosenIn } from '../rules/shelves.ts'
import { libraryBeside, Measures } from './formats.tsx'
import { FromShelf } from './shelf.tsx'

interface FormatProps {
  readonly base: string
  readonly one: Format
  /** Its steps for those who sit here, or for as few or many as there may be. */
  readonly plan: Plan | undefined
  /** Whoever reads may change it. */
  readonly own: boolean
  /** It can be given to the whole community. */
  readonly shares: boolean
  /** Where it can be held in everybody's own time, as an address; nowhere where it cannot. */
  readonly apart?: string | undefined
}

/** One way to meet, to read before one chooses it: its steps, and the card of each part that somebody plays in it. */
export function FormatPage({ base, one, plan, own, shares, apart }: FormatProps) {
  const { say, locale } = useReader()
  const { format, key } = one
  const { item } = chosenIn(key) ?? {}
  return (
    <Page
      title={inLanguage(format.title, locale)}
      lead={inLanguage(format.summary, locale)}
      back={{ to: base, label: say('meetings.formats.title') }}
    >
      <Measures format={format} />
      {one.origin === 'shipped' && <FromShelf name={key} library={libraryBeside(base)} />}
      {plan && <PlanTable format={format} plan={plan} />}
      <Cards format={format} />
      <Actions>
        {apart && <ButtonLink to={apart}>{say('meetings.apart.hold')}</ButtonLink>}
        <ButtonLink to={`${base}/${key}/sheet`}>{say('meetings.formats.print')}</ButtonLink>
        {!item && (
          <ButtonLink to={`${base}/${key}/file`} kind="slight">
            {say('meetings.formats.download')}
          </ButtonLink>
        )}
        {own && (
          <ButtonLink to={`${base}/${key}/change`} kind="slight">
            {say('meetings.formats.change')}
          </ButtonLink>
        )}
      </Actions>
      {shares && <Sharing to={`${base}/${key}/sharing`} />}
      {own && <Removing to={`${base}/${key}/removal`} />}
    </Page>
  )
}

function PlanTable({ format, plan }: { format: Protocol; plan: Plan }) {
  const { say, locale } = useReader()
  const step = (planned: PlannedStep) => stepOf(format, planned.part, planned.step)
  const title = (planned: PlannedStep) => inLanguage(step(planned)?.title ?? {}, locale)
  return (
    <Card title={say('meetings.formats.steps')}>
      <DataTable
        caption={say('meetings.formats.stepsFor', { people: plan.present, minutes: plan.minutes })}
        rows={plan.steps}
        rowKey={({ key }) => key}
        columns={[
          {
            label: say('meetings.formats.step'),
            cell: (planned) =>
              planned.round > 1
                ? say('meetings.formats.again', { step: title(planned), round: planned.round })
                : title(planned),
          },
          {
            label: say('meetings.formats.what'),
            cell: (planned) => inLanguage(step(planned)?.invitation ?? {}, locale),
          },
          {
            label: say('meetings.formats.how'),
            cell: (planned) => say(`meetings.how.${step(planned)?.how ?? 'free'}`),
          },
          { label: say('meetings.formats.time'), numeric: true, cell: ({ seconds }) => minutesOf(seconds) },
        ]}
      />
    </Card>
  )
}

/** Minutes with at most one half: what is shorter is said as it is. */
export const minutesOf = (seconds: number): string => String(Math.round(seconds / 30) / 2)

function Cards({ format }: { format: Protocol }) {
  const { say, locale } = useReader()
  if (format.roles.length === 0) return null
  return (
    <Card title={say('meetings.formats.cards')}>
      <div class="stack">
        {format.roles.map(({ id, title, card }) => (
          <Card key={id} level={3} tone="bare" title={inLanguage(title, locale)}>
            <p>{inLanguage(card, locale)}</p>
          </Card>
        ))}
      </div>
    </Card>
  )
}

function Sharing({ to }: { to: string }) {
  const { say } = useReader()
  return (
    <Details summary={say('meetings.formats.share')}>
      <Form action={to}>
        <p>{say('meetings.formats.shareText')}</p>
        <div>
          <Button>{say('meetings.formats.share')}</Button>
        </div>
      </Form>
    </Details>
  )
}

function Removing({ to }: { to: string }) {
  const { say } = useReader()
  return (
    <Details summary={say('meetings.formats.remove')}>
      <Form action={to}>
        <Notice>{say('meetings.formats.removeText')}</Notice>
        <div>
          <Button kind="wrong">{say('meetings.formats.remove')}</Button>
        </div>
      </Form>
    </Details>
  )
}
