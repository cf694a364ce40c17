import { z } from 'zod'
import { type OfficeScope, owner } from '../communities/web.ts'
import { demoQueue } from '../communities/writes.ts'
import { NotFound } from '../platform/errors.ts'
import { go } from '../platform/http/answers.ts'
import type { Asked } from '../platform/http/asked.ts'
import { form, page } from '../platform/http/registry.ts'
import { handOver } from '../platform/jobs/outbox.ts'
import { findDemo } from './find.ts'
import { renewLinks, viewsOf } from './links.ts'
import { DemoPage } from './pages.tsx'
import { removeDemo } from './remove.ts'

const nothing = z.object({})

/** The demo, for whoever owns the installation's own community. */
export const demoEntries = [
  page('/status/demo', owner, showDemo),
  form('/status/demo', owner, {
    schema: nothing,
    back: showDemo,
    act: async (scope, _nothing, { services }) => {
      const { db, here } = wholeOf(scope)
      if (!(await findDemo(services.handles))) await handOver(db, demoQueue, { community: here.id })
      return go('/status/demo?asked=1')
    },
  }),
  form('/status/demo/links', owner, {
    schema: nothing,
    back: showDemo,
    act: async (scope, _nothing, { services }) => {
      wholeOf(scope)
      const demo = await findDemo(services.handles)
      if (demo) await renewLinks(services, demo)
      return go('/status/demo?links=1')
    },
  }),
  form('/status/demo/removal', owner, {
    schema: nothing,
    back: showDemo,
    act: async (scope, _nothing, { services }) => {
      wholeOf(scope)
      const demo = await findDemo(services.handles)
      if (demo) await removeDemo(services, demo)
      return go('/status/demo?removed=1')
    },
  }),
]

async function showDemo(scope: OfficeScope, { query, services, origin, localOnly }: Asked) {
  wholeOf(scope)
  const demo = await findDemo(services.handles)
  const views = demo && query.has('links') ? await viewsOf(services, demo) : []
  const asked = !demo && query.has('asked')
  const state = asked ? 'making' : demo?.state
  return <DemoPage {...{ state, origin, localOnly, views }} slug={demo?.slug} removed={query.has('removed')} />
}

/** A demo is the whole installation's: whoever owns its own community has it or not. */
function wholeOf(scope: OfficeScope): OfficeScope {
  if (scope.here.base !== '') throw new NotFound()
  return scope
}
