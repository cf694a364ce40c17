import {
  Card,
  Chip,
  Details,
  Face,
  Link,
  Notice,
  Page,
  Row,
  type Say,
  Steps,
  useReader,
  Voice,
  Written,
} from '../../ui/index.ts'
import type { RoomModel } from '../rules.ts'
import { nameOf } from './names.tsx'
import { Press } from './press.tsx'
import { Table } from './table.tsx'
import { Trouble } from './trouble.tsx'

interface OfRoom {
  readonly model: RoomModel
}

/** A meeting that everybody holds in their own time: what is asked now and until when, what I do, and what was said before. */
export function ApartRoom({ model, title }: OfRoom & { title: string }) {
  const { say, filled } = useReader()
  const { view, circle } = model
  const words = filled?.values.words ?? filled?.values.what
  return (
    <Page
      title={title}
      heading={view.step?.invitation ?? title}
      above={above(model, title, say)}
      lock={say('meetings.room.lock')}
      back={{ to: `/circles/${circle.id}`, label: say('meetings.over.home') }}
      aside={<Beside model={model} />}
    >
      <Trouble refused={filled?.refusal} unsaid={typeof words === 'string' && words ? words : undefined} away={false} />
      <Now model={model} />
      {model.challenge && (
        <Card title={say('meetings.challenge.title')}>
          <Voice from={nameOf(model.seated, view.presenter)}>{model.challenge}</Voice>
        </Card>
      )}
      {view.step?.page && (
        <Card title={say('meetings.page.title')}>
          <Written text={view.step.page} />
        </Card>
      )}
      <Table model={model} />
      <Before model={model} />
    </Page>
  )
}

const above = ({ view }: RoomModel, title: string, say: Say): string =>
  view.step ? `${title} · ${say('meetings.apart.windowOf', { number: view.step.number, of: view.step.of })}` : title

/** What this window is, who is asked, and until when. */
function Now({ model }: OfRoom) {
  const { say } = useReader()
  const { view } = model
  const { step, you } = view
  if (!step) return null
  return (
    <Card tone={you.acts && !view.people.some(({ id, done }) => id === model.me && done) ? 'ask' : 'plain'}>
      <Row apart>
        <Chip tone="now">{step.title}</Chip>
        <span class="quiet">
          {say('meetings.room.doneCount', { count: String(view.done.count), of: String(view.done.of) })}
        </span>
      </Row>
      <Until model={model} />
      {step.rules.length > 0 && <p>{step.rules.map((rule) => say(`meetings.rule.${rule}`)).join(' ')}</p>}
      <p>{whoActs(model, say)}</p>
      {you.prompts.map((prompt) => (
        <div key={prompt.for} class="stack close">
          {prompt.say && <Voice>{prompt.say}</Voice>}
          {/* What whoever leads does in a room, such as calling on hands, is done by the windows here. */}
          {prompt.do && prompt.for !== 'facilitator' && <p>{prompt.do}</p>}
        </div>
      ))}
      <Buttons model={model} />
    </Card>
  )
}

/** When the window closes, on the clock of whoever reads. */
function Until({ model: { view, now } }: OfRoom) {
  const { say, moment } = useReader()
  const { endsAt } = view.clock
  if (view.phase === 'paused') return <p class="lead">{say('meetings.apart.paused')}</p>
  if (endsAt === null) return null
  if (view.needs === 'presenter' && endsAt <= now) return <p class="lead">{say('meetings.apart.needsPresenter')}</p>
  if (endsAt <= now) return <p class="lead">{say('meetings.apart.closing')}</p>
  return <p class="lead">{say('meetings.apart.until', { moment: moment(new Date(endsAt), 'full') })}</p>
}

function whoActs({ view, me, seated }: RoomModel, say: Say): string {
  if (view.you.turnedAway) return say('meetings.apart.turnedAway')
  if (!view.you.acts) return say(view.writing ? 'meetings.apart.answer' : 'meetings.apart.notYou')
  if (view.people.some(({ id, done }) => id === me && done)) return say('meetings.apart.youAreDone')
  if (view.you.group === null) return say('meetings.apart.you')
  const names = view.you.group.filter((id) => id !== me).map((id) => nameOf(seated, id))
  return say('meetings.apart.youWith', { names: names.join(', ') })
}

