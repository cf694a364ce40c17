import { arrivingJobs } from './arriving/jobs.ts'
import { joinEntries, signInEntries } from './arriving/routes.tsx'
import { askEntries, circleEntries, invitationEntries, placementEntries } from './circles/routes.tsx'
import { commitmentEntries } from './commitments/routes.tsx'
import { forumEntries } from './forum/routes.tsx'
import { languageEntries, meEntries, signOutEntries } from './people/routes.tsx'
import type { Asked } from './platform/http/asked.ts'
import type { Contents } from './platform/http/serve.ts'
import type { Job } from './platform/jobs/registry.ts'
import { mailJobs } from './platform/mail/jobs.ts'
import { policyEntries, policySettings } from './policies/routes.tsx'
import { calendarEntries, feedEntries, schedulingEntries } from './scheduling/routes.tsx'
import { carryPlaceForward } from './scheduling/writes.ts'
import type { NavItem } from './ui/reader.ts'
import { welcomeEntries } from './welcome/routes.tsx'

/** The table of contents: each area at its address. What does not stand here is not served. */
export const contents: Contents = {
  '/': [...welcomeEntries, ...policyEntries],
  '/forum': forumEntries,
  '/join': joinEntries,
  '/language': languageEntries,
  '/me': meEntries,
  '/settings': policySettings,
  '/circles': [...circleEntries([carryPlaceForward]), ...schedulingEntries, ...commitmentEntries],
  '/sign-out': signOutEntries,
  '/ask': askEntries,
  '/i': invitationEntries,
  '/places': placementEntries,
  '/sign-in': signInEntries,
  '/me/calendar': calendarEntries,
  '/calendar': feedEntries,
}

/** What the worker runs. */
export const jobs: readonly Job[] = [...mailJobs, ...arrivingJobs]

/** What the top of every page leads to, for whoever reads it. */
export function nav(_asked: Asked): readonly NavItem[] {
  return []
}
