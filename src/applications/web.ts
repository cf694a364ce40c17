import { type DoorScope, doorScope, member, tokenOf } from '../people/web.ts'
import { NotFound } from '../platform/errors.ts'
import type { CommunityHere } from '../platform/http/asked.ts'
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

export interface ApplicantScope {
  readonly here: CommunityHere
  readonly own: OwnApplication
}

/** A person of this community who asked for a circle, about what they said then. */
export const applicant: Audience<ApplicantScope> = {
  name: 'applicant',
  enter: (asked, intent, work) =>
    member.enter(asked, intent, async ({ db, here, self }) => {
      const own = await ownApplication(db, self)
      if (!own) throw new NotFound()
      return work({ here, own })
    }),
}
