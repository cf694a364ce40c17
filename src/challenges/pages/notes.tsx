import {
  Actions,
  Area,
  Button,
  Card,
  Details,
  EmptyState,
  Form,
  Hidden,
  OwnPage,
  PostButton,
  useReader,
  Written,
} from '../../ui/index.ts'
import type { Note } from '../rules.ts'
import { Level, LevelChoice, Until } from './parts.tsx'

interface NotesProps {
  readonly notes: readonly Note[]
  readonly today: string
  readonly fresh: string
}

/** What one notes for oneself alone. */
export function NotesPage({ notes, today, fresh }: NotesProps) {
  const { say } = useReader()
  return (
    <OwnPage
      title={say('challenges.notes.title')}
      lead={say('challenges.notes.lead')}
      lock={say('challenges.notes.lock')}
    >
      <Card title={say('challenges.note.another')}>
        <Form action="/me/notes" id="new-note">
          <Hidden name="id" value={fresh} />
          <Area name="words" label={say('challenges.note.words')} rows={4} maxLength={5000} />
          <Until value={null} today={today} hint={say('challenges.form.untilNote')} />
          <Actions>
            <Button kind="first">{say('challenges.note.keep')}</Button>
          </Actions>
        </Form>
      </Card>
      {notes.length === 0 && (
        <EmptyState title={say('challenges.notes.none')}>
          <p>{say('challenges.notes.noneText')}</p>
        </EmptyState>
      )}
      {notes.map((note) => (
        <Card key={note.id}>
          <OneNote note={note} at="/me/notes" today={today} levels={false} />
        </Card>
      ))}
    </OwnPage>
  )
}

interface OneProps {
  readonly note: Note
  /** The address under which its notes stand. */
  readonly at: string
  readonly today: string
  /** Whether something of it may leave the circle. */
  readonly levels: boolean
}

/** A note, with how long it is kept, and a form to change it. */
export function OneNote({ note, at, today, levels }: OneProps) {
  const { say, moment } = useReader()
  const { words, lesson, privacy, until, madeAt } = note
  return (
    <div>
      <Written text={words} />
      {lesson && <p>{say('challenges.file.lesson', { lesson })}</p>}
      <p class="quiet">
        {moment(madeAt, 'date')} ·{' '}
        {until ? say('challenges.kept.until', { day: moment(until, 'date') }) : say('challenges.kept.always')}{' '}
        {levels && <Level privacy={privacy} />}
      </p>
      <Change note={note} at={at} today={today} levels={levels} />
    </div>
  )
}

function Change({ note, at, today, levels }: OneProps) {
  const { say, filled } = useReader()
  const { id, words, lesson, privacy, until } = note
  const action = `${at}/${id}`
  return (
    <Details summary={say('challenges.note.change')} open={filled?.action === action}>
      <Form action={action} id={`note-${id}`}>
        <Area name="words" label={say('challenges.note.words')} value={words} rows={4} maxLength={5000} />
        {levels && <LevelChoice value={privacy} />}
        {levels && (
          <Area
            name="lesson"
            label={say('challenges.note.lesson')}
            hint={say('challenges.note.lessonHint')}
            value={lesson}
            rows={2}
            maxLength={1000}
            optional
          />
        )}
        <Until value={until} today={today} hint={say('challenges.form.untilNote')} />
        <Actions>
          <Button>{say('challenges.note.save')}</Button>
        </Actions>
      </Form>
      <Actions>
        <PostButton action={`${action}/removal`} kind="slight">
          {say('challenges.note.remove')}
        </PostButton>
      </Actions>
    </Details>
  )
}
