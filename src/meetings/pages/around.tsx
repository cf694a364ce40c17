import {
  Button,
  ButtonLink,
  Card,
  Details,
  EmptyState,
  Form,
  LockLine,
  Notice,
  Page,
  Select,
  useReader,
  Voice,
} from '../../ui/index.ts'
import { type Format, inLanguage } from '../rules/formats.ts'
import type { Minutes, Seated } from '../rules.ts'
import { WaysToMeet } from './offers.tsx'
import { promise } from './promise.tsx'

interface OpeningProps {
  readonly circle: string
  readonly meeting: string
  readonly starts: Date
  /** It is not the day yet: the room can be opened, but hardly should. */
  readonly early: boolean
  readonly formats: readonly Format[]
  readonly suggested: Format
  /** How many are expected, and for how long. */
  readonly people: number
  readonly minutes: number
  /** The name of whoever chose it for all; nobody where it follows from the length. */
  readonly by: string | undefined
  readonly fellows: readonly Seated[]
  /** Whose turn it is to lead, to keep the time, to bring a challenge. */
  readonly leads: string | undefined
  readonly keepsTime: string | undefined
  readonly presents: string | undefined
  readonly takesNotes: string | undefined
  readonly observes: string | undefined
}

/** Before the room is open: which format, and who leads today. */
export function Opening(props: OpeningProps) {
  const { circle, meeting, starts, early, formats, suggested, by, people, minutes } = props
  const { say, moment, locale } = useReader()
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
        <Notice>{say('meetings.choice.by', { name: by, title: inLanguage(suggested.format.title, locale) })}</Notice>
      )}
      <Form action={`${path}/room`}>
        <WaysToMeet name="protocol" formats={formats} chosen={suggested.key} people={people} minutes={minutes} />
        <Parts {...props} />
        <div>
          <Button kind="first">{say('meetings.opening.open')}</Button>
        </div>
      </Form>
    </Page>
  )
}

/** Who does what: whoever is next, unless another is chosen. Of time and challenge it can be seen in the meeting. */
function Parts({ fellows, leads, keepsTime, presents, takesNotes, observes }: OpeningProps) {
  const { say } = useReader()
  const hint = say('meetings.opening.turnsHint')
  return (
    <>
      <Select
        name="facilitator"
        label={say('meetings.opening.leads')}
        hint={say('meetings.opening.leadsHint')}
        value={leads}
        options={fellows.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Perhaps part="presenter" fellows={fellows} value={presents} hint={hint} />
      <Perhaps part="timekeeper" fellows={fellows} value={keepsTime} hint={hint} />
      <Details summary={say('meetings.opening.more')}>
        <div class="stack">
          <Seldom part="scribe" fellows={fellows} whose={takesNotes} />
          <Seldom part="observer" fellows={fellows} whose={observes} />
        </div>
      </Details>
    </>
  )
}

interface PerhapsProps {
  readonly part: 'presenter' | 'timekeeper' | 'scribe' | 'observer'
  readonly fellows: readonly Seated[]
  readonly hint: string | undefined
  readonly value?: string | undefined
}

/** A role for which somebody may still be found in the meeting. */
function Perhaps({ part, fellows, hint, value }: PerhapsProps) {
  const { say } = useReader()
  const people = fellows.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Select
      name={part}
      label={say(`meetings.opening.${part}`)}
      hint={hint}
      value={value}
      options={[{ value: '', label: say('meetings.opening.later') }, ...people]}
      optional
    />
  )
}

interface SeldomProps extends Pick<PerhapsProps, 'part' | 'fellows'> {
  readonly whose: string | undefined
}

/** A role that a circle need not have: nobody is put down for it, but it is said whose turn it would be. */
function Seldom({ part, fellows, whose }: SeldomProps) {
  const { say } = useReader()
  const name = fellows.find(({ id }) => id === whose)?.name
  return <Perhaps part={part} fellows={fellows} hint={name && say('meetings.opening.whoseTurn', { name })} />
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
  const { commitments, decisions, outcomes, parked, notes } = minutes
  return (
    <Page
      title={say('meetings.minutes.title')}
      width="narrow"
      above={moment(starts, 'full')}
      lock={say('meetings.minutes.lock')}
      back={{ to: `/circles/${circle}`, label: say('meetings.minutes.back') }}
    >
      {commitments.length + decisions.length + outcomes.length + parked.length + notes.length === 0 && (
        <EmptyState title={say('meetings.minutes.nothing')}>
          <p>{say('meetings.minutes.nothingText')}</p>
        </EmptyState>
      )}
      {minutes.guest && <p class="quiet">{say('meetings.minutes.guest')}</p>}
      {commitments.length > 0 && <Promised commitments={commitments} nameOf={nameOf} />}
      {decisions.length > 0 && (
        <Voices title={say('meetings.minutes.decisions')} said={decisions.map(voiceOf(nameOf))} />
      )}
      {outcomes.map((outcome) => (
        <Counted key={outcome.key} outcome={outcome} nameOf={nameOf} />
      ))}
      {parked.length > 0 && <Voices title={say('meetings.park.title')} said={parked.map(voiceOf(nameOf))} />}
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

/** What a vote or a round of figures came to. */
function Counted({ outcome, nameOf }: { outcome: Minutes['outcomes'][number] } & Pick<MinutesProps, 'nameOf'>) {
  const { title, named, figures } = outcome
  return (
    <Card title={title}>
      {named.length > 0 && (
        <ol class="rows">
          {named.map(({ id, text, points }) => (
            <li key={id}>
              <strong>{points}</strong>
              <div class="row-words" dir="auto">
                {text ?? nameOf(id)}
              </div>
            </li>
          ))}
        </ol>
      )}
      {figures.length > 0 && <p>{figures.join(' · ')}</p>}
    </Card>
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
