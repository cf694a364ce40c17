import {
  Area,
  Button,
  Card,
  EmptyState,
  Field,
  Form,
  Hidden,
  LockLine,
  Notice,
  Page,
  useReader,
  Voice,
} from '../../ui/index.ts'
import type { OpenPart } from '../rules/part.ts'
import type { OpenEntry } from '../rules.ts'

interface PartProps {
  readonly circle: string
  readonly meeting: string
  readonly starts: Date
  readonly over: boolean
  readonly parts: readonly (OpenPart & {
    readonly draft: { readonly text: string; readonly answers: readonly string[] }
    readonly said: readonly OpenEntry[]
  })[]
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
            <PartForm action={`${path}/part/${part.step}`} part={part} fresh={part.entry ?? fresh()} />
          ) : (
            <Notice>{say('meetings.part.kept')}</Notice>
          )}
          {part.said.map(({ id, author, text }) => (
            <Voice key={id} from={nameOf(author)}>
              {text}
            </Voice>
          ))}
        </Card>
      ))}
    </Page>
  )
}

function PartForm({ action, part, fresh }: { action: string; part: PartProps['parts'][number]; fresh: string }) {
  const { say } = useReader()
  const { asks, draft, seen, entry } = part
  return (
    <Form action={action}>
      <Hidden name="entry" value={fresh} />
      {asks.map(({ id, ask, kind }, at) => (
        <Field key={id} name="answers[]" type={kind} label={ask} value={draft.answers[at] ?? ''} optional />
      ))}
      {asks.length === 0 && (
        <Area name="words" label={say('meetings.write.label')} rows={4} value={draft.text} maxLength={5000} />
      )}
      <LockLine>
        {say(seen === 'presenter' || seen === 'nobody' ? `meetings.seen.${seen}` : 'meetings.part.seen')}
      </LockLine>
      <div>
        <Button kind={entry ? 'plain' : 'first'}>{say(entry ? 'meetings.write.change' : 'meetings.part.leave')}</Button>
      </div>
    </Form>
  )
}
