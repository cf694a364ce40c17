import { Button, Card, Face, LockLine, Row, useReader, Voice } from '../../ui/index.ts'
import type { RoomCommitment, RoomModel } from '../rules.ts'
import { Figure, Outcome, Vote } from './counting.tsx'
import { nameOf } from './names.tsx'
import { Press, PressForm } from './press.tsx'
import { promise } from './promise.tsx'
import { PeopleHere } from './roles.tsx'
import { Entries, Parked, Words } from './words.tsx'
import { Keep, Text, Write } from './write.tsx'

/** What lies on the table in this step: what I write, what all wrote, and what the step works with. */
export function Table({ model }: { model: RoomModel }) {
  const { view } = model
  const material = view.step?.material
  return (
    <>
      {material === 'last-commitments' && <LastTime model={model} />}
      {view.may.includes('choose') && (material === 'challenges' || view.needs === 'presenter') && (
        <Choose model={model} />
      )}
      {view.may.includes('rate') && (view.step?.measure ? <Figure model={model} /> : <Rate model={model} />)}
      {view.may.includes('vote') && <Vote model={model} />}
      {material === 'commitments' && <Commit model={model} />}
      {view.may.includes('write') && material !== 'commitments' && <Write model={model} />}
      <Outcome model={model} />
      {model.table.length > 0 && !(view.may.includes('vote') && isListed(model)) && <Words model={model} />}
      <Parked model={model} />
      {view.step && (model.notes.length > 0 || takesNotes(model)) && <Notes model={model} />}
    </>
  )
}

/** All that lies on the table can be voted for, and stands there already. */
const isListed = ({ table, counting }: RoomModel): boolean =>
  table.every(({ id }) => counting.choices.some((choice) => choice.id === id))

/** While all are silent, each has one thing to do. */
const takesNotes = ({ presenter, view: { step, may } }: RoomModel): boolean =>
  presenter !== undefined && may.includes('note') && !['writing', 'rate', 'vote', 'stillness'].includes(step?.how ?? '')

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
          <Text name="words" label={say('meetings.notes.label')} rows={3} />
          <LockLine>{mine ? say('meetings.notes.lockMine') : say('meetings.notes.lock', { name })}</LockLine>
          <div>
            <Button>{say('meetings.notes.keep')}</Button>
          </div>
        </PressForm>
      )}
    </Card>
  )
}

/** Which challenge, and whose. Anyone may offer their own; whoever leads may settle it. */
function Choose({ model }: { model: RoomModel }) {
  const { say } = useReader()
  return (
    <Card title={say('meetings.choose.title')} tone="ask">
      <p>{say('meetings.choose.lead')}</p>
      <PressForm model={model} kind="choose" values={{ entry: model.fresh }} wide>
        <PeopleHere model={model} label={say('meetings.choose.who')} chosen={model.view.presenter ?? model.me} />
        <Text name="question" label={say('meetings.choose.question')} rows={2} />
        <div>
          <Button kind="first">{say('meetings.choose.keep')}</Button>
        </div>
      </PressForm>
    </Card>
  )
}

/** What was taken on last time, each settled by whoever took it on. */
function LastTime({ model }: { model: RoomModel }) {
  const { say } = useReader()
  return (
    <Card title={say('meetings.last.title')} tone="ask">
      {model.last.length === 0 && <p>{say('meetings.last.none')}</p>}
      {model.settled.map(({ id, author, text }) => (
        <Voice key={id} from={say('meetings.last.settled', { name: nameOf(model.seated, author) })}>
          {text}
        </Voice>
      ))}
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

/** One thing to do before the next meeting. */
function Commit({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { view } = model
  const mine = model.taken.some((each) => each.mine)
  return (
    <Card title={say('meetings.commit.title')} tone="ask">
      {model.taken.length > 0 && (
        <ul class="rows">
          {model.taken.map((each) => (
            <li key={each.id}>
              <Face name={nameOf(model.seated, each.person)} size="small" alone />
              <div class="row-words">
                <Sentence commitment={each} />
              </div>
            </li>
          ))}
        </ul>
      )}
      {mine && view.step?.ends === 'done' && view.may.includes('done') && (
        <Press model={model} kind="done" look="first" icon="check">
          {say('meetings.press.done')}
        </Press>
      )}
      {view.may.includes('commit') && !mine && (
        <PressForm model={model} kind="commit" values={{ entry: model.fresh }} wide>
          <Text name="what" label={say('meetings.commit.what')} />
          <Text name="cue" label={say('meetings.commit.cue')} />
          <LockLine>{say('meetings.commit.lock')}</LockLine>
          <Keep view={view} kept={false} words="meetings.commit.keep" />
        </PressForm>
      )}
    </Card>
  )
}

const marks = ['heard', 'topic', 'method', 'worth'] as const

/** The closing rating: four sliders and one line, for one's own eyes. */
function Rate({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { rating, draft } = model
  return (
    <Card title={say('meetings.rate.title')} tone="ask">
      <PressForm key="rate" model={model} kind="rate" values={{ entry: draft?.id ?? model.fresh }} wide>
        {marks.map((name) => (
          <label class="field" key={name}>
            <span>{say(`meetings.rate.${name}`)}</span>
            <input type="range" name={name} min={0} max={10} step={1} defaultValue={String(rating?.[name] ?? 5)} />
          </label>
        ))}
        <Text name="better" label={say('meetings.rate.better')} value={rating?.better} />
        <LockLine>{say('meetings.rate.lock')}</LockLine>
        <Keep view={model.view} kept={rating !== undefined} />
      </PressForm>
    </Card>
  )
}
