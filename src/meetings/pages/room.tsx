import { Card, Layout, Link, LockLine, Progress, type ReaderContext, Said, Steps, useReader } from '../../ui/index.ts'
import type { RoomModel } from '../rules.ts'
import { Airtime } from './airtime.tsx'
import { Over, Waiting } from './edges.tsx'
import { Groups } from './groups.tsx'
import { More } from './lead.tsx'
import { Challenge } from './presenter.tsx'
import { Cards, Roles } from './roles.tsx'
import { FromLibrary, Scene } from './scene.tsx'
import { Stage } from './stage.tsx'
import { Table } from './table.tsx'
import { Trouble } from './trouble.tsx'
import { Visitors } from './visitors.tsx'

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
          <Visitors model={model} />
          <FromLibrary model={model} />
          <Scene model={model} />
          <Groups model={model} />
          <Challenge model={model} />
          {view.phase !== 'waiting' && (
            <div class="stack" id="mine">
              <Table model={model} />
            </div>
          )}
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

/** The parts of tonight, with the minutes that each still has. */
function Tonight({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const minutes = (seconds: number) => String(Math.max(1, Math.round(seconds / 60)))
  const steps = model.view.parts.map((part) => ({
    label: part.title,
    note:
      part.standing === 'here'
        ? say('meetings.room.minutesLeft', { minutes: minutes(part.seconds) })
        : say('meetings.room.minutes', { minutes: minutes(part.seconds) }),
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
