import { type OfficeScope, organiser, setsAddress } from '../../communities/web.ts'
import { NotFound } from '../../platform/errors.ts'
import { go } from '../../platform/http/answers.ts'
import type { Asked } from '../../platform/http/asked.ts'
import { type Entry, form, page } from '../../platform/http/registry.ts'
import { HandPage } from '../pages/hand.tsx'
import { PublishedPage } from '../pages/published.tsx'
import { type Ground, groundOf, searchesOf } from '../reads/places.ts'
import { proposal } from '../reads.ts'
import { toldApart } from '../rules/names.ts'
import { type HeldCircle, handForm, keptUntil } from '../rules/places.ts'
import { nothing, type Proposal } from '../rules.ts'
import { arrivalsFor, fillByHand, lookAgain, whenAt } from '../writes/places.ts'
import { idIn } from './ids.ts'

/** Places after they were published: what has become of them, and giving one out by hand. */
export const placeEntries: Entry[] = [
  page('/formation/:formation/circles/:circle', organiser, showHand),
  form('/formation/:formation/circles/:circle/places', organiser, {
    schema: handForm,
    back: showHand,
    act: async (scope, { application }, asked) => {
      const { found, circle } = await circleAt(scope, asked)
      const wish = { season: found.season, circle: circle.id, application }
      await fillByHand(scope.db, scope.office, wish, whenHere(scope, asked))
      return go(`/formation/${found.id}`)
    },
  }),
  form('/formation/:formation/circles/:circle/search', organiser, {
    schema: nothing,
    back: showHand,
    act: async (scope, _input, asked) => {
      const { found, circle } = await circleAt(scope, asked)
      await lookAgain(scope.db, scope.office, circle.id)
      return go(`/formation/${found.id}`)
    },
  }),
]

/** What has become of the places of a formation that is published. */
export async function showPublished({ db }: OfficeScope, asked: Asked, found: Proposal) {
  const ground = named(await groundOf(db, found.season))
  const searches = await searchesOf(db, found.id)
  const now = asked.services.now()
  const { localOnly } = asked
  const already = asked.query.has('already')
  return (
    <PublishedPage
      {...{ ground, searches, now, localOnly, already }}
      proposal={found}
      setsAddress={setsAddress(asked)}
    />
  )
}

async function showHand(scope: OfficeScope, asked: Asked) {
  const { found, ground, circle } = await circleAt(scope, asked)
  const { now, lastDay } = whenHere(scope, asked)
  const searches = await searchesOf(scope.db, found.id)
  const until = keptUntil(now, lastDay, circle.first)
  const arrivals = arrivalsFor(ground, circle)
  return <HandPage {...{ searches, now, circle, arrivals, until }} ground={named(ground)} formation={found.id} />
}

/** As people are called on pages. */
const named = (ground: Ground): Ground => ({ ...ground, people: toldApart(ground.people) })

const whenHere = ({ here }: OfficeScope, { services }: Asked) => whenAt(services.now(), here.zone)

async function circleAt(
  { db, office }: OfficeScope,
  asked: Asked,
): Promise<{ found: Proposal; ground: Ground; circle: HeldCircle }> {
  const found = await proposal(db, office, idIn(asked, 'formation'))
  const ground = await groundOf(db, found.season)
  const id = idIn(asked, 'circle')
  const circle = ground.circles.find((each) => each.id === id && each.formation === found.id)
  if (!circle) throw new NotFound()
  return { found, ground, circle }
}
