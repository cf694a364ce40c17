import { Button, Card, Form, Layout, Link, LockLine, useReader, Voice } from '../../ui/index.ts'
import type { GuestRoom } from '../rules.ts'

interface PromiseProps {
  readonly token: string
  readonly opens: Date
  readonly speaks: boolean
}

/** What a guest says yes to before anything is shown. */
export function PromisePage({ token, opens, speaks }: PromiseProps) {
  const { say, moment } = useReader()
  return (
    <Layout title={say('guests.promise.title')} bare>
      <div class="page narrow">
        <div class="stack">
          <h1>{say('guests.promise.title')}</h1>
          <p class="lead">{say(speaks ? 'guests.promise.speaks' : 'guests.promise.listens')}</p>
          <p>{say('guests.promise.when', { opens: moment(opens, 'full') })}</p>
          <Voice>{say('guests.promise.sentence')}</Voice>
          <p class="quiet">{say('guests.promise.sees')}</p>
          <Form action={`/guest/${token}`}>
            <div>
              <Button kind="first">{say('guests.promise.yes')}</Button>
            </div>
          </Form>
        </div>
      </div>
    </Layout>
  )
}

/** The page around what a guest follows. With JavaScript it goes along by itself; without, it is loaded again. */
export function FollowPage({ token, room }: { readonly token: string; readonly room: GuestRoom }) {
  const reader = useReader()
  const { say, locale, dir, zone, base, path } = reader
  const handed = { room, token, words: wordsFor(say), reader: { locale, dir, zone, base, path } }
  return (
    <Layout title={say('guests.room.title')} bare script="guests.js">
      <noscript>
        <p class="news quiet">
          <Link to={`/guest/${token}`}>{say('guests.room.again')}</Link>
        </p>
      </noscript>
      <div id="guest">
        <Follow room={room} away={false} />
      </div>
      <div id="guest-data" hidden data-handed={JSON.stringify(handed)} />
    </Layout>
  )
}

const keys = [
  ...(['guests.room.title', 'guests.room.early', 'guests.room.waiting', 'guests.room.paused'] as const),
  ...(['guests.room.running', 'guests.room.left', 'guests.room.here', 'guests.room.others'] as const),
  ...([
    'guests.room.nobody',
    'guests.room.lock',
    'guests.room.away',
    'guests.room.speaks',
    'guests.room.listens',
  ] as const),
] as const

/** The words of the page as they stand, with their plain places, for when it goes along by itself. */
const wordsFor = (say: ReturnType<typeof useReader>['say']): Record<string, string> =>
  Object.fromEntries(keys.map((key) => [key, say(key, { minutes: '{minutes}', count: '{count}', opens: '{opens}' })]))

interface FollowProps {
  readonly room: GuestRoom
  /** What this browser's clock is behind the server's, in milliseconds; none on the server. */
  readonly offset?: number
  /** No connection just now. */
  readonly away: boolean
}

/** What a guest sees: where the meeting stands, their own part, and who chose to be called by a name. */
export function Follow({ room, offset, away }: FollowProps) {
  const { say } = useReader()
  const { phase, step, speaks } = room
  return (
    <div class="page narrow room">
      <div class="stack">
        {away && <p class="news quiet">{say('guests.room.away')}</p>}
        <section class="stage" aria-labelledby="step">
          <p class="quiet">{step ? step.title : say('guests.room.title')}</p>
          <h1 id="step" aria-live="polite">
            {step && phase === 'running' ? step.invitation : standing(room, say)}
          </h1>
          {step && phase === 'running' && step.todo.map((one) => <p key={one}>{one}</p>)}
          <p class="quiet">{minutesLeft(room, offset, say)}</p>
        </section>
        <Card title={say(speaks ? 'guests.room.speaks' : 'guests.room.listens')}>
          <p>{peopleWords(room, say)}</p>
        </Card>
        <LockLine>{say('guests.room.lock')}</LockLine>
      </div>
    </div>
  )
}

type Say = ReturnType<typeof useReader>['say']

function standing({ phase, step }: GuestRoom, say: Say): string {
  if (phase === 'early') return say('guests.room.early')
  if (phase === 'paused') return say('guests.room.paused')
  return phase === 'running' && !step ? say('guests.room.running') : say('guests.room.waiting')
}

function minutesLeft({ phase, endsAt, now }: GuestRoom, offset: number | undefined, say: Say): string {
  if (phase !== 'running' || endsAt === undefined) return ''
  const at = offset === undefined ? now : Date.now() + offset
  return say('guests.room.left', { minutes: String(Math.max(1, Math.ceil((endsAt - at) / 60_000))) })
}

function peopleWords({ names, others, phase }: GuestRoom, say: Say): string {
  if (phase === 'early' || names.length + others === 0) return say('guests.room.nobody')
  const listed = names.join(' · ')
  if (others === 0) return listed
  const rest = say('guests.room.others', { count: String(others) })
  return listed === '' ? rest : `${listed} · ${rest}`
}
