import { Row, useReader } from '../../ui/index.ts'
import type { RoomModel } from '../rules.ts'
import { nameOf } from './names.tsx'
import { Press } from './press.tsx'

/** Where people speak freely a hand helps; where all have their turn, or one alone speaks, it does not. */
const takesHands = ({ view: { step, you, done, phase }, apart }: RoomModel): boolean =>
  phase === 'running' &&
  !apart &&
  you.group === null &&
  (step?.how === 'free' || step?.how === 'questions') &&
  done.of > 1

/** Whose hands are up, in the order of the queue. */
const raisedIn = ({ view }: RoomModel): readonly string[] =>
  view.people
    .filter(({ hand }) => hand !== null)
    .toSorted((a, b) => (a.hand ?? 0) - (b.hand ?? 0))
    .map(({ id }) => id)

/** Raised hands in the order of the queue, for all to see; whoever leads gives the floor by a tap: to the first beside what else comes next. */
export function Hands({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { view, me } = model
  if (!takesHands(model)) return null
  const raised = raisedIn(model)
  const leads = view.facilitator.id === me
  return (
    <div class="stack close">
      <Row>
        <span aria-live="polite">
          {raised.length === 0 ? say('meetings.hands.nobody') : <Queue model={model} raised={raised} />}
        </span>
        {leads && raised.slice(1).map((person) => <Give key={person} model={model} person={person} />)}
      </Row>
      {leads && <p class="quiet">{hintFor(model, say)}</p>}
    </div>
  )
}

/** For whoever leads: the floor to whoever is first in the queue. */
export function GiveFloor({ model }: { model: RoomModel }) {
  const [first] = raisedIn(model)
  if (first === undefined || model.view.facilitator.id !== model.me || !takesHands(model)) return null
  return <Give model={model} person={first} />
}

function Queue({ model, raised }: { model: RoomModel; raised: readonly string[] }) {
  const { say, locale } = useReader()
  const names = raised.map((id) => (id === model.me ? say('meetings.role.you') : nameOf(model.seated, id)))
  return <>{say('meetings.hands.up', { names: new Intl.ListFormat(locale, { type: 'unit' }).format(names) })}</>
}

function Give({ model, person }: { model: RoomModel; person: string }) {
  const { say } = useReader()
  const { view, seated } = model
  if (!view.may.includes('next-speaker') || view.speaker === person) return null
  return (
    <Press model={model} kind="next-speaker" values={{ turn: view.turn, person }}>
      {say('meetings.hands.give', { name: nameOf(seated, person) })}
    </Press>
  )
}

/** To ask for the word, and to ask no more. */
export function OwnHand({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { may, you } = model.view
  if (!takesHands(model)) return null
  const isUp = raisedIn(model).includes(model.me)
  if (isUp && may.includes('hand-down'))
    return (
      <Press model={model} kind="hand-down">
        {say('meetings.press.handDown')}
      </Press>
    )
  if (!may.includes('hand-up') || !you.acts) return null
  return (
    <Press model={model} kind="hand-up">
      {say('meetings.press.handUp')}
    </Press>
  )
}

/** Who has spoken least comes first; and where questions are written, when they are read out. */
function hintFor({ view, me, seated }: RoomModel, say: ReturnType<typeof useReader>['say']): string {
  const others = view.people.filter(({ id, here }) => here && id !== me)
  const least = others.toSorted((a, b) => a.spoken - b.spoken)[0]
  const differ = others.some(({ spoken }) => spoken !== least?.spoken)
  const quiet = differ && least ? say('meetings.hands.least', { name: nameOf(seated, least.id) }) : ''
  const written = view.step?.how === 'questions' ? say('meetings.hands.written') : ''
  return [quiet, written].filter(Boolean).join(' ')
}
