import {
  Button,
  ButtonLink,
  Card,
  Choices,
  EmptyState,
  Form,
  LockLine,
  Notice,
  Page,
  Select,
  useReader,
  Voice,
} from '../../ui/index.ts'
import type { Minutes, Seated } from '../rules.ts'
import { promise } from './promise.tsx'

interface OpeningProps {
  readonly circle: string
  readonly meeting: string
  readonly starts: Date
  /** It is not the day yet: the room can be opened, but hardly should. */
  readonly early: boolean
  readonly formats: readonly { readonly name: string; readonly title: string; readonly summary: string }[]
  readonly suggested: string
  /** The name of whoever chose it for all; nobody where it follows from the length. */
  readonly by: string | undefined
  readonly fellows: readonly Seated[]
  /** Whose turn it is to lead, to keep the time, to bring a challenge. */
  readonly leads: string | undefined
  readonly keepsTime: string | undefined
  readonly presents: string | undefined
}

/** Before the room is open: which format, and who leads today. */
export function Opening(props: OpeningProps) {
  const { circle, meeting, starts, early, formats, suggested, by } = props
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
      {early && <Notice>{say('meetings.opening.early', { day: moment(starts, 'day') })}</Notice>}
      {by && (
        <Notice>
          {say('meetings.choice.by', { name: by, title: formats.find(({ name }) => name === suggested)?.title ?? '' })}
        </Notice>
      )}
      <Form action={`${path}/room`}>
        <Choices
          name="protocol"
          label={say('meetings.choice.which')}
          value={suggested}
          choices={formats.map(({ name, title, summary }) => ({ value: name, label: title, hint: summary }))}
        />
        <Parts {...props} />
        <div>
          <Button kind="first">{say('meetings.opening.open')}</Button>
        </div>
      </Form>
    </Page>
  )
}

/** Who does what: whoever is next, unless another is chosen. Of time and challenge it can be seen in the meeting. */
function Parts({ fellows, leads, keepsTime, presents }: OpeningProps) {
  const { say } = useReader()
  const people = fellows.map(({ id, name }) => ({ value: id, label: name }))
  const perhaps = [{ value: '', label: say('meetings.opening.later') }, ...people]
  const hint = say('meetings.opening.turnsHint')
  return (
    <>
      <Select
        name="facilitator"
        label={say('meetings.opening.leads')}
        hint={say('meetings.opening.leadsHint')}
        value={leads}
        options={people}
      />
      <Select
        name="presenter"
        label={say('meetings.opening.presenter')}
        hint={hint}
        value={presents}
        options={perhaps}
        optional
      />
      <Select
        name="timekeeper"
        label={say('meetings.opening.timekeeper')}
        hint={hint}
        value={keepsTime}
        options={perhaps}
        optional
      />
    </>
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
  const { commitments, decisions, notes } = minutes
  return (
    <Page
      title={say('meetings.minutes.title')}
      width="narrow"
      above={moment(starts, 'full')}
      lock={say('meetings.minutes.lock')}
      back={{ to: `/circles/${circle}`, label: say('meetings.minutes.back') }}
    >
      {commitments.length + decisions.length + notes.length === 0 && (
        <EmptyState title={say('meetings.minutes.nothing')}>
          <p>{say('meetings.minutes.nothingText')}</p>
        </EmptyState>
      )}
      {commitments.length > 0 && <Promised commitments={commitments} nameOf={nameOf} />}
      {decisions.length > 0 && (
        <Voices title={say('meetings.minutes.decisions')} said={decisions.map(voiceOf(nameOf))} />
      )}
      {notes.length > 0 && (
        <Voices
          title={say('meetings.notes.mine')}
          said={notes.map(voiceOf(nameOf))}
          lock={say('meetings.minutes.notesLock')}
        />
      )}
      <p>
        <ButtonLink to={`/circles/${circle}`}>{say('meetings.minutes.back')}</ButtonLink>
      </p>
    </Page>
  )
}

function Promised({ commitments, nameOf }: Pick<Minutes, 'commitments'> & Pick<MinutesProps, 'nameOf'>) {
  const { say } = useReader()
  const said = commitments.map(({ id, person, cue, what }) => ({
    id,
    from: nameOf(person),
    text: promise(say, { cue, what }),
  }))
  return <Voices title={say('meetings.minutes.commitments')} said={said} />
}

interface Said {
  readonly id: string
  readonly from: string
  readonly text: string
}

const voiceOf =
  (nameOf: MinutesProps['nameOf']) =>
  ({ id, author, text }: { readonly id: string; readonly author: string; readonly text: string }): Said => ({
    id,
    from: nameOf(author),
    text,
  })

const Voices = ({ title, said, lock }: { title: string; said: readonly Said[]; lock?: string }) => (
  <Card title={title}>
    {said.map(({ id, from, text }) => (
      <Voice key={id} from={from}>
        {text}
      </Voice>
    ))}
    {lock && <LockLine>{lock}</LockLine>}
  </Card>
)
