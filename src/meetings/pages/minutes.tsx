import {
  Actions,
  Area,
  Button,
  ButtonLink,
  Card,
  EmptyState,
  Field,
  Form,
  Hidden,
  LockLine,
  Page,
  useReader,
  Voice,
} from '../../ui/index.ts'
import type { Decided, Minutes } from '../rules/minutes.ts'
import { promise } from './promise.tsx'

interface MinutesProps {
  readonly circle: string
  readonly starts: Date
  readonly minutes: Minutes
  /** The id under which a decision of this meeting goes into the journal: the same each time, so that it stands there once. */
  readonly journalId: string | undefined
  readonly nameOf: (person: string) => string
}

/** What stays of a meeting: what was decided, and who will do what. For those who were there. */
export function MinutesPage({ circle, starts, minutes, journalId, nameOf }: MinutesProps) {
  const { say, moment } = useReader()
  const { commitments, decisions, outcomes, parked, notes, decided } = minutes
  return (
    <Page
      title={say('meetings.minutes.title')}
      width="narrow"
      above={moment(starts, 'full')}
      lock={say('meetings.minutes.lock')}
      back={{ to: `/circles/${circle}`, label: say('meetings.minutes.back') }}
    >
      {commitments.length + decisions.length + outcomes.length + parked.length + notes.length === 0 && !decided && (
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
      {decided && journalId && <ToJournal id={journalId} decided={decided} />}
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

/** One's own decision on its way into one's journal, only where its person presses. What is missing is asked for there. */
function ToJournal({ id, decided: { decision, sign, review, before, after } }: { id: string; decided: Decided }) {
  const { say } = useReader()
  const sure = { type: 'number', min: 0, max: 100, width: 'short', inputMode: 'numeric' } as const
  return (
    <Card title={say('meetings.journal.title')} tone="ask">
      <p>{say('meetings.journal.text')}</p>
      <Form action="/me/journal/new">
        <Hidden name="id" value={id} />
        <Area name="decision" label={say('journal.form.decision')} value={decision} rows={2} maxLength={1000} voice />
        <Area
          name="expected"
          label={say('journal.form.expected')}
          value={sign && say('meetings.journal.sign', { sign })}
          rows={2}
          maxLength={3000}
          optional
        />
        <Field name="before" label={say('journal.form.before')} value={before} {...sure} />
        <Field name="after" label={say('journal.form.after')} value={after} {...sure} optional />
        <Field name="review" type="date" label={say('journal.form.review')} value={review} width="medium" />
        <LockLine>{say('journal.lock')}</LockLine>
        <Actions>
          <Button kind="first">{say('meetings.journal.keep')}</Button>
        </Actions>
      </Form>
    </Card>
  )
}

interface CountedProps extends Pick<MinutesProps, 'nameOf'> {
  readonly outcome: Minutes['outcomes'][number]
}

/** What a vote or a round of figures came to. */
const Counted = ({ outcome, nameOf }: CountedProps) => (
  <Card title={outcome.title}>
    <Tally outcome={outcome} nameOf={nameOf} />
  </Card>
)

/** The same without its title. */
export function Tally({ outcome: { named, figures }, nameOf }: CountedProps) {
  return (
    <>
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
    </>
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
