import { Button, Card, Details, Icon, Row, useReader } from '../../ui/index.ts'
import type { RoomModel } from '../rules.ts'
import { Press, PressForm } from './press.tsx'
import { PeopleHere } from './roles.tsx'

type Kind = RoomModel['view']['may'][number]

/** Where everybody's being done ends the step, and no form of its own says it. */
const saysDone = ({ step, may }: RoomModel['view']): boolean =>
  step?.ends === 'done' && may.includes('done') && !['writing', 'rate', 'vote'].includes(step.how)

/** A hand helps where people speak freely; where all have their turn it only asks for attention. */
const raisesHand = ({ step, may, you }: RoomModel['view']): boolean =>
  may.includes('hand-up') && you.group === null && (step?.how === 'free' || step?.how === 'questions')

/** Somebody speaks, or waits to: else there is no turn to pass on. */
const passesOn = ({ may, speaker, order }: RoomModel['view']): boolean =>
  may.includes('next-speaker') && (speaker !== null || order.length > 0)

/** Passing on is what comes next for whoever speaks, and for whoever leads while somebody waits to speak. */
const passesOnFirst = (view: RoomModel['view']): boolean =>
  passesOn(view) && (view.order.length > 0 || !view.may.includes('next'))

/** What whoever leads does when this step has done its work. */
function whatNext(view: RoomModel['view']): 'done' | 'timer' | 'turns' | 'last' | 'free' | undefined {
  if (!view.may.includes('next') || view.needs !== null) return undefined
  const { ends } = view.step ?? {}
  if (ends === 'done' || ends === 'timer') return ends
  if (passesOnFirst(view) && view.step?.how === 'turns') return 'turns'
  return isLast(view) ? 'last' : 'free'
}

const isLast = ({ step }: RoomModel['view']): boolean => step !== null && step?.number === step?.of

/** The buttons that carry the meeting on, and for whoever leads when to press them. */
export function Lead({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { view } = model
  const next = whatNext(view)
  return (
    <div class="stack close">
      <Buttons model={model} />
      {next && (
        <p class="quiet">
          {say(`meetings.lead.${next}`)}
          {isLast(view) && (next === 'done' || next === 'timer') && ` ${say('meetings.lead.thenEnds')}`}
        </p>
      )}
    </div>
  )
}

/** Each only for whom it is. */
function Buttons({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { view } = model
  const may = (kind: Kind) => view.may.includes(kind)
  return (
    <Row>
      {passesOn(view) && (
        <Press
          model={model}
          kind="next-speaker"
          values={{ turn: view.turn }}
          look={passesOnFirst(view) ? 'first' : 'plain'}
          icon="arrow"
        >
          {say(view.speaker === model.me ? 'meetings.press.passOn' : 'meetings.press.nextSpeaker')}
        </Press>
      )}
      {saysDone(view) && (
        <Press model={model} kind="done" look={passesOnFirst(view) ? 'plain' : 'first'} icon="check">
          {say('meetings.press.done')}
        </Press>
      )}
      {may('next') && (
        <Press model={model} kind="next" look={passesOnFirst(view) || saysDone(view) ? 'plain' : 'first'} icon="arrow">
          {say('meetings.press.next')}
        </Press>
      )}
      {may('extend') && view.clock.endsAt !== null && (
        <Press model={model} kind="extend" values={{ ends: view.clock.endsAt }}>
          {say('meetings.press.extend')}
        </Press>
      )}
      <Hand model={model} />
      {view.needs === 'presenter' && <span class="quiet">{say('meetings.room.needsPresenter')}</span>}
    </Row>
  )
}

/** To ask for the word, and to ask no more. */
function Hand({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { view, me } = model
  const isUp = view.people.some((person) => person.id === me && person.hand !== null)
  return (
    <>
      {raisesHand(view) && (
        <Press model={model} kind="hand-up">
          {say('meetings.press.handUp')}
        </Press>
      )}
      {view.may.includes('hand-down') && isUp && (
        <Press model={model} kind="hand-down">
          {say('meetings.press.handDown')}
        </Press>
      )}
    </>
  )
}

/** What is seldom needed, out of the way. */
export function More({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { may } = model.view
  return (
    <Card>
      {model.place && <Place {...model.place} />}
      {may.includes('pause') && (
        <Press model={model} kind="pause">
          {say('meetings.press.pause')}
        </Press>
      )}
      {may.includes('resume') && (
        <Press model={model} kind="resume" look="first">
          {say('meetings.press.resume')}
        </Press>
      )}
      <Details summary={say('meetings.room.more')}>
        <div class="stack close">
          <Seldom model={model} />
        </div>
      </Details>
    </Card>
  )
}

/** Where the circle meets: a link into its call, or the name of a place. */
function Place({ words, link }: NonNullable<RoomModel['place']>) {
  const { say } = useReader()
  if (!link) return <p dir="auto">{words}</p>
  return (
    <a class="button plain" href={words} target="_blank" rel="noreferrer">
      <span>{say('meetings.room.video')}</span>
      <Icon name="out" />
    </a>
  )
}

const plain = [
  ['skip', 'meetings.press.skip'],
  ['repeat', 'meetings.press.repeat'],
  ['take-over', 'meetings.press.takeOver'],
  ['leave', 'meetings.press.leave'],
] as const

function Seldom({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { view, me } = model
  const leads = view.facilitator.id === me
  return (
    <>
      {plain
        .filter(([kind]) => view.may.includes(kind) && !(leads && kind === 'take-over'))
        .map(([kind, words]) => (
          <Press key={kind} model={model} kind={kind} values={kind === 'leave' ? { person: me } : {}}>
            {say(words)}
          </Press>
        ))}
      {view.may.includes('hand-over') && <HandOver model={model} />}
      {view.may.includes('end') && (
        <Press model={model} kind="end" look="wrong">
          {say('meetings.press.end')}
        </Press>
      )}
    </>
  )
}

function HandOver({ model }: { model: RoomModel }) {
  const { say } = useReader()
  if (!model.view.people.some(({ id, here }) => here && id !== model.me)) return null
  return (
    <PressForm model={model} kind="hand-over" wide>
      <PeopleHere model={model} label={say('meetings.press.handOverTo')} not={model.me} />
      <div>
        <Button>{say('meetings.press.handOver')}</Button>
      </div>
    </PressForm>
  )
}
