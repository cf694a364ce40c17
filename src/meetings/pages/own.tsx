import { Area, Button, Card, FilePick, Form, Link, type MessageKey, Page, Said, useReader } from '../../ui/index.ts'
import type { Placed } from '../rules/formats.ts'

interface OwnProps {
  /** Where the form goes. */
  readonly action: string
  readonly base: string
  readonly circle: boolean
  /** What is changed; nothing for a new one. */
  readonly text: string | undefined
  readonly faults: readonly Placed[]
}

/** A format of one's own: pasted or picked, and what is wrong with it, line by line. */
export function OwnPage({ action, base, circle, text, faults }: OwnProps) {
  const { say } = useReader()
  return (
    <Page
      title={say(text === undefined ? 'meetings.own.title' : 'meetings.own.change')}
      lead={<Said k="meetings.own.lead" parts={{ a: (words) => <Link to="/formats/schema.json">{words}</Link> }} />}
      lock={say(circle ? 'meetings.own.lock' : 'meetings.own.communityLock')}
      back={{ to: base, label: say('meetings.formats.title') }}
    >
      {faults.length > 0 && <Faults faults={faults} />}
      <Form action={action} files>
        <FilePick name="file" accept=".json,application/json" label={say('meetings.own.file')} optional />
        <Area
          name="text"
          label={say('meetings.own.text')}
          hint={say('meetings.own.hint')}
          rows={20}
          value={text}
          optional
        />
        <div>
          <Button kind="first">{say('meetings.own.keep')}</Button>
        </div>
      </Form>
    </Page>
  )
}

function Faults({ faults }: Pick<OwnProps, 'faults'>) {
  const { say } = useReader()
  return (
    <Card tone="wrong" title={say('meetings.own.faults', { count: faults.length })}>
      <ul class="rows">
        {faults.map(({ path, code, values, line }) => (
          <li key={`${path} ${code}`}>
            <div class="row-words">
              <p>{say(`meetings.fault.${code}` as MessageKey, values)}</p>
              <p class="quiet">
                {say('meetings.own.line', { line })} <code>{path}</code>
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}
