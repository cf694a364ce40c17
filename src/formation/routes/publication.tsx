import { applications } from '../../applications/reads.ts'
import type { Application } from '../../applications/rules.ts'
import { personalPath } from '../../applications/writes.ts'
import { type OfficeScope, organiser, setsAddress } from '../../communities/web.ts'
import { knowsItsAddress } from '../../people/web.ts'
import { Invalid } from '../../platform/errors.ts'
import { go } from '../../platform/http/answers.ts'
import type { Asked } from '../../platform/http/asked.ts'
import { lines, mailbox, table } from '../../platform/http/lists.ts'
import { type Entry, feed, form, page } from '../../platform/http/registry.ts'
import { chooseLocale } from '../../platform/i18n/languages.ts'
import { lastZone } from '../../platform/i18n/zones.ts'
import { post } from '../../platform/mail/post.ts'
import { mailServer } from '../../platform/mail/server.ts'
import { dayIn, daysAfter, endOf } from '../../scheduling/rules.ts'
import { season } from '../../seasons/reads.ts'
import { unsaidIn } from '../../seasons/rules.ts'
import { collatorIn } from '../../ui/index.ts'
import { letterOf, placeByLink, placeKept } from '../mails.tsx'
import { PublishPage } from '../pages/publication.tsx'
import { openProposal, stateOf } from '../reads/board.ts'
import { groundOf } from '../reads/places.ts'
import { proposal } from '../reads.ts'
import { standingOf } from '../rules/places.ts'
import { mostDays, publishForm, usualDays } from '../rules.ts'
import { type Placed, publish } from '../writes.ts'
import { idIn } from './ids.ts'

/** From a proposal to places that are kept, and the list of links to hand on. */
export const publicationEntries: Entry[] = [
  page('/formation/:formation/publication', organiser, showPublication),
  form('/formation/:formation/publication', organiser, {
    schema: publishForm,
    back: showPublication,
    act: async (scope, said, asked) => {
      const { db, office } = scope
      const now = asked.services.now()
      const until = endOf(said.until, lastZone)
      const id = idIn(asked, 'formation')
      if ((await stateOf(db, office, id)) === 'published') return go(`/formation/${id}?already`)
      const opened = await openProposal(db, office, id)
      if (until <= now) throw new Invalid({ until: 'formation.date.past' })
      if (said.until > daysAfter(dayIn(scope.here.zone, now), mostDays))
        throw new Invalid({ until: 'formation.date.far' })
      const unsaid = unsaidIn(await season(db, office, opened.proposal.season))
      const placed = await publish(db, office, { opened, said, until, now, unsaid })
      if (canWrite(asked)) for (const each of placed) await write(scope, asked, each)
      return go(`/formation/${id}`)
    },
  }),
  feed('/formation/:formation/links.csv', organiser, async (scope, asked) => {
    const rows = (await waitingLinks(scope, asked)).map(({ name, address, circle, link }) => [
      name,
      address,
      circle,
      link,
    ])
    return table('places.csv', [['name', 'email', 'circle', 'link'], ...rows])
  }),
  feed('/formation/:formation/links.txt', organiser, async (scope, asked) =>
    lines((await waitingLinks(scope, asked)).map((each) => `${mailbox(each)}\n${each.link}\n`)),
  ),
]

async function showPublication(scope: OfficeScope, asked: Asked) {
  const id = idIn(asked, 'formation')
  if ((await stateOf(scope.db, scope.office, id)) !== 'ready') return go(`/formation/${id}`)
  const { proposal, people } = await openProposal(scope.db, scope.office, id)
  const { result } = proposal
  const seated = result.circles.flatMap(({ members }) => members.flatMap((id) => people.get(id) ?? []))
  const known = seated.filter(({ person }) => person).length
  const now = asked.services.now()
  const today = dayIn(scope.here.zone, now)
  const until = daysAfter(today, usualDays)
  const [first] = seated
  const { circles } = await groundOf(scope.db, proposal.season)
  const letter = first && letterTo(scope, asked, { application: first, until: endOf(until, lastZone) })
  return (
    <PublishPage
      proposal={proposal}
      result={result}
      known={known}
      byLink={seated.length - known}
      mails={canWrite(asked)}
      localOnly={asked.localOnly}
      setsAddress={setsAddress(asked)}
      days={Array.from({ length: mostDays }, (_, n) => daysAfter(today, n + 1))}
      until={until}
      taken={new Set(circles.map(({ name }) => name))}
      letter={letter?.text ?? ''}
    />
  )
}

/** Mails need an address to lead to, and a request names any it likes: while ours is not known, links are handed on by hand. */
const canWrite = (asked: Asked): boolean => mailServer(asked.services) !== undefined && knowsItsAddress(asked)

const linkOf = ({ here }: OfficeScope, asked: Asked, { person, ...of }: Application): string =>
  asked.origin + here.base + (person ? '/places' : personalPath(here, of))

const letterTo = (scope: OfficeScope, asked: Asked, placed: Placed) =>
  letterOf(scope.here, { ...placed, link: linkOf(scope, asked, placed.application) }, asked.services.now())

async function write(scope: OfficeScope, asked: Asked, placed: Placed): Promise<void> {
  const { db, here } = scope
  const { person, address, name } = placed.application
  const letter = letterTo(scope, asked, placed)
  if (person) await post(db, { here, to: { person }, kind: placeKept.kind, secret: false, ...letter })
  else {
    const to = { address, name, locale: here.locale }
    await post(db, { here, to, kind: placeByLink.kind, secret: true, ...letter })
  }
}

/** The places of those who have not come yet, with their personal links: also those that were given out again. */
async function waitingLinks(scope: OfficeScope, asked: Asked) {
  const { id, season: of } = await proposal(scope.db, scope.office, idIn(asked, 'formation'))
  const all = new Map((await applications(scope.db, scope.office, of)).map((each) => [each.id, each]))
  const { places, circles } = await groundOf(scope.db, of)
  const names = new Map(circles.map((circle) => [circle.id, circle.name]))
  const now = asked.services.now()
  const { compare } = collatorIn(chooseLocale({ chosen: asked.locale }))
  return places
    .filter((place) => place.formation === id && standingOf(place, now) === 'kept')
    .flatMap(({ application, circle }) => {
      const one = all.get(application)
      return one && !one.person ? [{ ...one, circle: names.get(circle) ?? '', link: linkOf(scope, asked, one) }] : []
    })
    .sort((a, b) => compare(a.circle, b.circle) || compare(a.name, b.name))
}
