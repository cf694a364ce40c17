import { Card, Chip, Face, Layout, LockLine, Progress, Row, Steps, useReader, Voice } from '../../ui/index.ts'
import type { RoomModel, Seated } from '../rules.ts'
import { Clock, paceWords } from './clock.tsx'
import { Lead, More } from './lead.tsx'
import { Press } from './press.tsx'
import { Table } from './table.tsx'

/** The page around the room. With JavaScript the island takes it over; without, it is refreshed and answered. */
export function RoomPage({ model, words }: { model: RoomModel; words: Readonly<Record<string, string>> }) {
  const { say, locale, dir, zone, base, path, filled } = useReader()
  const shown = filled?.refusal ? { ...model, refused: filled.refusal } : model
  const handed = { model: shown, words, reader: { locale, dir, zone, base, path } }
  return (
    <Layout title={say('meetings.room.title')} bare script="meetings.js">
      <div id="room">
        <Room model={shown} />
      </div>
      <div id="room-data" hidden data-handed={JSON.stringify(handed)} />
    </Layout>
  )
}

/** What one person sees of the meeting. A picture of its model, on the server and in the browser alike. */
export function Room({ model, offset = 0 }: { model: RoomModel; offset?: number }) {
  const { say } = useReader()
  const { view } = model
  if (view.phase === 'ended') return <Over model={model} />
  return (
    <div class="page room">
      {model.refused && (
        <p class="notice warn" role="alert">
          {model.refused}
        </p>
      )}
      <div class="two">
        <div class="stack">
          {view.phase === 'waiting' ? <Waiting model={model} /> : <Stage model={model} offset={offset} />}
          {view.phase !== 'waiting' && <Table model={model} />}
          {model.challenge && <Challenge model={model} />}
        </div>
        <aside class="stack">
          {view.you.cards.map((card) => (
            <Card key={card.role} tone="now" title={card.title}>
              <p>{card.text}</p>
            </Card>
          ))}
          <Tonight model={model} />
          <More model={model} />
          <LockLine>{say('meetings.room.lock')}</LockLine>
        </aside>
      </div>
    </div>
  )
}

const nameOf = (seated: readonly Seated[], id: string | null): string =>
  seated.find((each) => each.id === id)?.name ?? ''

