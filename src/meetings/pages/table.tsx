import { Button, Card, Details, LockLine, useReader } from '../../ui/index.ts'
import { ratingNames } from '../rules/rating.ts'
import type { RoomModel } from '../rules.ts'
import { Figure, Outcome, Vote } from './counting.tsx'
import { UntilDone } from './done.tsx'
import { nameOf } from './names.tsx'
import { Choose, isChoosing } from './presenter.tsx'
import { PressForm } from './press.tsx'
import { Commit, LastTime } from './promises.tsx'
import { Entries, Parked, Words } from './words.tsx'
import { Keep, Text, Write } from './write.tsx'

interface OfRoom {
  readonly model: RoomModel
}

/** What lies on the table in this step: what I write, what all wrote, and what the step works with. */
export function Table({ model }: OfRoom) {
  const { view } = model
  const material = view.step?.material
  // Cards that are laid together come before a place for another.
  const gathers = view.may.includes('gather')
  return (
    <>
      {material === 'last-commitments' && <LastTime model={model} />}
      {isChoosing(model) && <Choose model={model} />}
      {view.may.includes('rate') && (view.step?.measure ? <Figure model={model} /> : <Rate model={model} />)}
      {view.may.includes('vote') && <Vote model={model} />}
      {material === 'commitments' && <Commit model={model} />}
      {gathers && <Words model={model} />}
      {view.may.includes('write') && material !== 'commitments' && !inOneBox(model) && <Write model={model} />}
      <Outcome model={model} />
      {!gathers && model.table.length > 0 && !(view.may.includes('vote') && isListed(model)) && <Words model={model} />}
      <Parked model={model} />
      {view.step && (model.notes.length > 0 || takesNotes(model)) && (
        <div class={model.notes.length === 0 ? 'unprinted' : undefined}>
          <Notes model={model} />
        </div>
      )}
    </>
  )
}

/** All that lies on the table can be voted for, and stands there already. */
const isListed = ({ table, counting }: RoomModel): boolean =>
  table.every(({ id }) => counting.choices.some((choice) => choice.id === id))

/** Whoever observes for somebody has one box all through the round, for as many notes as they like. */
const inOneBox = ({ view: { step, you } }: RoomModel): boolean =>
  you.group !== null &&
  you.roles.includes('observer') &&
  step?.how === 'writing' &&
  step.asks.length === 0 &&
  (step.seen === 'nobody' || step.seen === 'presenter')

/** While all are silent, each has one thing to do. Where somebody observes, nobody else takes notes for whoever presents. */
function takesNotes(model: RoomModel): boolean {
  const { presenter, me, view } = model
  const { step, may, you, people } = view
  if (presenter === undefined || !may.includes('note')) return false
  const isObserved = people.some(({ id, roles }) => you.group?.includes(id) && roles.includes('observer'))
  if (isObserved && presenter !== me && !you.roles.includes('observer')) return false
  return inOneBox(model) || !['writing', 'rate', 'vote', 'stillness'].includes(step?.how ?? '')
}

/** Notes on the challenge: the presenter's, whoever writes them. Folded away but for whoever observes, so that a step asks for one thing. */
function Notes({ model }: OfRoom) {
  const { say } = useReader()
  const { notes, seated } = model
  const { mine, name } = forWhom(model)
  const title = mine ? say('meetings.notes.mine') : say('meetings.notes.title', { name })
  const form = takesNotes(model) && <NoteForm model={model} />
  if (form && !inOneBox(model) && notes.length === 0)
    return (
      <Card>
        <Details summary={title}>{form}</Details>
      </Card>
    )
  return (
    <Card title={title}>
      {notes.length > 0 && <Entries entries={notes} seated={seated} />}
      {form && !inOneBox(model) ? <Details summary={say('meetings.notes.another')}>{form}</Details> : form}
    </Card>
  )
}

/** Whose the notes are that somebody writes. */
const forWhom = ({ presenter, me, seated }: RoomModel) => ({
  mine: presenter === undefined || presenter === me,
  name: nameOf(seated, presenter ?? ''),
})

function NoteForm({ model }: OfRoom) {
  const { say } = useReader()
  const { mine, name } = forWhom(model)
  return (
    <PressForm
      key={`${model.presenter} ${model.notes.length}`}
      model={model}
      kind="note"
      values={{ entry: model.fresh }}
      wide
    >
      <Text
        name="words"
        label={mine ? say('meetings.notes.labelMine') : say('meetings.notes.label', { name })}
        rows={3}
      />
      <LockLine>
        {mine
          ? say('meetings.notes.lockMine')
          : say(model.notesWait ? 'meetings.notes.lockLater' : 'meetings.notes.lock', { name })}
      </LockLine>
      <div>
        <Button>{say('meetings.notes.keep')}</Button>
      </div>
    </PressForm>
  )
}

/** The closing rating: four sliders and one line, for one's own eyes. */
function Rate({ model }: OfRoom) {
  const { say } = useReader()
  const { rating, draft } = model
  return (
    <Card title={say('meetings.rate.title')} tone="ask">
      <UntilDone model={model} of={JSON.stringify(rating)}>
        <PressForm key="rate" model={model} kind="rate" values={{ entry: draft?.id ?? model.fresh }} wide>
          {ratingNames.map((name) => (
            <label class="field" key={name}>
              <span>{say(`meetings.rate.${name}`)}</span>
              <input type="range" name={name} min={0} max={10} step={1} defaultValue={String(rating?.[name] ?? 5)} />
              <span class="row apart quiet" aria-hidden="true">
                <span>{say('meetings.rate.least')}</span>
                <span>{say('meetings.rate.most')}</span>
              </span>
            </label>
          ))}
          <Text name="better" label={say('meetings.rate.better')} value={rating?.better} />
          <LockLine>{say('meetings.rate.lock')}</LockLine>
          <Keep model={model} kept={rating !== undefined} />
        </PressForm>
      </UntilDone>
    </Card>
  )
}
