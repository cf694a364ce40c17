import { member, type SelfScope } from '../people/web.ts'
import { NotFound } from '../platform/errors.ts'
import type { Audience } from '../platform/http/registry.ts'
import { isId } from '../platform/ids.ts'
import { changeToCome } from './reads.ts'
import type { MyChange } from './rules.ts'

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
