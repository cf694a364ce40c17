import { applicationJobs } from './applications/jobs.ts'
import { applicationEntries, personalEntries } from './applications/routes.tsx'
import { applyingJobs } from './applying/jobs.ts'
import { lettersBefore } from './applying/reads.ts'
import { applyingEntries, toApplicantsEntries } from './applying/routes.tsx'
import { arrivingJobs } from './arriving/jobs.ts'
import { joinEntries, signInEntries } from './arriving/routes.tsx'
import { challengeJobs } from './challenges/jobs.ts'
import { circleChallengeEntries, ownChallengeEntries } from './challenges/routes.tsx'
import { takeBriefsAlong } from './challenges/writes.ts'
import { charterEntries } from './charter/routes.tsx'
import { carryAgreement } from './charter/writes.ts'
import { circleJobs } from './circles/jobs.ts'
import { elsewhereEntries, placementEntries } from './circles/routes/places.tsx'
import { askEntries, circleEntries, invitationEntries } from './circles/routes.tsx'
import { inSeatOf } from './circles/web.ts'
import { commitmentEntries } from './commitments/routes.tsx'
import {
  logoEntries,
  outboxEntries,
  ownMailEntries,
  settingsEntries,
  setupEntries,
  statusEntries,
} from './communities/routes.tsx'
import { demoJobs } from './demo/jobs.ts'
import { demoEntries } from './demo/routes.tsx'
import { formationJobs } from './formation/jobs.ts'
import { suggestedTimes } from './formation/reads.ts'
import { aboutCircle, formationEntries, waitingPlace } from './formation/routes.tsx'
import { forumEntries } from './forum/routes.tsx'
import { guestJobs } from './guests/jobs.ts'
import { guestEntries, guestLinkEntries } from './guests/routes.tsx'
import { bringGuestsAlong, carryGuestsForward } from './guests/writes.ts'
import { circleHomeEntries, startEntries } from './home/routes.tsx'
import { insightJobs } from './insights/jobs.ts'
import { archiveEntries, insightEntries, letterEntries, letterForm } from './insights/routes.tsx'
import { journalJobs } from './journal/jobs.ts'
import { journalEntries } from './journal/routes.tsx'
import { goneEntries, leavingEntries } from './leaving/routes.tsx'
import { meetingJobs } from './meetings/jobs.ts'
import { doorTo } from './meetings/reads.ts'
import { communityFormatEntries } from './meetings/routes/formats.tsx'
import { libraryEntries } from './meetings/routes/library.tsx'
import { meetingEntries } from './meetings/routes.tsx'
import { carryRunsForward } from './meetings/writes/beginning.ts'
import { leaveRooms } from './meetings/writes.ts'
import { offerEntries } from './offers/routes.tsx'
import { languageEntries, meEntries, signOutEntries } from './people/routes.tsx'
import type { Asked } from './platform/http/asked.ts'
import type { Contents } from './platform/http/serve.ts'
import { chooseLocale } from './platform/i18n/languages.ts'
import { sayIn } from './platform/i18n/say.ts'
import type { Job } from './platform/jobs/registry.ts'
import { mailJobs } from './platform/mail/jobs.ts'
import { policyEntries, policySettings } from './policies/routes.tsx'
import { preparingJobs } from './preparing/jobs.ts'
import { preparingEntries } from './preparing/routes.tsx'
import { rebalancingJobs } from './rebalancing/jobs.ts'
import { rebalancingEntries } from './rebalancing/routes/asking.tsx'
import { changeEntries, comingEntries } from './rebalancing/routes.tsx'
import { schedulingJobs } from './scheduling/jobs.ts'
import { calendarEntries, feedEntries, schedulingEntries } from './scheduling/routes.tsx'
import { carryPlaceForward } from './scheduling/writes.ts'
import { seasonEntries } from './seasons/routes.tsx'
import { turnEntries } from './turns/routes.tsx'
import type { NavItem } from './ui/reader.ts'
import { welcomeEntries } from './welcome/routes.tsx'

/** What somebody who leaves a circle is in the middle of, and how it ends. */
const partings = [leaveRooms, takeBriefsAlong]

/** What goes on living in a circle is sealed again for whoever comes. */
const carry = [carryAgreement, carryPlaceForward, carryRunsForward, carryGuestsForward]

