import { runTopic } from '../meetings/writes.ts'
import { asVisitor, tokenOf, type VisitorScope } from '../people/web.ts'
import { NotFound } from '../platform/errors.ts'
import type { Asked } from '../platform/http/asked.ts'
import type { Audience, Source } from '../platform/http/registry.ts'
import { passOf, roomFor } from './reads.ts'
import type { Guest } from './rules.ts'
import { guestTopic } from './writes.ts'

export interface GuestScope extends VisitorScope {
  readonly guest: Guest
}

/** Somebody with a link to one meeting (`:token`), until it is over or somebody of the circle has said no. The one place that makes a Guest. */
export const guest: Audience<GuestScope> = {
  name: 'guest',
  enter: (asked, _intent, work) =>
    asVisitor(asked, { token: tokenOf(asked) }, async ({ db, here }) => {
      const pass = await passOf(db)
      if (!pass) throw new NotFound()
      return work({ db, here, guest: pass as Guest })
    }),
}

/** While no room is open there is nothing to hear of it. */
const lookAgain = 5_000

/** Sends what this guest may follow, and nothing more from the moment at which they may not: then the stream itself ends. */
export function watchAsGuest(asked: Asked, first: Guest): Source {
  return (push, signal, end) => {
    const { live, now } = asked.services
    let known = ''
    const look = async () => {
      const seen = await guest.enter(asked, 'read', async ({ db, here, guest }) => ({
        room: await roomFor(db, here, guest, { now: now(), locale: asked.locale }),
        run: guest.run,
      }))
      if (signal.aborted) return
      if (seen.run && !stops.has(seen.run)) stops.set(seen.run, live.hear(runTopic(seen.run), tell))
      const { now: _, ...changed } = seen.room
      const data = JSON.stringify(changed)
      if (data !== known) push({ data: JSON.stringify(seen.room) })
      known = data
    }
    const tell = () => void look().catch(end)
    const stops = new Map([['', live.hear(guestTopic(first.id), tell)]])
    const beat = setInterval(tell, lookAgain).unref()
    signal.addEventListener('abort', () => {
      clearInterval(beat)
      for (const stop of stops.values()) stop()
    })
    tell()
  }
}
