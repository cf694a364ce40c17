import {
  Actions,
  Area,
  Button,
  ButtonLink,
  Card,
  Details,
  Ending,
  Form,
  Hidden,
  LockLine,
  Notice,
  OwnPage,
  Spoken,
  useReader,
} from '../../ui/index.ts'
import { type Note, type Possible, weight } from '../rules.ts'
import { OneNote } from './notes.tsx'
import { BriefFields, Judged, Question, Until } from './parts.tsx'

interface OneProps {
  readonly challenge: Possible
  readonly notes: readonly Note[]
  readonly today: string
  readonly fresh: string
  readonly saved: boolean
}

/** One challenge: its words, its notes, what may leave of them, and how long all of it is kept. */
export function ChallengePage({ challenge, notes, today, fresh, saved }: OneProps) {
  const { say } = useReader()
  const { id, question, importance, urgency, surfaced } = challenge
  return (
    <OwnPage
      title={say('challenges.one.title')}
      above={say('challenges.weight.one', { importance, urgency, surfaced, weight: weight(challenge) })}
      lead={<Spoken>{question}</Spoken>}
      lock={say('challenges.list.lock')}
      back={{ to: '/me/challenges', label: say('challenges.list.title') }}
    >
      {saved && (
        <Notice tone="good" news>
          {say('challenges.one.saved')}
        </Notice>
      )}
      <Words challenge={challenge} today={today} />
      <Notes {...{ challenge, notes, today, fresh }} />
      <Card title={say('challenges.file.title')}>
        <p>{say('challenges.file.text')}</p>
        <Actions>
          <ButtonLink to={`/me/challenges/${id}/file`}>{say('challenges.file.all')}</ButtonLink>
          <ButtonLink to={`/me/challenges/${id}/file?hand-on`}>{say('challenges.file.handOn')}</ButtonLink>
        </Actions>
      </Card>
      <Ending
        summary={say('challenges.remove.title')}
        text={say('challenges.remove.text')}
        action={`/me/challenges/${id}/removal`}
        button={say('challenges.remove.button')}
      />
    </OwnPage>
  )
}

function Words({ challenge, today }: Pick<OneProps, 'challenge' | 'today'>) {
  const { say } = useReader()
  return (
    <Card title={say('challenges.brief.title')}>
      <p class="quiet">{say('challenges.brief.text')}</p>
      <Form action={`/me/challenges/${challenge.id}`}>
        <Question value={challenge.question} />
        <BriefFields words={challenge} />
        <Judged values={challenge} />
        <Until value={challenge.until} today={today} hint={say('challenges.form.untilAll')} />
        <Actions>
          <Button kind="first">{say('challenges.one.save')}</Button>
        </Actions>
      </Form>
    </Card>
  )
}

function Notes({ challenge, notes, today, fresh }: Omit<OneProps, 'saved'>) {
  const { say, filled } = useReader()
  const action = `/me/challenges/${challenge.id}/notes`
  return (
    <Card title={say('challenges.note.title')}>
      <LockLine>{say('challenges.note.lock')}</LockLine>
      {notes.map((note) => (
        <OneNote key={note.id} note={note} at={action} today={today} levels />
      ))}
      <Details summary={say('challenges.note.another')} open={notes.length === 0 || filled?.action === action}>
        <Form action={action} id="new-note">
          <Hidden name="id" value={fresh} />
          <Area name="words" label={say('challenges.note.words')} rows={3} maxLength={5000} />
          <Until value={null} today={today} hint={say('challenges.form.untilNote')} />
          <Actions>
            <Button>{say('challenges.note.keep')}</Button>
          </Actions>
        </Form>
      </Details>
    </Card>
  )
}
