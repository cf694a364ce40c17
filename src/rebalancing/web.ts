import { circleIn, type PartingScope, parting } from '../circles/web.ts'
import { hereOf, member, type SelfScope, selfOf } from '../people/web.ts'
import { NotFound } from '../platform/errors.ts'
import type { Audience } from '../platform/http/registry.ts'
import { isId } from '../platform/ids.ts'
import { changeToCome } from './reads.ts'
import type { MyChange } from './rules.ts'

/**
 * Somebody who answers in a circle (`:circle`), or did so before and presses again. The seat is not held: whoever leaves at the same moment
 * makes the change void, so that the two meet at the change itself; and of two presses that end one's own seat neither waits for the other.
 */
export const askedHere: Audience<PartingScope> = {
  name: 'circle member, also former',
  enter: async (asked, _intent, work) =>
    parting(asked.services.handles, hereOf(asked), selfOf(asked), circleIn(asked), work, 'read'),
}

export interface ComingScope extends SelfScope {
  readonly change: MyChange
}

/** Whoever waits for a place and is asked whether they would come into a circle (`:change`). */
export const askedToCome: Audience<ComingScope> = {
  name: 'invited person',
  enter: (asked, intent, work) =>
    member.enter(asked, intent, async (scope) => {
      const { change: id = '' } = asked.params
      const change = isId(id) ? await changeToCome(scope.db, scope.self, id) : undefined
      if (!change) throw new NotFound()
      return work({ ...scope, change })
    }),
}
