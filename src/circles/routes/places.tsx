import type { VNode } from 'preact'
import type { Self } from '../../people/rules.ts'
import { member, type SelfScope } from '../../people/web.ts'
import type { MemberDb } from '../../platform/db/handles.ts'
import { go } from '../../platform/http/answers.ts'
import { type Entry, form, page } from '../../platform/http/registry.ts'
import { AnsweredPage, ElsewherePage, PlacementPage } from '../pages/place.tsx'
import { sitsByPlacement } from '../reads/places.ts'
import { circleOf, placements } from '../reads.ts'
import { elsewhereForm, mayAskElsewhere, placeAnswer } from '../rules.ts'
import { everSeated, invited, type PlaceScope, type SeatScope, seated } from '../web.ts'
import { acceptPlacement, declinePlacement, leaveForElsewhere, preferElsewhere } from '../writes/places.ts'
import type { Parting } from '../writes.ts'

/** What is known of a formed circle in an area after this one: when it could meet, and how it came about. */
type FindAbout = (db: MemberDb, self: Self, circle: string) => Promise<VNode | undefined>

/** Answering a place that was kept when circles were formed. */
export const placementEntries = (findAbout: FindAbout): Entry[] => [
  page('/places', member, showPlaces),
  page('/places/:place', invited, showPlacement(findAbout)),
  form('/places/:place', invited, {
    schema: placeAnswer,
    back: showPlacement(findAbout),
    act: async ({ db, here, self, place }, { answer, words }, { services, path }) => {
      // Pressed twice, or on a page that was gone back to: the first answer stands, and the page says which it was.
      if ('said' in place) return go(path)
      const now = services.now()
      if (answer === 'yes') {
        const { circle, sits } = await acceptPlacement(db, here, self, place, now)
        return go(sits ? `/circles/${circle}/agreement` : '/circles')
      }
      if (answer === 'elsewhere') {
        await preferElsewhere(db, self, place, words, now)
        return go('/home')
      }
      await declinePlacement(db, self, place, now)
      return go(path)
    },
  }),
]

/** Asking to sit elsewhere, for whoever has sat down in a circle that has not begun. */
export const elsewhereEntries = (partings: readonly Parting[]): Entry[] => [
  page('/circles/:circle/elsewhere', seated, showElsewhere),
  form('/circles/:circle/elsewhere', everSeated, {
    schema: elsewhereForm,
    back: async () => go('/circles'),
    act: async ({ db, here, seat }, { words }, { services }) => {
      if (seat) await leaveForElsewhere(db, here, seat, words, { now: services.now(), partings })
      return go('/home')
    },
  }),
]

/** To the one place that is kept, where it is one. */
async function showPlaces({ db, self }: SelfScope) {
  const kept = await placements(db, self)
  const [one] = kept
  if (kept.length === 1 && one) return go(`/places/${one.id}`)
  return go(kept.length > 1 ? '/circles' : '/home')
}

const showPlacement =
  (findAbout: FindAbout) =>
  async ({ db, self, place }: PlaceScope) =>
    'said' in place ? (
      <AnsweredPage place={place} />
    ) : (
      <PlacementPage place={place} about={await findAbout(db, self, place.circle.id)} />
    )

/** Whose circle has begun meanwhile leaves it as any other. */
async function showElsewhere({ db, seat }: SeatScope) {
  const circle = await circleOf(db, seat)
  const by = await sitsByPlacement(db, seat)
  return mayAskElsewhere(circle, by !== undefined) ? (
    <ElsewherePage circle={circle} />
  ) : (
    go(`/circles/${circle.id}/leaving`)
  )
}
