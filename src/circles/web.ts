import { hereOf, selfOf } from '../people/web.ts'
import type { CircleDb } from '../platform/db/handles.ts'
import { NotFound } from '../platform/errors.ts'
import type { CommunityHere } from '../platform/http/asked.ts'
import type { Audience } from '../platform/http/registry.ts'
import { isId } from '../platform/ids.ts'
import { seatOf } from './reads.ts'
import type { Seat } from './rules.ts'

export interface SeatScope {
  readonly db: CircleDb
  readonly here: CommunityHere
  readonly seat: Seat
}

/** Someone with a place in the circle of the address (`:circle`). Writing locks the seat first. */
export const seated: Audience<SeatScope> = {
  name: 'circle member',
  enter: (asked, intent, work) => {
    const here = hereOf(asked)
    const { person } = selfOf(asked)
    const circle = asked.params['circle'] ?? ''
    if (!isId(circle)) throw new NotFound()
    return asked.services.handles.member({ community: here.id, person, circle }, async (db) => {
      const row = await seatOf(db, circle, person, intent === 'write')
      if (!row) throw new NotFound()
      const box = here.vault.circleBox(circle, row.keys)
      return work({
        db,
        here,
        seat: { community: here.id, circle, id: row.id, person, fromEpoch: row.from_epoch, box } as Seat,
      })
    })
  },
}
