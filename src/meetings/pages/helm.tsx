import { type MessageKey, Row, type Say, useReader } from '../../ui/index.ts'
import type { RoomModel } from '../rules.ts'
import { Clock } from './clock.tsx'
import { DoneCount, ownForms } from './done.tsx'
import { GiveFloor, OwnHand } from './hands.tsx'
import { isLast, nameOf } from './names.tsx'
import { ownPart } from './own-part.ts'
import { Press } from './press.tsx'
import { roundWords } from './round.tsx'

interface OfRoom {
  readonly model: RoomModel
}

type Kind = RoomModel['view']['may'][number]

export const leads = ({ view, me }: RoomModel): boolean => view.facilitator.id === me

/**
 * How much time is left, who has the word, and what I press next. It stands where it is read in its turn; on a telephone it is always in sight, at the
 * foot of the screen, with the way to what is asked of me.
 */
export function Helm({ model, offset }: OfRoom & { offset: number | undefined }) {
  const { say, locale } = useReader()
  const { view } = model
  const round = roundWords(model, say, locale)
  return (
    <section class="helm" aria-label={say('meetings.helm.title')}>
      <Clock model={model} offset={offset} />
      <p class="turn quiet" aria-live="polite">
        {round?.names && !view.speaker ? '' : speakingWords(model, say)}
      </p>
      <Row>
        {leads(model) && view.step?.ends === 'done' && (
          <span class="narrow-only">
            <DoneCount view={view} />
          </span>
        )}
        <ToMine model={model} />
        <Buttons model={model} />
      </Row>
    </section>
  )
}

function speakingWords({ view, seated, me, presenter }: RoomModel, say: Say): string {
  if (view.needs === 'presenter') return say('meetings.room.needsPresenter')
  const next = view.order[0]
  if (view.speaker === me) {
    if (view.step?.readsFirst) return say('meetings.room.readThenYou')
    return next ? say('meetings.room.youSpeakThen', { next: nameOf(seated, next) }) : say('meetings.room.youSpeak')
  }
  if (!view.speaker && next === me) return say('meetings.room.youNext')
  if (!view.speaker) {
    if (!presenter) return ''
    return presenter === me
      ? say('meetings.helm.yours')
      : say('meetings.helm.theirs', { name: nameOf(seated, presenter) })
  }
  const speaks = nameOf(seated, view.speaker)
  if (view.step?.readsFirst) return say('meetings.room.readThenSpeaks', { name: speaks })
  if (next === me) return say('meetings.room.speaksYouNext', { name: speaks })
  return next
    ? say('meetings.room.speaksNext', { name: speaks, next: nameOf(seated, next) })
    : say('meetings.room.speaks', { name: speaks })
}

/** On a telephone what is asked of me stands further below: one tap leads there. */
function ToMine({ model }: OfRoom) {
  const { say } = useReader()
  const part = ownPart(model)
  if (!part) return null
  // Where people speak, writing is for whoever would rather write.
  const isAside = part === 'write' && model.view.step?.ends !== 'done'
  const first = !isAside && !passesOnFirst(model) && !isNextFirst(model)
  return (
    <a class={`button ${first ? 'first' : 'plain'} narrow-only`} href="#mine">
      <span>{say(`meetings.helm.${part}` satisfies MessageKey)}</span>
    </a>
  )
}

/** Where everybody's being done ends the step, and no form of its own says it. */
const saysDone = ({ step, may }: RoomModel['view']): boolean =>
  step?.ends === 'done' && may.includes('done') && !ownForms.includes(step.how)

/** There is a turn to pass on: for whoever leads while somebody waits for theirs, for whoever speaks unless they alone do. */
function passesOn(model: RoomModel): boolean {
  const { may, order, speaker, step, done } = model.view
  if (!may.includes('next-speaker')) return false
  if (step?.how === 'turns') return leads(model) ? order.length > 0 : speaker === model.me
  return speaker === model.me && done.of > 1
}

/** Passing on is what comes next for whoever speaks, and for whoever leads while somebody waits for their turn. */
export const passesOnFirst = (model: RoomModel): boolean =>
  passesOn(model) && (model.view.step?.how === 'turns' || !model.view.may.includes('next'))

/** Going on is the one thing to do, unless somebody waits for their turn or the step goes on by itself. */
const isNextFirst = (model: RoomModel): boolean =>
  model.view.may.includes('next') && !passesOnFirst(model) && model.view.step?.ends === 'facilitator'

/** Each only for whom it is. */
function Buttons({ model }: OfRoom) {
  const { say } = useReader()
  const { view } = model
  const may = (kind: Kind) => view.may.includes(kind)
  return (
    <>
      {may('resume') && (
        <Press model={model} kind="resume" look="first">
          {say('meetings.press.resume')}
        </Press>
      )}
      <OwnHand model={model} />
      <GiveFloor model={model} />
      <PassOn model={model} />
      {saysDone(view) && (
        <Press model={model} kind="done" look={passesOnFirst(model) ? 'plain' : 'first'} icon="check">
          {say('meetings.press.done')}
        </Press>
      )}
      {may('next') && (
        <Press model={model} kind="next" look={isNextFirst(model) ? 'first' : 'plain'} icon="arrow">
          {say(isLast(view) ? 'meetings.press.close' : 'meetings.press.next')}
        </Press>
      )}
    </>
  )
}

/** On to the next turn: the same button under two names, for whoever leads and for whoever speaks. */
function PassOn({ model }: OfRoom) {
  const { say } = useReader()
  if (!passesOn(model)) return null
  return (
    <Press
      model={model}
      kind="next-speaker"
      values={{ turn: model.view.turn }}
      look={passesOnFirst(model) ? 'first' : 'plain'}
      icon="arrow"
    >
      {say(leads(model) ? 'meetings.press.nextSpeaker' : 'meetings.press.passOn')}
    </Press>
  )
}
