import { type DoorScope, doorScope, member, type SelfScope, tokenOf } from '../people/web.ts'
import { NotFound } from '../platform/errors.ts'
import type { Audience } from '../platform/http/registry.ts'
import { type Expected, expected, type OwnApplication, ownApplication } from './reads.ts'

/** Someone at the door with a personal link in hand. */
export interface PersonalScope extends DoorScope {
  readonly expected: Expected
}

/** Whoever holds the personal link (`:token`) of somebody who has not come yet. Dead links and invented ones look alike. */
export const personalLink: Audience<PersonalScope> = {
  name: 'link holder',
  enter: async (asked, _intent, work) => {
    const door = doorScope(asked, { token: tokenOf(asked) })
    const found = await door.visitor(expected)
    if (!found) throw new NotFound()
    return work({ ...door, expected: found })
  },
}

export interface ApplicantScope extends SelfScope {
  readonly own: OwnApplication
}

/** A person of this community who asked for a circle, about what they said then. */
export const applicant: Audience<ApplicantScope> = {
  name: 'applicant',
  enter: (asked, intent, work) =>
    member.enter(asked, intent, async (scope) => {
      const own = await ownApplication(scope.db, scope.self)
      if (!own) throw new NotFound()
      return work({ ...scope, own })
    }),
}
