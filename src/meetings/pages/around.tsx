import { Button, Details, Form, Notice, Page, Select, useReader } from '../../ui/index.ts'
import { type Format, inLanguage } from '../rules/formats.ts'
import type { Seated } from '../rules.ts'
import { WaysToMeet } from './offers.tsx'

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
  readonly me: string
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
function Parts({ fellows, me, leads, keepsTime, presents, takesNotes, observes }: OpeningProps) {
  const { say } = useReader()
  const name = fellows.find(({ id }) => id === leads)?.name
  const hint = say('meetings.opening.turnsHint')
  return (
    <>
      <Select
        name="facilitator"
        label={say('meetings.opening.leads')}
        hint={
          name && leads !== me ? say('meetings.opening.leadsHint', { name }) : say('meetings.opening.leadsHintMine')
        }
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