/** The table of contents: each area at its address. What does not stand here is not served. */
export const contents: Contents = {
  '/': [...welcomeEntries(letterForm), ...policyEntries],
  '/seasons': [...seasonEntries, ...applyingEntries],
  '/applications': [...toApplicantsEntries, ...applicationEntries],
  '/p': personalEntries(waitingPlace),
  '/forum': forumEntries,
  '/insights': insightEntries,
  '/letter': letterEntries,
  '/letters': archiveEntries,
  '/join': joinEntries,
  '/language': languageEntries,
  '/gone': goneEntries,
  '/me': [
    ...meEntries,
    ...leavingEntries(partings),
    ...ownMailEntries(lettersBefore),
    ...offerEntries,
    ...ownChallengeEntries,
    ...journalEntries,
  ],
  '/sign-out': signOutEntries,
  '/circles': [
    ...circleEntries(carry, partings),
    ...elsewhereEntries(partings),
    ...changeEntries(carry),
    ...charterEntries,
    ...schedulingEntries(doorTo, suggestedTimes, bringGuestsAlong),
    ...commitmentEntries,
    ...turnEntries,
    ...meetingEntries,
    ...guestEntries,
    ...circleChallengeEntries,
    ...preparingEntries,
    ...circleHomeEntries,
  ],
  '/home': startEntries,
  '/ask': askEntries,
  '/i': invitationEntries,
  '/guest': guestLinkEntries,
  '/places': placementEntries(aboutCircle),
  '/formation': formationEntries,
  '/rebalancing': rebalancingEntries,
  '/asked': comingEntries,
  '/sign-in': signInEntries,
  '/me/calendar': calendarEntries,
  '/calendar': feedEntries,
  '/settings': [...settingsEntries, ...policySettings],
  '/formats': communityFormatEntries,
  '/library': libraryEntries,
  '/setup': setupEntries,
  '/status': [...statusEntries, ...demoEntries],
  '/outbox': outboxEntries,
  '/logo': logoEntries,
}

/** What the worker runs. */
export const jobs: readonly Job[] = [
  ...mailJobs,
  ...arrivingJobs,
  ...circleJobs,
  ...schedulingJobs,
  ...meetingJobs(inSeatOf),
  ...challengeJobs,
  ...journalJobs,
  ...preparingJobs,
  ...insightJobs,
  ...applicationJobs,
  ...applyingJobs,
  ...formationJobs,
  ...rebalancingJobs,
  ...guestJobs,
  ...demoJobs,
]

/** What the top of every page leads to, for whoever reads it. */
export function nav(asked: Asked): readonly NavItem[] {
  const say = sayTo(asked)
  const open = [
    { to: '/forum', label: say('forum.title') },
    { to: '/insights', label: say('insights.title') },
  ]
  if (!asked.here) return []
  if (!asked.who?.person) return [...open, { to: '/sign-in', label: say('arriving.signIn.title') }]
  const organises = asked.who.person.offices.includes('organiser')
  const owns = asked.who.person.offices.includes('owner')
  return [
    { to: '/home', label: say('home.nav.home') },
    { to: '/circles', label: say('home.nav.circles') },
    ...open,
    ...(organises ? [{ to: '/seasons', label: say('seasons.title') }] : []),
    ...(organises ? [{ to: '/applications', label: say('applications.title') }] : []),
    ...(owns ? [{ to: '/settings', label: say('communities.settings.title') }] : []),
    ...(organises && !owns ? [{ to: '/outbox', label: say('communities.outbox.title') }] : []),
  ]
}

/** The pages of the circle in which a page stands; they lead only those who sit there anywhere. */
export function within(asked: Asked): { label: string; items: readonly NavItem[] } | undefined {
  const [, circle] = /^(\/circles\/[0-9a-f-]{36})(?:\/|$)/.exec(asked.path) ?? []
  if (!circle) return undefined
  const say = sayTo(asked)
  return {
    label: say('home.nav.within'),
    items: [
      { to: circle, label: say('home.nav.circle') },
      { to: `${circle}/meetings`, label: say('scheduling.meetings.title') },
      { to: `${circle}/formats`, label: say('meetings.formats.title') },
      { to: `${circle}/challenges`, label: say('home.nav.challenges') },
      { to: `${circle}/commitments`, label: say('commitments.page.title') },
      { to: `${circle}/turns`, label: say('turns.page.title') },
      { to: `${circle}/agreement`, label: say('home.nav.agreement') },
      { to: `${circle}/people`, label: say('home.nav.people') },
    ],
  }
}

const sayTo = (asked: Asked) => sayIn(chooseLocale({ chosen: asked.locale }))
