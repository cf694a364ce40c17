import {
  Area,
  Button,
  Card,
  Choices,
  EmptyState,
  Field,
  Form,
  Hidden,
  LockLine,
  type MessageKey,
  Notice,
  Page,
  Select,
  useReader,
  Voice,
} from '../../ui/index.ts'
import type { PartSeen } from '../reads/part.ts'
import { Tally } from './minutes.tsx'

interface PartProps {
  readonly circle: string
  readonly meeting: string
  readonly starts: Date
  readonly over: boolean
  readonly parts: readonly PartSeen[]
  /** A new id for each form. */
  readonly fresh: () => string
  readonly nameOf: (person: string) => string
}

/** Taking part in a meeting without being there: before it, or for a while afterwards. */
export function PartPage({ circle, meeting, starts, over, parts, fresh, nameOf }: PartProps) {
  const { say, moment } = useReader()
  const path = `/circles/${circle}/meetings/${meeting}`
  return (
    <Page
      title={say('meetings.part.title')}
      width="narrow"
      above={moment(starts, 'full')}
      lead={say(over ? 'meetings.part.after' : 'meetings.part.before')}
      back={{ to: path, label: say('meetings.opening.back') }}
    >
      {parts.length === 0 && (
        <EmptyState title={say('meetings.part.none')}>
          <p>{say('meetings.part.noneText')}</p>
        </EmptyState>
      )}
      {parts.map((part) => (
        <Card key={part.step} tone={part.open && !part.entry ? 'ask' : 'plain'} title={part.title}>
          <p>{part.invitation}</p>
          {part.open ? (
            <PartForm action={`${path}/part/${part.step}`} part={part} fresh={part.entry ?? fresh()} nameOf={nameOf} />
          ) : (
            <Notice>{say('meetings.part.kept')}</Notice>
          )}
          {part.said.map(({ id, author, text }) => (
            <Voice key={id} from={nameOf(author)}>
              {text}
            </Voice>
          ))}
          {part.outcome && <Tally outcome={part.outcome} nameOf={nameOf} />}
        </Card>
      ))}
    </Page>
  )
}

interface FormProps extends Pick<PartProps, 'nameOf'> {
  readonly action: string
  readonly part: PartSeen
  readonly fresh: string
}

function PartForm({ action, part, fresh, nameOf }: FormProps) {
  const { say } = useReader()
  const { entry, late } = part
  return (
    <Form action={action}>
      <Hidden name="entry" value={fresh} />
      <Given part={part} nameOf={nameOf} />
      <LockLine>{say(seenBy(part))}</LockLine>
      <div>
        <Button kind={entry ? 'plain' : 'first'}>
          {say(entry ? 'meetings.write.change' : late ? 'meetings.part.add' : 'meetings.part.leave')}
        </Button>
      </div>
    </Form>
  )
}

/** Who sees it, and when: before its step, with all that is shown together; after it, at once. */
function seenBy({ seen, late, ballot, measure }: PartSeen): MessageKey {
  if (seen === 'presenter' || seen === 'nobody') return `meetings.seen.${seen}`
  if (!late) return 'meetings.part.seen'
  return ballot || measure ? 'meetings.part.late' : 'meetings.seen.at-once'
}

/** What the step asks for: a vote, a figure, or words. */
function Given({ part, nameOf }: Pick<FormProps, 'part' | 'nameOf'>) {
  const { say } = useReader()
  const { asks, draft, measure } = part
  if (part.ballot) return <Ballot part={part} ballot={part.ballot} nameOf={nameOf} />
  if (measure) {
    const { ask, from, to } = measure
    const hint = say('meetings.figure.range', { from: String(from), to: String(to) })
    const value = part.figure === undefined ? '' : String(part.figure)
    return <Field name="figure" type="number" label={ask} hint={hint} min={from} max={to} value={value} width="short" />
  }
  if (asks.length === 0)
    return <Area name="words" label={say('meetings.write.label')} rows={4} value={draft.text} maxLength={5000} />
  return (
    <>
      {asks.map(({ id, ask, kind }, at) => (
        <Field key={id} name="answers[]" type={kind} label={ask} value={draft.answers[at] ?? ''} optional />
      ))}
    </>
  )
}

type BallotProps = Pick<FormProps, 'part' | 'nameOf'> & { readonly ballot: NonNullable<PartSeen['ballot']> }

/** Boxes to tick, or places to fill where the order counts. */
function Ballot({ part: { choices, picks: chosen }, ballot: { picks, ranked }, nameOf }: BallotProps) {
  const { say } = useReader()
  const all = choices.map(({ id, text }) => ({ value: id, label: text ?? nameOf(id) }))
  if (!ranked)
    return (
      <Choices
        name="picks[]"
        label={say('meetings.vote.pick', { picks })}
        pick={picks === 1 ? 'one' : 'many'}
        choices={all}
        value={chosen}
      />
    )
  return (
    <>
      <p>{say('meetings.vote.rank')}</p>
      {Array.from({ length: Math.min(picks, all.length) }, (_, at) => (
        <Select
          key={String(at)}
          name="picks[]"
          label={say('meetings.vote.place', { place: at + 1 })}
          options={[{ value: '', label: say('meetings.vote.empty') }, ...all]}
          value={chosen[at] ?? ''}
          optional
        />
      ))}
    </>
  )
}
