import type { Seat } from '../circles/rules.ts'
import { seated } from '../circles/web.ts'
import type { Asked, Services } from '../platform/http/asked.ts'
import type { Source } from '../platform/http/registry.ts'
import { catalogues, chooseLocale, pseudoLanguage } from '../platform/i18n/languages.ts'
import { sayIn } from '../platform/i18n/say.ts'
import type { Live } from '../platform/live/index.ts'
import type { MessageKey } from '../ui/reader.ts'
import { modelOf } from './reads/model.ts'
import { hiddenFor, mayHaveHidden, type RoomFacts } from './reads/run.ts'
import { roomFacts } from './reads.ts'
import type { RoomModel } from './rules.ts'
import { runTopic, timeUp } from './writes.ts'

type OfMeeting = Asked<{ readonly circle: string; readonly meeting: string }>

/** Sends this person's room whenever the run changes, and brings the server to look when a step's time is up. */
export function watchRoom(asked: OfMeeting, seat: Seat, run: string): Source {
  return (push, signal) => {
    let clock: NodeJS.Timeout | undefined
    const room = shareRoom(asked, seat, run)
    const look = oneAtATime(async () => {
      const model = await modelFrom(room, seat, asked)
      if (!model || signal.aborted) return
      push({ id: String(model.seq), data: JSON.stringify(model) })
      clearTimeout(clock)
      clock = whenTimeIsUp(model, asked)
    })
    // The place in the circle is gone, or the database is: the browser connects again and hears which.
    const tell = () => look().catch(() => push({ event: 'gone', data: '' }))
    const stop = asked.services.live.hear(runTopic(run), tell)
    signal.addEventListener('abort', () => {
      stop()
      room.leave()
      clearTimeout(clock)
    })
    tell()
  }
}

async function modelFrom(room: SharedRoom, { person }: Seat, asked: OfMeeting): Promise<RoomModel | undefined> {
  const facts = await room.facts(asked)
  if (!facts) return undefined
  const { params, locale, zone } = asked
  const hidden = mayHaveHidden(facts, person)
    ? await seated.enter(asked, 'read', ({ db, seat }) => hiddenFor(db, seat, facts))
    : []
  return modelOf(facts, hidden, person, { meeting: params.meeting, locale, zone, now: room.moment() })
}

/** What those who watch a room in this process share. */
interface SharedRoom {
  /** The latest facts; whoever asks first after a change reads them for all. */
  facts(asked: OfMeeting): Promise<RoomFacts | undefined>
  /** The moment at which all look who look now: what is the same for them is drawn once. */
  moment(): Date
  leave(): void
}

interface Watched {
  facts: Promise<RoomFacts | undefined> | undefined
  /** What a press read for its answer, under the mark that is heard once the press is committed. */
  read: { readonly mark: string; readonly facts: RoomFacts } | undefined
  /** Until the event loop turns. */
  moment: Date | undefined
  watchers: number
  readonly stop: () => void
}

const rooms = new WeakMap<Live, Map<string, Watched>>()

/**
 * Joins those who watch a run and may read it from the same epoch on: then they may read the same. A stream ends as soon as its person's
 * seat does, so nobody stays among them who has left.
 */
function shareRoom({ services, params }: OfMeeting, { fromEpoch }: Seat, run: string): SharedRoom {
  const { live } = services
  const watched = rooms.get(live) ?? new Map<string, Watched>()
  rooms.set(live, watched)
  const name = nameOf(run, fromEpoch)
  const room = watched.get(name) ?? watch(live, run)
  watched.set(name, room)
  room.watchers += 1
  return {
    facts(asked) {
      room.facts ??= seated.enter(asked, 'read', ({ db, seat }) => roomFacts(db, seat, params.meeting))
      room.facts.catch(() => {
        room.facts = undefined
      })
      return room.facts
    },
    moment() {
      if (!room.moment) setImmediate(() => (room.moment = undefined))
      room.moment ??= services.now()
      return room.moment
    },
    leave() {
      room.watchers -= 1
      if (room.watchers > 0) return
      room.stop()
      watched.delete(name)
    },
  }
}

const nameOf = (run: string, fromEpoch: number): string => `${run} ${fromEpoch}`

/**
 * Forgets what was read as soon as the run changes: it hears of that before any of the streams, for it listens first. Where the press that
 * changed it has left what it read, that is known at once.
 */
function watch(live: Live, run: string): Watched {
  const room: Watched = {
    facts: undefined,
    read: undefined,
    moment: undefined,
    watchers: 0,
    stop: live.hear(runTopic(run), (mark) => {
      room.facts = room.read && room.read.mark === mark ? Promise.resolve(room.read.facts) : undefined
      room.read = undefined
    }),
  }
  return room
}

/** Leaves what a press under this mark has read for those who watch: theirs as soon as they hear the mark, never if they do not. */
export function leaveRead({ live }: Pick<Services, 'live'>, { fromEpoch }: Seat, mark: string, facts: RoomFacts): void {
  const room = rooms.get(live)?.get(nameOf(facts.run.id, fromEpoch))
  if (room) room.read = { mark, facts }
}

/** While one look is under way, however many more are asked for become one, afterwards. */
function oneAtATime(look: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  let again = false
  const run = async (): Promise<void> => {
    do {
      again = false
      await look()
    } while (again)
  }
  return () => {
    again = true
    running ??= run().finally(() => {
      running = undefined
    })
    return running
  }
}

function whenTimeIsUp({ view, now }: RoomModel, asked: OfMeeting): NodeJS.Timeout | undefined {
  if (view.phase !== 'running' || view.step?.ends !== 'timer' || view.clock.endsAt === null) return undefined
  const { params, services } = asked
  const end = () => seated.enter(asked, 'write', ({ db, seat }) => timeUp(db, seat, params.meeting, services.now()))
  // Another browser of the meeting brings the server to look as well.
  const failed = (error: unknown) => services.log.warn({ err: error }, 'a step could not be ended')
  return setTimeout(() => void end().catch(failed), Math.max(0, view.clock.endsAt - now) + 20)
}

/** What the room says; formats are chosen and written on pages of their own. */
const inTheRoom =
  /^(meetings\.(?!(formats|library|own|choice|occasion|sheet|fault|how|reader|minutes|journal|opening|apart|part|mail)\.)|ui\.(face|steps|details)\.)/

/** The words that the island needs, as they stand in the catalogue: plain places such as {name}, nothing to count or choose, and no links. */
export function roomWords(locale: string): Record<string, string> {
  const known = chooseLocale({ chosen: locale })
  const words = known === pseudoLanguage ? catalogues.en : catalogues[known]
  return Object.fromEntries(
    Object.entries(words)
      .filter(([key, text]) => inTheRoom.test(key) && !text.includes('<'))
      .map(([key, text]) => [key, known === pseudoLanguage ? inPseudo(key) : text]),
  )
}

function inPseudo(key: string): string {
  // Its own places come back as they are: {name} stands for {name}.
  const places = Object.fromEntries(
    [...catalogues.en[key as MessageKey].matchAll(/\{(\w+)\}/g)].map(([whole, name]) => [name ?? '', whole]),
  )
  return sayIn(pseudoLanguage)(key as MessageKey, places)
}
