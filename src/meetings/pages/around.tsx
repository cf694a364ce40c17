import { Button, ButtonLink, Card, Choices, EmptyState, Form, Page, Select, useReader, Voice } from '../../ui/index.ts'
import type { Minutes, Seated } from '../rules.ts'

interface OpeningProps {
  readonly circle: string
  readonly meeting: string
  readonly starts: Date
  readonly formats: readonly { readonly name: string; readonly title: string; readonly summary: string }[]
  readonly suggested: string
  readonly fellows: readonly Seated[]
  readonly leads: string | undefined
}

/** Before the room is open: which format, and who leads today. */
export function Opening({ circle, meeting, starts, formats, suggested, fellows, leads }: OpeningProps) {
  const { say, moment } = useReader()
  const path = `/circles/${circle}/meetings/${meeting}`
  return (
    <Page
      title={say('meetings.opening.title')}
      width="narrow"
      above={moment(starts, 'full')}
      lead={say('meetings.opening.lead')}
      back={{ to: path, label: say('meetings.opening.back') }}
    >
      <Form action={`${path}/room`}>
        <Choices
          name="protocol"
          label={say('meetings.opening.format')}
          value={suggested}
          choices={formats.map(({ name, title, summary }) => ({ value: name, label: title, hint: summary }))}
        />
        <Select
          name="facilitator"
          label={say('meetings.opening.leads')}
          hint={say('meetings.opening.leadsHint')}
          value={leads}
          options={fellows.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <div>
          <Button kind="first">{say('meetings.opening.open')}</Button>
        </div>
      </Form>
    </Page>
  )
}

interface MinutesProps {
  readonly circle: string
  readonly starts: Date
  readonly minutes: Minutes
  readonly nameOf: (person: string) => string
}

/** What stays of a meeting: what was decided, and who will do what. For those who were there. */
export function MinutesPage({ circle, starts, minutes, nameOf }: MinutesProps) {
  const { say, moment } = useReader()
  const nothing = minutes.decisions.length === 0 && minutes.commitments.length === 0
  return (
    <Page
      title={say('meetings.minutes.title')}
      width="narrow"
      above={moment(starts, 'full')}
      lock={say('meetings.minutes.lock')}
      back={{ to: `/circles/${circle}`, label: say('meetings.minutes.back') }}
    >
      {nothing && (
        <EmptyState title={say('meetings.minutes.nothing')}>
          <p>{say('meetings.minutes.nothingText')}</p>
        </EmptyState>
      )}
      {minutes.commitments.length > 0 && (
        <Card title={say('meetings.minutes.commitments')}>
          {minutes.commitments.map((each) => (
            <Voice key={each.id} from={nameOf(each.person)}>
              {each.cue ? say('meetings.commit.said', { cue: each.cue, what: each.what }) : each.what}
            </Voice>
          ))}
        </Card>
      )}
      {minutes.decisions.length > 0 && (
        <Card title={say('meetings.minutes.decisions')}>
          {minutes.decisions.map((each) => (
            <Voice key={each.text} from={nameOf(each.author)}>
              {each.text}
            </Voice>
          ))}
        </Card>
      )}
      <p>
        <ButtonLink to={`/circles/${circle}`}>{say('meetings.minutes.back')}</ButtonLink>
      </p>
    </Page>
  )
}
