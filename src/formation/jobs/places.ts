import { applicationAtWork } from '../../applications/reads.ts'
import { personalPath } from '../../applications/writes.ts'
import { languagesOf, whoSits } from '../../circles/reads.ts'
import { communityAtWork, type HereAtWork } from '../../communities/reads.ts'
import type { WorkerDb } from '../../platform/db/handles.ts'
import type { Services } from '../../platform/http/asked.ts'
import { chooseLocale } from '../../platform/i18n/languages.ts'
import { sayIn } from '../../platform/i18n/say.ts'
import type { CarriedBy } from '../../platform/jobs/queue.ts'
import { post } from '../../platform/mail/post.ts'
import { mailServer } from '../../platform/mail/server.ts'
import * as mails from '../mails.tsx'
import { formationOfCircle, newsOf, untold } from '../reads/places.ts'
import { inThread } from '../reads/thread.ts'
import { type Arrival, mayJoin, type PlacesFound, type PlacesWork } from '../rules/places.ts'
import { askForNews, type newsQueue, noteNews, noteTold, type placesQueue, whenAt } from '../writes/places.ts'
import { askAbout, settle } from '../writes/search.ts'

/**
 * Looks after the places of a circle: ends those that nobody answered in time, seats again who gave theirs up, fills what is free, and writes to
 * those concerned. All is asked of the database each time, so done twice it is done once; what somebody else changes meanwhile is looked at
 * again. What is searched for is searched in a thread of its own.
 */
export async function tendPlaces(
  { community, circle }: CarriedBy<typeof placesQueue>,
  services: Services,
): Promise<void> {
  const here = await communityAtWork(services, community)
  if (!here) return
  const { handles } = services
  const desk = { here, mails: mailServer(services) !== undefined }
  for (let looks = 0; looks < mostLooks; looks++) {
    const when = whenAt(services.now(), here.zone)
    const asked = await handles.worker({ community }, (db) => askAbout(db, circle, when))
    if (!asked) break
    const found = await findOut(asked.works)
    await handles.worker({ community }, async (db) => {
      const done = await settle(db, community, asked.question, found, when)
      if (done === 'none' && asked.question.application) await tellNowhere(db, desk, asked.question.application)
    })
  }
  await handles.worker({ community }, (db) => tellPlaces(db, desk, circle, services.now()))
}

/** A circle has ten places at the most, and each may be looked for more than once. */
const mostLooks = 30

/** What is found among the circles of several formations is one list, the best first. */
async function findOut(works: readonly PlacesWork[]): Promise<PlacesFound> {
  const found: PlacesFound[] = []
  for (const places of works) {
    const one = await inThread<PlacesFound>({ places }, async () => true)
    if (one) found.push(one)
  }
  if (found.length === 1 && found[0]) return found[0]
  const rank = (one: Arrival) => (mayJoin(one) ? 0 : 1)
  const arrivals = found.flatMap((one) => one.arrivals).sort((a, b) => rank(a) - rank(b) || b.fit - a.fit)
  return { arrivals, mends: [] }
}

interface Desk {
  readonly here: HereAtWork
  /** Whether mail can be sent; without, links are handed on by hand. */
  readonly mails: boolean
}

/** Writes to those for whom places are kept, and to those who sit there that somebody may come. */
async function tellPlaces(db: WorkerDb, desk: Desk, circle: string, now: Date): Promise<void> {
  const kept = await untold(db, circle)
  for (const place of kept) await tellKept(db, desk, place, now)
  if (kept.length > 0) await tellMembers(db, desk, circle)
  await noteTold(
    db,
    kept.map(({ id }) => id),
  )
  const formation = await formationOfCircle(db, circle)
  const { freed, kept: given } = formation ? await newsOf(db, formation) : { freed: 0, kept: 0 }
  if (formation && freed + given > 0) await askForNews(db, desk.here.id, formation, now)
}

async function tellKept(
  db: WorkerDb,
  { here, mails: writes }: Desk,
  { application: id, until }: { application: string; until: Date },
  now: Date,
): Promise<void> {
  const application = await applicationAtWork(db, id)
  if (!application || !writes) return
  const { person, address, name } = application
  const locale = (person && (await languagesOf(db, [person])).get(person)) || here.locale
  const link = here.origin + here.base + (person ? '/places' : personalPath(here, application))
  const letter = mails.letterOf({ name: here.name, locale }, { application, until, link, again: true }, now)
  if (person) await post(db, { here, to: { person }, kind: mails.placeKept.kind, secret: false, ...letter })
  else await post(db, { here, to: { address, name, locale }, kind: mails.placeByLink.kind, secret: true, ...letter })
}

async function tellMembers(db: WorkerDb, { here, mails: writes }: Desk, circle: string): Promise<void> {
  const people = writes ? await whoSits(db, circle) : []
  const languages = await languagesOf(db, people)
  for (const person of people) {
    const say = sayIn(chooseLocale({ chosen: languages.get(person) ?? '' }))
    const letter = mails.expectedLetter(say, {
      community: here.name,
      link: `${here.origin}${here.base}/circles/${circle}`,
    })
    await post(db, { here, to: { person }, kind: mails.expectedMail.kind, secret: false, ...letter })
  }
}

/** To somebody who gave up a place: that no other fits yet, and that they are first in line. */
async function tellNowhere(db: WorkerDb, { here, mails: writes }: Desk, id: string): Promise<void> {
  const person = (await applicationAtWork(db, id))?.person
  if (!person || !writes) return
  const say = sayIn(chooseLocale({ chosen: (await languagesOf(db, [person])).get(person) ?? '' }))
  const letter = mails.nowhereLetter(say, { community: here.name, link: `${here.origin}${here.base}/home` })
  await post(db, { here, to: { person }, kind: mails.nowhereMail.kind, secret: false, ...letter })
}

/** Writes to those who organise what happened to places since they were written to last; nothing where nothing did. */
export async function tellNews(
  { community, formation }: CarriedBy<typeof newsQueue>,
  services: Services,
): Promise<void> {
  const here = await communityAtWork(services, community)
  if (!here) return
  await services.handles.worker({ community }, async (db) => {
    const { organisers, ...happened } = await newsOf(db, formation)
    if (happened.freed + happened.kept === 0) return
    const languages = await languagesOf(db, organisers)
    const about = { community: here.name, link: `${here.origin}${here.base}/formation/${formation}`, ...happened }
    for (const person of mailServer(services) ? organisers : []) {
      const letter = mails.newsLetter(sayIn(chooseLocale({ chosen: languages.get(person) ?? '' })), about)
      await post(db, { here, to: { person }, kind: mails.newsMail.kind, secret: false, ...letter })
    }
    await noteNews(db, formation)
  })
}