/** Before it begins: who is here, who leads, and the one button. */
function Waiting({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { view, seated, me } = model
  const here = view.people.filter((person) => person.here)
  const leads = nameOf(seated, view.facilitator.id)
  const amHere = here.some((person) => person.id === me)
  return (
    <section class="stage" aria-labelledby="step">
      <Chip tone="now">{say('meetings.room.waiting')}</Chip>
      <h1 id="step">{say('meetings.waiting.title')}</h1>
      <p class="lead">{say('meetings.waiting.leads', { name: leads })}</p>
      <ul class="order" aria-label={say('meetings.waiting.here')}>
        {seated.map((person) => (
          <li key={person.id}>
            <Face name={person.name} state={here.some((each) => each.id === person.id) ? undefined : 'away'} alone />
          </li>
        ))}
      </ul>
      <p class="quiet" aria-live="polite">
        {say('meetings.waiting.count', { here: here.length, all: seated.length })}
      </p>
      <Row>
        {!amHere && (
          <Press model={model} kind="arrive" values={{ person: me }} look="first">
            {say('meetings.press.arrive')}
          </Press>
        )}
        {view.may.includes('start') && (
          <Press model={model} kind="start" look="first" icon="arrow">
            {say('meetings.press.start')}
          </Press>
        )}
      </Row>
      {view.may.includes('start') && <p class="quiet">{say('meetings.waiting.youLead')}</p>}
    </section>
  )
}

/** The step that is on: what it asks, how long, who speaks, and what I am to say or do. */
function Stage({ model, offset }: { model: RoomModel; offset: number }) {
  const { say } = useReader()
  const { view } = model
  const step = view.step
  if (!step) return null
  return (
    <section class="stage" aria-labelledby="step">
      <Row apart>
        <Chip tone="now" icon="circle">
          {step.partTitle === step.title
            ? step.title
            : say('meetings.room.partAndStep', { part: step.partTitle, step: step.title })}
        </Chip>
        <span class="quiet">
          {say('meetings.room.stepOf', { number: step.number, of: step.of })} · {paceWords(view.pace, say)}
        </span>
      </Row>
      <h1 id="step" aria-live="polite">
        {step.invitation}
      </h1>
      {step.rules.length > 0 && <p class="lead">{step.rules.map((rule) => say(`meetings.rule.${rule}`)).join(' ')}</p>}
      <Prompts model={model} />
      <Clock model={model} offset={offset} />
      <Order model={model} />
      <Lead model={model} />
    </section>
  )
}

/** What I am told in this step: words to say aloud stand in quotes, in the serif voice. */
function Prompts({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { you } = model.view
  if (you.turnedAway) return <p class="lead">{say('meetings.room.turnedAway')}</p>
  return (
    <div class="stack close">
      {you.prompts.map((prompt) => (
        <div key={prompt.for}>
          {prompt.say && <Voice from={say('meetings.room.sayThis')}>{prompt.say}</Voice>}
          {prompt.do && <p>{prompt.do}</p>}
        </div>
      ))}
    </div>
  )
}

function Order({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { view, seated, me } = model
  const people = view.people.filter((person) => person.here)
  const state = (standing: string | null) => (standing === 'speaks' || standing === 'next' ? standing : undefined)
  return (
    <div>
      <ul class="order" aria-label={say('meetings.room.here')}>
        {people.map((person) => (
          <li key={person.id}>
            <Face name={nameOf(seated, person.id)} state={state(person.standing)} alone />
            {person.hand !== null && <span class="quiet"> {say('meetings.room.hand', { place: person.hand })}</span>}
            {person.done && <span class="quiet"> {say('meetings.room.isDone')}</span>}
          </li>
        ))}
      </ul>
      <p class="turn quiet" aria-live="polite">
        {speakingWords(view, seated, me, say)}
      </p>
    </div>
  )
}

function speakingWords(
  view: RoomModel['view'],
  seated: readonly Seated[],
  me: string,
  say: ReturnType<typeof useReader>['say'],
): string {
  if (view.speaker === me) return say('meetings.room.youSpeak')
  const next = view.order[0]
  if (!view.speaker) return next === me ? say('meetings.room.youNext') : ''
  const speaks = nameOf(seated, view.speaker)
  if (next === me) return say('meetings.room.speaksYouNext', { name: speaks })
  return next
    ? say('meetings.room.speaksNext', { name: speaks, next: nameOf(seated, next) })
    : say('meetings.room.speaks', { name: speaks })
}

function Challenge({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const presents = nameOf(model.seated, model.view.presenter)
  return (
    <Card title={say('meetings.challenge.title')}>
      <Voice from={presents}>{model.challenge}</Voice>
      <LockLine>{say('meetings.challenge.lock')}</LockLine>
    </Card>
  )
}

/** The parts of tonight, with the minutes that each still has. */
function Tonight({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const minutes = (seconds: number) => String(Math.max(1, Math.round(seconds / 60)))
  const steps = model.view.parts.map((part) => ({
    label: part.title,
    note:
      part.standing === 'here'
        ? say('meetings.room.minutesLeft', { minutes: minutes(part.seconds) })
        : minutes(part.seconds),
    state:
      part.standing === 'here' ? ('here' as const) : part.standing === 'ahead' ? ('ahead' as const) : ('done' as const),
  }))
  const done = model.view.parts.filter((part) => part.standing === 'done' || part.standing === 'skipped').length
  return (
    <Card title={say('meetings.room.tonight')}>
      {steps.length > 0 ? (
        <Steps label={say('meetings.room.tonight')} steps={steps} />
      ) : (
        <p>{say('meetings.room.planLater')}</p>
      )}
      {steps.length > 0 && (
        <Progress
          label={say('meetings.room.tonight')}
          text={say('meetings.room.partsDone', { done, of: steps.length })}
          value={done}
          max={steps.length}
        />
      )}
    </Card>
  )
}

/** It is over: on to what stays of it. */
function Over({ model }: { model: RoomModel }) {
  const { say } = useReader()
  return (
    <div class="page narrow room">
      <section class="stage" aria-labelledby="step">
        <h1 id="step">{say('meetings.over.title')}</h1>
        <p class="lead">{say('meetings.over.text')}</p>
        {model.taken
          .filter((each) => each.mine)
          .map((each) => (
            <Voice key={each.id} from={say('meetings.over.yours')}>
              {each.cue ? say('meetings.commit.said', { cue: each.cue, what: each.what }) : each.what}
            </Voice>
          ))}
        <OverWays model={model} />
      </section>
    </div>
  )
}

function OverWays({ model }: { model: RoomModel }) {
  const { say, base } = useReader()
  const home = `${base}/circles/${model.circle.id}`
  return (
    <div class="actions">
      <a class="button first" href={home}>
        <span>{say('meetings.over.home')}</span>
      </a>
      <a class="button plain" href={`${home}/meetings/${model.meeting}/minutes`}>
        <span>{say('meetings.over.minutes')}</span>
      </a>
    </div>
  )
}
