import { Button, Details, Icon, Row, type Say, useReader } from '../../ui/index.ts'
import type { RoomModel } from '../rules.ts'
import { IsDone, isDone } from './done.tsx'
import { isLast, nameOf } from './names.tsx'
import { Press, PressForm } from './press.tsx'
import { promptsOf, withButtons } from './prompts.tsx'
import { PeopleHere } from './roles.tsx'

type Kind = RoomModel['view']['may'][number]

/** What has a form of its own for it. */
const ownForms: readonly string[] = ['writing', 'rate', 'vote']

/** Where everybody's being done ends the step, and no form of its own says it. */
const saysDone = ({ step, may }: RoomModel['view']): boolean =>
  step?.ends === 'done' && may.includes('done') && !ownForms.includes(step.how)

const leads = ({ view, me }: RoomModel): boolean => view.facilitator.id === me

/** There is a turn to pass on: for whoever leads while somebody waits for theirs, for whoever speaks unless they alone do. */
function passesOn(model: RoomModel): boolean {
  const { may, order, speaker, step, done } = model.view
  if (!may.includes('next-speaker')) return false
  if (step?.how === 'turns') return leads(model) ? order.length > 0 : speaker === model.me
  return speaker === model.me && done.of > 1
}

/** Passing on is what comes next for whoever speaks, and for whoever leads while somebody waits for their turn. */
const passesOnFirst = (model: RoomModel): boolean =>
  passesOn(model) && (model.view.step?.how === 'turns' || !model.view.may.includes('next'))

/** Going on is the one thing to do, unless somebody waits for their turn or the step goes on by itself. */
const isNextFirst = (model: RoomModel): boolean => !passesOnFirst(model) && model.view.step?.ends === 'facilitator'

/** What whoever leads does when this step has done its work. */
function whatNext(model: RoomModel): 'done' | 'timer' | 'turns' | 'last' | 'free' | undefined {
  const { view } = model
  if (!view.may.includes('next') || view.needs !== null) return undefined
  const { ends } = view.step ?? {}
  if (ends === 'done' || ends === 'timer') return ends
  if (passesOnFirst(model)) return 'turns'
  return isLast(view) ? 'last' : 'free'
}

/** The buttons that carry the meeting on, and for whoever leads when to press them. */
export function Lead({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { view } = model
  const next = whatNext(model)
  const isSaid = next === 'free' && tellsOf(model, say('meetings.press.next'), say)
  return (
    <div class="stack close">
      {isDone(model) && view.step && !ownForms.includes(view.step.how) && <IsDone view={view} />}
      {isLast(view) && <GoodBye model={model} />}
      <Buttons model={model} />
      {next && !isSaid && (
        <p class="quiet unprinted">
          {withButtons(say(`meetings.lead.${next}`), model, say)}
          {isLast(view) &&
            (next === 'done' || next === 'timer') &&
            ` ${say(view.step?.seen === 'together' ? 'meetings.lead.thenEnds' : 'meetings.lead.thenOver')}`}
        </p>
      )}
    </div>
  )
}

/** When the circle meets again and who leads then, as far as it is known. */
export function GoodBye({ model: { next, seated, me } }: { model: RoomModel }) {
  const { say } = useReader()
  if (!next) return null
  const { when, leads: who } = next
  if (!who) return <p>{say('meetings.next.meets', { when })}</p>
  if (who === me) return <p>{say('meetings.next.youLead', { when })}</p>
  return <p>{say('meetings.next.leads', { when, name: nameOf(seated, who) })}</p>
}

/** Each only for whom it is. */
function Buttons({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { view } = model
  const may = (kind: Kind) => view.may.includes(kind)
  return (
    <Row>
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
      {isToSkip(model, say) && (
        <Press model={model} kind="skip">
          {say('meetings.press.skip')}
        </Press>
      )}
      {view.needs === 'presenter' && <span class="quiet">{say('meetings.room.needsPresenter')}</span>}
    </Row>
  )
}

/** On to the next turn: the same button under two names, for whoever leads and for whoever speaks. */
function PassOn({ model }: { model: RoomModel }) {
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

/** What whoever leads is told names the button: then it stands beside the others. */
const isToSkip = (model: RoomModel, say: Say): boolean =>
  model.view.may.includes('skip') && tellsOf(model, say('meetings.press.skip'), say)

/** What I am told in this step names a button. */
const tellsOf = (model: RoomModel, button: string, say: Say): boolean =>
  promptsOf(model, say).some((prompt) => prompt.do?.includes(`“${button}”`) || prompt.do?.includes(`«${button}»`))

/** What is seldom needed, out of the way. */
export function More({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { may } = model.view
  return (
    <div class="card plain unprinted">
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
    </div>
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
  const away = (kind: Kind) => (kind === 'take-over' && leads(model)) || (kind === 'skip' && isToSkip(model, say))
  return (
    <>
      {plain
        .filter(([kind]) => view.may.includes(kind) && !away(kind))
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
