import { languagesOf, whoSits } from '../circles/reads.ts'
import type { Seat } from '../circles/rules.ts'
import { communityAtWork } from '../communities/reads.ts'
import { readerOfMail } from '../people/reads.ts'
import type { CircleDb } from '../platform/db/handles.ts'
import type { CommunityHere, Services } from '../platform/http/asked.ts'
import { chooseLocale } from '../platform/i18n/languages.ts'
import { sayIn } from '../platform/i18n/say.ts'
import { type Job, job } from '../platform/jobs/registry.ts'
import { post } from '../platform/mail/post.ts'
import * as mails from './mails.tsx'
import { forgetAirtime, forgetQueue } from './writes/airtime.ts'
import { lookAtWindow } from './writes/apart.ts'
import { noteReminded, noteTold, toldQueue, windowQueue } from './writes/awaited.ts'
import { minutesQueue, takeNews } from './writes/minutes.ts'

/** Opens the place of somebody who sits in a circle; false where there is none to open. */
type InSeatOf = (
  services: Services,
  here: CommunityHere,
  who: { readonly circle: string; readonly person: string },
  work: (scope: { readonly db: CircleDb; readonly seat: Seat }) => Promise<boolean>,
) => Promise<boolean>

/** Tells or reminds one person; noted in the same transaction, so that a second run posts nothing. */
const tell = job(toldQueue, async ({ community, run, person, window }, services) => {
  const here = await communityAtWork(services, community)
  if (!here) return
  await services.handles.worker({ community }, async (db) => {
    const now = services.now()
    const found = await (window === 0 ? noteTold(db, run, person, now) : noteReminded(db, { run, person, window }, now))
    // Nobody hears of a circle in which they sit no longer.
    if (!found || !(await whoSits(db, found.circle)).includes(person)) return
    const say = sayIn(chooseLocale({ chosen: (await languagesOf(db, [person])).get(person) ?? '' }))
    const at = `/circles/${found.circle}/meetings/${found.meeting}/room`
    const site = { community: here.name, site: here.origin + here.base, at }
    const [kind, words] =
      window === 0
        ? [mails.begunMail.kind, mails.begunLetter(say, site)]
        : [mails.askedMail.kind, mails.askedLetter(say, site)]
    await post(db, { here, to: { person }, kind, secret: false, ...words })
  })
})

const day = 86_400_000

/** Tells somebody who was there that the minutes are, unless they would rather not be told, left since, or it is old news. */
const minutes = job(minutesQueue, async ({ community, run, person }, services) => {
  const here = await communityAtWork(services, community)
  if (!here) return
  await services.handles.worker({ community }, async (db) => {
    const news = await takeNews(db, run, person)
    const reader = await readerOfMail(db, person)
    if (!news || !reader?.tell_minutes || +services.now() - +news.made_at > 2 * day) return
    if (!(await whoSits(db, news.circle)).includes(person)) return
    const say = sayIn(chooseLocale({ chosen: reader.locale }))
    const at = `/circles/${news.circle}/meetings/${news.meeting}/minutes`
    const words = mails.minutesLetter(say, { community: here.name, site: here.origin + here.base, at })
    await post(db, { here, to: { person }, kind: mails.minutesMail.kind, secret: false, ...words })
  })
})

/** A day after somebody shared how long they spoke. */
const airtime = job(forgetQueue, async ({ community, run }, { handles }) => {
  await handles.worker({ community }, (db) => forgetAirtime(db, run))
})

/** What happens in meetings that are held apart while nobody looks. The worker reads no circle: it looks through the place of one who sits there. */
export const meetingJobs = (inSeatOf: InSeatOf): readonly Job[] => [
  job(windowQueue, async ({ community, circle, meeting }, services) => {
    const here = await communityAtWork(services, community)
    if (!here) return
    const looks = ({ db, seat }: { db: CircleDb; seat: Seat }) => lookAtWindow(db, seat, meeting, services.now())
    // Whoever joined since cannot read it: then the next one looks.
    for (const person of await services.handles.worker({ community }, (db) => whoSits(db, circle)))
      if (await inSeatOf(services, here, { circle, person }, looks)) return
  }),
  tell,
  minutes,
  airtime,
]
