import { Button, Card, Choices, Field, Form, Hidden, Page, PostButton, useReader, When } from '../../ui/index.ts'
import type { Moving } from '../rules/moving.ts'
import type { LocalHour, Meeting } from '../rules.ts'
import type { CircleHere } from './parts.tsx'
import { EveryonesHour } from './series.tsx'

interface MovingProps {
  readonly circle: CircleHere
  readonly meeting: Meeting
  readonly values: Moving
  /** Where it would stand, and what that means for each. */
  readonly proposal?: { readonly moved: Meeting; readonly hours: readonly LocalHour[] }
}

/** One meeting on another day: this once, or with all that follow. */
export function MovingPage({ circle, meeting, values, proposal }: MovingProps) {
  const { say, moment } = useReader()
  const action = `/circles/${circle.id}/meetings/${meeting.id}/day`
  return (
    <Page
      title={say('scheduling.moving.title')}
      above={moment(meeting.starts, 'full')}
      lead={say('scheduling.moving.lead')}
      back={{ to: `/circles/${circle.id}/meetings/${meeting.id}`, label: say('scheduling.moving.back') }}
      width="narrow"
    >
      {proposal && <Proposed action={action} values={values} proposal={proposal} />}
      <Card>
        <Form action={action}>
          <Hidden name="seen" value={String(values.seen)} />
          <Field name="day" type="date" label={say('scheduling.moving.day')} value={values.day} width="medium" />
          <Field
            name="at"
            type="time"
            label={say('scheduling.series.at')}
            hint={say('scheduling.moving.zone', { zone: meeting.zone.replaceAll('_', ' ') })}
            value={values.at}
            width="medium"
          />
          <Which value={values.which} />
          <div>
            <Button kind={proposal ? 'plain' : 'first'}>{say('scheduling.series.look')}</Button>
          </div>
        </Form>
      </Card>
    </Page>
  )
}

function Which({ value }: { value: Moving['which'] }) {
  const { say } = useReader()
  const choices = (['once', 'following'] as const).map((each) => ({
    value: each,
    label: say(`scheduling.moving.which.${each}`),
  }))
  return <Choices name="which" label={say('scheduling.moving.which')} choices={choices} value={value} />
}

type ProposedProps = Pick<MovingProps, 'values'> & {
  action: string
  proposal: NonNullable<MovingProps['proposal']>
}

function Proposed({ action, values: { day, at, which, seen }, proposal: { moved, hours } }: ProposedProps) {
  const { say } = useReader()
  return (
    <Card tone="now" title={say('scheduling.proposal.title')}>
      <When at={moved.starts} until={moved.ends} />
      <p>{say(`scheduling.moving.which.${which}.then`)}</p>
      <EveryonesHour meeting={moved} hours={hours} />
      <PostButton
        action={action}
        values={{ day, at, which, seen: String(seen), step: 'set' }}
        kind="first"
        icon="check"
      >
        {say('scheduling.moving.set')}
      </PostButton>
    </Card>
  )
}
