import { Button, Details, Icon, Row, type Say, useReader } from '../../ui/index.ts'
import type { RoomModel } from '../rules.ts'
import { IsDone, isDone, ownForms } from './done.tsx'
import { leads, passesOnFirst } from './helm.tsx'
import { isLast, nameOf } from './names.tsx'
import { Press, PressForm } from './press.tsx'
import { promptsOf, withButtons } from './prompts.tsx'
import { PeopleHere } from './roles.tsx'

type Kind = RoomModel['view']['may'][number]

/** What whoever leads does when this step has done its work. */
function whatNext(model: RoomModel): 'done' | 'timer' | 'turns' | 'last' | 'free' | undefined {
  const { view } = model
  if (!view.may.includes('next') || view.needs !== null) return undefined
  const { ends } = view.step ?? {}
  if (ends === 'done' || ends === 'timer') return ends
  if (passesOnFirst(model)) return 'turns'
  return isLast(view) ? 'last' : 'free'
}

/** When to press what carries the meeting on, for whoever leads; who or what carries it on, for the others; and what is needed now and then, for all. */
export function Lead({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { view } = model
  const next = whatNext(model)
  const isSaid = next === 'free' && tellsOf(model, say('meetings.press.next'), say)
  return (
    <div class="stack close">
      {isDone(model) && view.step && !ownForms.includes(view.step.how) && <IsDone view={view} />}
      {isLast(view) && <GoodBye model={model} />}
      {next && !isSaid && (
        <p class="quiet unprinted">
          {withButtons(say(`meetings.lead.${next === 'timer' && view.groups ? 'timerAll' : next}`), model, say)}
          {isLast(view) &&
            (next === 'done' || next === 'timer') &&
            ` ${say(view.step?.seen === 'together' ? 'meetings.lead.thenEnds' : 'meetings.lead.thenOver')}`}
        </p>
      )}
      {!leads(model) && <Others model={model} />}
      <Sometimes model={model} />
    </div>
  )
}

/** For those who do not lead: what takes all of them on, since they press nothing for it. */
function Others({ model: { view, seated } }: { model: RoomModel }) {
  const { say } = useReader()
  if (!view.step || view.needs !== null) return null
  return <p class="quiet unprinted">{takesOn(view.step.ends, nameOf(seated, view.facilitator.id), say)}</p>
}

function takesOn(ends: string, name: string, say: Say): string {
  if (ends === 'timer') return say('meetings.lead.timer')
  if (ends === 'done') return say('meetings.lead.othersDone')
  return say('meetings.lead.others', { name })
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

/** What may be needed in any step: a little more time, none of it at all, a pause. */
function Sometimes({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { may, clock } = model.view
  return (
    <Row>
      {may.includes('extend') && clock.endsAt !== null && (
        <Press model={model} kind="extend" values={{ ends: clock.endsAt }}>
          {say('meetings.press.extend')}
        </Press>
      )}
      {isToSkip(model, say) && (
        <Press model={model} kind="skip">
          {say('meetings.press.skip')}
        </Press>
      )}
      {may.includes('pause') && (
        <Press model={model} kind="pause" look="slight">
          {say('meetings.press.pause')}
        </Press>
      )}
    </Row>
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
  return (
    <div class="card plain unprinted">
      {model.place && model.view.phase !== 'waiting' && <Place {...model.place} />}
      <Details summary={say('meetings.room.more')}>
        <div class="stack close">
          <Seldom model={model} />
        </div>
      </Details>
    </div>
  )
}

/** Where the circle meets: a link into its call, or the name of a place. */
export function Place({ words, link }: NonNullable<RoomModel['place']>) {
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
