import { Row, useReader } from '../../ui/index.ts'
import type { RoomModel } from '../rules.ts'
import { nameOf } from './names.tsx'
import { Press } from './press.tsx'

/** Where people speak freely a hand helps; where all have their turn, or one alone speaks, it does not. */
const takesHands = ({ step, you, done, phase }: RoomModel['view']): boolean =>
  phase === 'running' && you.group === null && (step?.how === 'free' || step?.how === 'questions') && done.of > 1

/** Raised hands in the order of the queue, for all to see; whoever leads gives the floor by a tap. */
export function Hands({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { view, me } = model
  if (!takesHands(view) || model.apart) return null
  const raised = view.people
    .filter(({ hand }) => hand !== null)
    .toSorted((a, b) => (a.hand ?? 0) - (b.hand ?? 0))
    .map(({ id }) => id)
  const leads = view.facilitator.id === me
  return (
    <div class="stack close">
      <Row>
        <span aria-live="polite">
          {raised.length === 0 ? say('meetings.hands.nobody') : <Queue model={model} raised={raised} />}
        </span>
        {leads && raised.map((person) => <Give key={person} model={model} person={person} />)}
        <OwnHand model={model} isUp={raised.includes(me)} />
      </Row>
      {leads && <p class="quiet">{hintFor(model, say)}</p>}
    </div>
  )
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
function OwnHand({ model, isUp }: { model: RoomModel; isUp: boolean }) {
  const { say } = useReader()
  const { may, you } = model.view
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
