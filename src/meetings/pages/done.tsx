import type { ComponentChildren } from 'preact'
import { Details, Icon, useReader } from '../../ui/index.ts'
import type { RoomModel } from '../rules.ts'

type View = RoomModel['view']

/** What is done with the press that sends a form of its own. */
export const ownForms: readonly string[] = ['writing', 'rate', 'vote']

/** The step waits for everybody, and this person has said that they are done. */
export const isDone = ({ view: { step, people }, me, apart }: RoomModel): boolean =>
  step?.ends === 'done' && !apart && people.some(({ id, done }) => id === me && done)

/** How many are done; who, their faces show. */
export function DoneCount({ view }: { view: View }) {
  const { say } = useReader()
  if (view.step?.ends !== 'done') return null
  const { count, of } = view.done
  return (
    <span class="quiet" aria-live="polite">
      {say('meetings.room.doneCount', { count: String(count), of: String(of) })}
    </span>
  )
}

/** One is done, and waits for the others. */
export function IsDone({ view }: { view: View }) {
  const { say } = useReader()
  return (
    <p class="done">
      <Icon name="check" size={18} />
      <strong>{say('meetings.done.you')}</strong> <DoneCount view={view} />
    </p>
  )
}

interface UntilDoneProps {
  readonly model: RoomModel
  /** What one gave, as it stands. */
  readonly given?: ComponentChildren
  /** Changes when it does, so that the form folds away again. */
  readonly of?: string | undefined
  readonly children: ComponentChildren
}

/** A form of a step that waits for everybody: once one is done there is what one gave, and a way to change it. */
export function UntilDone({ model, given, of, children }: UntilDoneProps) {
  const { say } = useReader()
  if (!isDone(model)) return <>{children}</>
  return (
    <>
      <IsDone view={model.view} />
      {given}
      <Details key={of} summary={say('meetings.write.change')}>
        {children}
      </Details>
    </>
  )
}
