import { Button, Card, Field, Form, Notice, Page, Row, type Say, useReader } from '../../ui/index.ts'
import {
  type Cannot,
  type Format,
  inLanguage,
  type Plan,
  type PlannedStep,
  type Printed,
  type Prompt,
  type Protocol,
  type Step,
  stepOf,
} from '../rules/formats.ts'
import { cannotWords } from './choose.tsx'
import { minutesOf } from './format.tsx'

interface SheetProps {
  readonly base: string
  readonly one: Format
  readonly printed: Printed
  readonly plan: Plan | Cannot
}

/** A run on paper: when what happens, what to say, and a card to hand to each. Works without a meeting, and without a device. */
export function SheetPage({ base, one: { key, format }, printed, plan }: SheetProps) {
  const { say, locale } = useReader()
  return (
    <Page
      title={inLanguage(format.title, locale)}
      lead={say('meetings.sheet.lead', { people: printed.people, minutes: printed.minutes })}
      back={{ to: `${base}/${key}`, label: say('meetings.sheet.back') }}
    >
      <ScaleForm action={`${base}/${key}/sheet`} printed={printed} />
      {'cannot' in plan ? (
        <Notice tone="warn">{cannotWords(plan, [], say, locale)}</Notice>
      ) : (
        <Steps format={format} plan={plan} starts={printed.starts ?? 0} />
      )}
      <RoleCards format={format} />
    </Page>
  )
}

/** For how many, how long and from when; left out on paper. */
function ScaleForm({ action, printed }: { action: string; printed: Printed }) {
  const { say } = useReader()
  return (
    <Form action={action} method="get">
      <Row>
        <Count name="people" label={say('meetings.sheet.people')} value={printed.people} most={20} />
        <Count name="minutes" label={say('meetings.sheet.minutes')} value={printed.minutes} most={480} />
        <Field
          name="starts"
          type="time"
          label={say('meetings.sheet.starts')}
          value={printed.starts === undefined ? '' : clock(printed.starts, say)}
          width="short"
          optional
        />
      </Row>
      <div>
        <Button>{say('meetings.sheet.scale')}</Button>
      </div>
    </Form>
  )
}

interface CountProps {
  readonly name: string
  readonly label: string
  readonly value: number
  readonly most: number
}

const Count = ({ name, label, value, most }: CountProps) => (
  <Field name={name} type="number" label={label} value={String(value)} width="short" min={1} max={most} />
)

function Steps({ format, plan, starts }: { format: Protocol; plan: Plan; starts: number }) {
  let before = 0
  return (
    <>
      {plan.steps.map((planned) => {
        const at = starts + before / 60
        before += planned.seconds
        return <SheetStep key={planned.key} format={format} planned={planned} at={at} />
      })}
    </>
  )
}

/** A step as whoever leads reads it: the time, the line to say, what to do. What others are told in it stands below. */
function SheetStep({ format, planned, at }: { format: Protocol; planned: PlannedStep; at: number }) {
  const { say, locale } = useReader()
  const step = stepOf(format, planned.part, planned.step)
  if (!step) return null
  const title = inLanguage(step.title, locale)
  const heading = planned.round > 1 ? say('meetings.formats.again', { step: title, round: planned.round }) : title
  return (
    <Card
      title={`${clock(at, say)} ${heading}`}
      beside={<span>{say('meetings.sheet.takes', { minutes: minutesOf(planned.seconds) })}</span>}
    >
      {planned.round > 1 ? (
        <p class="quiet">{say('meetings.sheet.asBefore')}</p>
      ) : (
        <StepInFull format={format} planned={planned} step={step} />
      )}
    </Card>
  )
}

/** All that a step says; a round that comes again is not printed twice. */
function StepInFull({ format, planned, step }: { format: Protocol; planned: PlannedStep; step: Step }) {
  const { say, locale } = useReader()
  const { facilitator, ...others } = step.prompts
  const rules = step.rules.map((rule) => say(`meetings.rule.${rule}`))
  return (
    <>
      <p>
        <strong>{inLanguage(step.invitation, locale)}</strong>
      </p>
      <p class="quiet">
        {[...new Set([say(`meetings.how.${step.how}`), ...rules])].join(' ')}
        {planned.turn !== null && ` ${say('meetings.sheet.each', { minutes: minutesOf(planned.turn) })}`}
      </p>
      {facilitator && <Said prompt={facilitator} />}
      {Object.entries(others).map(([reader, prompt]) => (
        <div key={reader}>
          <p class="quiet">{readerWords(format, reader, say, locale)}</p>
          <Said prompt={prompt} />
        </div>
      ))}
      <Asked step={step} />
      {step.page && <p>{inLanguage(step.page, locale)}</p>}
    </>
  )
}

/** What the room would ask of each: on paper, everybody writes it down. */
function Asked({ step: { measure, asks = [] } }: { step: Step }) {
  const { say, locale } = useReader()
  if (!measure && asks.length === 0) return null
  return (
    <ul>
      {measure && (
        <li>
          {inLanguage(measure.ask, locale)}{' '}
          {say('meetings.figure.range', { from: String(measure.from), to: String(measure.to) })}
        </li>
      )}
      {asks.map(({ id, ask }) => (
        <li key={id}>{inLanguage(ask, locale)}</li>
      ))}
    </ul>
  )
}

function Said({ prompt: { say: words, do: deed } }: { prompt: Prompt }) {
  const { locale } = useReader()
  return (
    <>
      {words && (
        <blockquote class="voice">
          <p>{inLanguage(words, locale)}</p>
        </blockquote>
      )}
      {deed && <p>{inLanguage(deed, locale)}</p>}
    </>
  )
}

/** Who is told something: a role by its title. */
function readerWords({ roles }: Protocol, reader: string, say: Say, locale: string): string {
  const role = roles.find(({ id }) => id === reader)
  if (role) return inLanguage(role.title, locale)
  if (reader === 'everyone' || reader === 'others' || reader === 'speaker' || reader === 'presenter')
    return say(`meetings.reader.${reader}`)
  return reader
}

/** One card for each role, to be cut out; and the briefs of scenes, each for one pair of eyes. */
function RoleCards({ format }: { format: Protocol }) {
  const { say, locale } = useReader()
  const scenes = format.parts.flatMap((part) => part.scenes ?? [])
  return (
    <>
      <h2>{say('meetings.formats.cards')}</h2>
      {format.roles.map(({ id, title, card }) => (
        <Card key={id} level={3} title={inLanguage(title, locale)}>
          <p>{inLanguage(card, locale)}</p>
        </Card>
      ))}
      {scenes.flatMap(({ id, title, situation, briefs }) =>
        Object.entries(briefs).map(([role, brief]) => (
          <Card
            key={`${id} ${role}`}
            level={3}
            title={`${inLanguage(title, locale)}: ${readerWords(format, role, say, locale)}`}
          >
            <p>{inLanguage(situation, locale)}</p>
            <p>{inLanguage(brief, locale)}</p>
            <p class="quiet">{say('meetings.sheet.secret')}</p>
          </Card>
        )),
      )}
    </>
  )
}

/** "19:05"; from 0:00 on where no hour was given. */
const clock = (minutes: number, say: Say): string =>
  say('meetings.sheet.clock', {
    hours: String(Math.floor(minutes / 60) % 24).padStart(2, '0'),
    minutes: String(Math.floor(minutes % 60)).padStart(2, '0'),
  })
