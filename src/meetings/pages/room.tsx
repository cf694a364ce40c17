import {
  Card,
  Chip,
  Face,
  Layout,
  Link,
  LockLine,
  Progress,
  type ReaderContext,
  Row,
  Said,
  type Say,
  Steps,
  useReader,
  Voice,
} from '../../ui/index.ts'
import type { RoomModel } from '../rules.ts'
import { Airtime } from './airtime.tsx'
import { Clock, paceWords } from './clock.tsx'
import { Over, Waiting } from './edges.tsx'
import { Groups } from './groups.tsx'
import { Lead, More } from './lead.tsx'
import { nameOf } from './names.tsx'
import { Cards, Roles, WhoDoes } from './roles.tsx'
import { FromLibrary, Scene } from './scene.tsx'
import { Table } from './table.tsx'
import { Trouble } from './trouble.tsx'

/** The page around the room. With JavaScript the island takes it over; without, it is refreshed and answered. */
export function RoomPage({ model, words }: { model: RoomModel; words: Readonly<Record<string, string>> }) {
  const { say, locale, dir, zone, base, path, filled } = useReader()
  const shown = filled?.refusal ? { ...model, refused: filled.refusal } : model
  const handed = { model: shown, words, reader: { locale, dir, zone, base, path } }
  return (
    <Layout title={say('meetings.room.title')} bare script="meetings.js">
      <noscript>
        <p class="news quiet">
          <Said
            k="meetings.room.refresh"
            parts={{
              a: (words) => <Link to={`/circles/${model.circle.id}/meetings/${model.meeting}/room`}>{words}</Link>,
            }}
          />
        </p>
      </noscript>
      <div id="room">
        <Room model={shown} unsaid={unsaidIn(filled)} />
      </div>
      <div id="room-data" hidden data-handed={JSON.stringify(handed)} />
    </Layout>
  )
}

/** Words of a form that came back. */
const unsaidIn = (filled: ReaderContext['filled']): string | undefined => {
  const words = filled?.values.words ?? filled?.values.what
  return typeof words === 'string' && words !== '' ? words : undefined
}

interface RoomProps {
  readonly model: RoomModel
  /** What this browser's clock is behind the server's, in milliseconds; none on the server. */
  readonly offset?: number | undefined
  /** Words that came when their step was over: given back rather than lost. */
  readonly unsaid?: string | undefined
  /** No connection just now. */
  readonly away?: boolean
}

/** What one person sees of the meeting. A picture of its model, on the server and in the browser alike. */
export function Room({ model, offset, unsaid, away = false }: RoomProps) {
  const { say } = useReader()
  const { view } = model
  if (view.phase === 'ended') return <Over model={model} />
  return (
    <div class="page room">
      <Trouble refused={model.refused} unsaid={unsaid} away={away} />
      <div class="two">
        <div class="stack">
          {view.phase === 'waiting' ? <Waiting model={model} /> : <Stage model={model} offset={offset} />}
          <FromLibrary model={model} />
          <Scene model={model} />
          <Groups model={model} />
          {model.challenge && <Challenge model={model} />}
          {view.phase !== 'waiting' && <Table model={model} />}
        </div>
        <aside class="stack">
          <Cards model={model} />
          <Tonight model={model} />
          <Roles model={model} />
          <Airtime model={model} />
          <More model={model} />
          <LockLine>{say('meetings.room.lock')}</LockLine>
        </aside>
      </div>
    </div>
  )
}

/** The step that is on: what it asks, how long, who speaks, and what I am to say or do. */
function Stage({ model, offset }: Pick<RoomProps, 'model' | 'offset'>) {
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
      {step.together && <p class="quiet">{say('meetings.groups.together')}</p>}
      <h1 id="step" aria-live="polite">
        {step.invitation}
      </h1>
      {step.rules.length > 0 && <p class="lead">{step.rules.map((rule) => say(`meetings.rule.${rule}`)).join(' ')}</p>}
      <Prompts model={model} />
      <Clock model={model} offset={offset} />
      <Order model={model} />
      <WhoDoes model={model} />
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
        <div key={prompt.for} class="stack close">
          {prompt.say && <Voice from={say('meetings.room.sayThis')}>{prompt.say}</Voice>}
          {prompt.do && <p>{prompt.do}</p>}
        </div>
      ))}
    </div>
  )
}

/** Who is in this step with me, who has the word, and for whom we work. In small groups: my own. */
function Order({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { view, seated } = model
  const { group } = view.you
  const people = view.people.filter((person) => person.here && (group === null || group.includes(person.id)))
  const state = (standing: string | null) => (standing === 'speaks' || standing === 'next' ? standing : undefined)
  return (
    <div>
      {group && <p class="quiet">{say('meetings.room.group')}</p>}
      <ul class="order" aria-label={say(group ? 'meetings.room.group' : 'meetings.room.here')}>
        {people.map((person) => (
          <li key={person.id}>
            <Face name={nameOf(seated, person.id)} state={state(person.standing)} alone={group === null} />
            {group && <span> {nameOf(seated, person.id)}</span>}
            {person.hand !== null && <span class="quiet"> {say('meetings.room.hand', { place: person.hand })}</span>}
            {person.done && <span class="quiet"> {say('meetings.room.isDone')}</span>}
          </li>
        ))}
      </ul>
      <p class="turn quiet" aria-live="polite">
        {speakingWords(model, say)}
      </p>
    </div>
  )
}

function speakingWords({ view, seated, me, presenter }: RoomModel, say: Say): string {
  if (view.speaker === me) return say('meetings.room.youSpeak')
  const next = view.order[0]
  if (!view.speaker && next === me) return say('meetings.room.youNext')
  if (!view.speaker) {
    if (!presenter) return ''
    return presenter === me
      ? say('meetings.room.youPresent')
      : say('meetings.room.presents', { name: nameOf(seated, presenter) })
  }
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