/** "I have done this", where no form below says it; and what whoever leads may do. */
function Buttons({ model }: OfRoom) {
  const { say } = useReader()
  const { view } = model
  const may = (kind: (typeof view.may)[number]) => view.may.includes(kind)
  const written = view.writing !== null && view.step?.material !== 'commitments'
  return (
    <Row>
      {may('done') && !written && (
        <Press model={model} kind="done" look="first" icon="check">
          {say('meetings.press.done')}
        </Press>
      )}
      {may('extend') && view.clock.endsAt !== null && (
        <Press model={model} kind="extend" values={{ ends: view.clock.endsAt }}>
          {say('meetings.apart.extend')}
        </Press>
      )}
      {may('next') && (
        <Press model={model} kind="next">
          {say('meetings.apart.next')}
        </Press>
      )}
      {may('resume') && (
        <Press model={model} kind="resume" look="first">
          {say('meetings.press.resume')}
        </Press>
      )}
    </Row>
  )
}

/** The windows of this meeting by their parts, who holds it, and what is seldom needed. */
function Beside({ model }: OfRoom) {
  const { say } = useReader()
  const { view, seated } = model
  const stands = { done: 'done', skipped: 'done', here: 'here', ahead: 'ahead' } as const
  return (
    <>
      <Card title={say('meetings.room.tonight')}>
        <Steps
          label={say('meetings.room.tonight')}
          steps={view.parts
            .filter(({ steps }) => steps > 0)
            .map(({ title, standing }) => ({ label: title, state: stands[standing] }))}
        />
        <p class="quiet">{say('meetings.apart.leads', { name: nameOf(seated, view.facilitator.id) })}</p>
      </Card>
      {view.you.cards
        .filter(({ role }) => role !== 'facilitator')
        .map((card) => (
          <Card key={card.role} tone="bare" title={card.title}>
            <p>{card.text}</p>
          </Card>
        ))}
      <Seldom model={model} />
    </>
  )
}

function Seldom({ model }: OfRoom) {
  const { say } = useReader()
  const { view, me } = model
  return (
    <Card tone="bare">
      <Details summary={say('meetings.room.more')}>
        <div class="stack close">
          {view.may.includes('pause') && (
            <Press model={model} kind="pause">
              {say('meetings.press.pause')}
            </Press>
          )}
          {view.may.includes('take-over') && view.facilitator.id !== me && (
            <Press model={model} kind="take-over">
              {say('meetings.press.takeOver')}
            </Press>
          )}
          {view.may.includes('skip') && (
            <Press model={model} kind="skip">
              {say('meetings.press.skip')}
            </Press>
          )}
          {view.may.includes('end') && (
            <Press model={model} kind="end" look="wrong">
              {say('meetings.press.end')}
            </Press>
          )}
        </div>
      </Details>
    </Card>
  )
}

/** What was said in the windows before, to read again. */
function Before({ model }: OfRoom) {
  const { say } = useReader()
  const said = model.apart?.said ?? []
  if (said.length === 0) return null
  return (
    <Card title={say('meetings.apart.before')} tone="bare">
      {said.map(({ key, title, entries }) => (
        <Details key={key} summary={title}>
          <ul class="rows">
            {entries.map(({ id, author, text }) => (
              <li key={id}>
                <Face name={nameOf(model.seated, author)} size="small" alone />
                <div class="row-words">
                  <Written text={text} />
                </div>
              </li>
            ))}
          </ul>
        </Details>
      ))}
    </Card>
  )
}

/** It is over: what stays of it. */
export function ApartOver({ model, title }: OfRoom & { title: string }) {
  const { say } = useReader()
  const home = `/circles/${model.circle.id}`
  return (
    <Page title={title} width="narrow" back={{ to: home, label: say('meetings.over.home') }}>
      <Notice title={say('meetings.over.title')}>
        <p>{say('meetings.apart.overText')}</p>
        <p>
          <Link to={`${home}/meetings/${model.meeting}/minutes`}>{say('meetings.over.minutes')}</Link>
        </p>
      </Notice>
    </Page>
  )
}
