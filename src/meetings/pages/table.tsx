import { Button, Card, Details, Face, LockLine, Row, useReader } from '../../ui/index.ts'
import type { RoomCommitment, RoomModel } from '../rules.ts'
import { Figure, Outcome, Vote } from './counting.tsx'
import { DoneCount, IsDone, isDone, UntilDone } from './done.tsx'
import { nameOf } from './names.tsx'
import { Choose, isChoosing } from './presenter.tsx'
import { Press, PressForm } from './press.tsx'
import { promise } from './promise.tsx'
import { Entries, Parked, Words } from './words.tsx'
import { Keep, Text, Write } from './write.tsx'

/** What lies on the table in this step: what I write, what all wrote, and what the step works with. */
export function Table({ model }: { model: RoomModel }) {
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

/** Notes on the challenge: the presenter's, whoever writes them. */
function Notes({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { presenter } = model
  const mine = presenter === undefined || presenter === model.me
  const name = nameOf(model.seated, presenter ?? '')
  return (
    <Card title={mine ? say('meetings.notes.mine') : say('meetings.notes.title', { name })}>
      {model.notes.length > 0 && <Entries entries={model.notes} seated={model.seated} />}
      {presenter && takesNotes(model) && (
        <PressForm
          key={`${presenter} ${model.notes.length}`}
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
      )}
    </Card>
  )
}

/** What was taken on last time, each settled by whoever took it on; what was settled then is folded away. */
function LastTime({ model }: { model: RoomModel }) {
  const { say } = useReader()
  return (
    <Card title={say('meetings.last.title')} tone="ask">
      {model.last.length === 0 && <p>{say('meetings.last.none')}</p>}
      {model.last.length > 0 && <p class="quiet">{say('meetings.last.each')}</p>}
      <ul class="rows">
        {model.last.map((each) => (
          <li key={each.id}>
            <Face name={nameOf(model.seated, each.person)} size="small" alone />
            <div class="row-words">
              <Sentence commitment={each} />
              {/* Also where nothing is said yet: a line that came with somebody's answer would move what others are about to press. */}
              <p class="quiet">{say(`meetings.last.${each.standing}`)}</p>
            </div>
            {each.mine && (each.standing === 'open' || each.standing === 'carried') && (
              <Settle model={model} commitment={each} />
            )}
          </li>
        ))}
      </ul>
      {model.settled.length > 0 && (
        <Details summary={`${say('meetings.last.decided')} (${model.settled.length})`}>
          <Entries entries={model.settled} seated={model.seated} />
        </Details>
      )}
    </Card>
  )
}

/** One tap says how it went. */
function Settle({ model, commitment }: { model: RoomModel; commitment: RoomCommitment }) {
  const { say } = useReader()
  return (
    <Row>
      {(['kept', 'carried', 'dropped'] as const)
        .filter((answer) => answer !== commitment.standing)
        .map((answer) => (
          <Press
            key={answer}
            model={model}
            kind="settle"
            values={{ entry: commitment.id, answer, seen: commitment.seq }}
          >
            {say(`meetings.settle.${answer}`)}
          </Press>
        ))}
    </Row>
  )
}

/** What somebody will do, and when. */
function Sentence({ commitment }: { commitment: RoomCommitment }) {
  const { say } = useReader()
  return <p dir="auto">{promise(say, commitment)}</p>
}

/** One thing to do before the next meeting: each their own, or where the step is the presenter's, theirs alone. */
function Commit({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { step, may } = model.view
  const whose = step?.who === 'presenter' ? model.presenter : undefined
  const taken = model.taken.filter(({ person }) => whose === undefined || person === whose)
  const mine = taken.some((each) => each.mine)
  const isOthers = whose !== undefined && whose !== model.me
  const asks = step?.how === 'writing' || whose === model.me
  const title = isOthers
    ? say('meetings.commit.of', { name: nameOf(model.seated, whose) })
    : say(asks ? 'meetings.commit.title' : 'meetings.commit.all')
  return (
    <Card title={title} tone={mine ? 'plain' : 'ask'}>
      {isDone(model) && <IsDone view={model.view} />}
      {mine && !isDone(model) && <p>{say('meetings.commit.written')}</p>}
      {mine && !isDone(model) && <SayDone model={model} />}
      {isOthers && taken.length === 0 && <p class="quiet">{say('meetings.commit.notYet')}</p>}
      {taken.length > 0 && <Taken model={model} taken={taken} />}
      {may.includes('commit') && !mine && !isOthers && <CommitForm model={model} />}
    </Card>
  )
}

const Taken = ({ model, taken }: { model: RoomModel } & Pick<RoomModel, 'taken'>) => (
  <ul class="rows">
    {taken.map((each) => (
      <li key={each.id}>
        <Face name={nameOf(model.seated, each.person)} size="small" alone />
        <div class="row-words">
          <Sentence commitment={each} />
        </div>
      </li>
    ))}
  </ul>
)

/** Where what one took on stands there already. */
function SayDone({ model }: { model: RoomModel }) {
  const { say } = useReader()
  if (model.view.step?.ends !== 'done' || !model.view.may.includes('done')) return null
  return (
    <Row>
      <Press model={model} kind="done" look="first" icon="check">
        {say('meetings.press.done')}
      </Press>
      <DoneCount view={model.view} />
    </Row>
  )
}

function CommitForm({ model }: { model: RoomModel }) {
  const { say } = useReader()
  return (
    <PressForm model={model} kind="commit" values={{ entry: model.fresh }} wide>
      <Text name="what" label={say('meetings.commit.what')} />
      <Text name="cue" label={say('meetings.commit.cue')} />
      <LockLine>{say('meetings.commit.lock')}</LockLine>
      <Keep model={model} kept={false} words="meetings.commit.keep" />
    </PressForm>
  )
}

const marks = ['heard', 'topic', 'method', 'worth'] as const

/** The closing rating: four sliders and one line, for one's own eyes. */
function Rate({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { rating, draft } = model
  return (
    <Card title={say('meetings.rate.title')} tone="ask">
      <UntilDone model={model} of={JSON.stringify(rating)}>
        <PressForm key="rate" model={model} kind="rate" values={{ entry: draft?.id ?? model.fresh }} wide>
          {marks.map((name) => (
            <label class="field" key={name}>
              <span>{say(`meetings.rate.${name}`)}</span>
              <input type="range" name={name} min={0} max={10} step={1} defaultValue={String(rating?.[name] ?? 5)} />
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
