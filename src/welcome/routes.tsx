import type { VNode } from 'preact'
import { publicInsights } from '../insights/reads.ts'
import { anyone } from '../people/web.ts'
import { page } from '../platform/http/registry.ts'
import { openSeasons } from '../seasons/reads.ts'
import { takesApplications } from '../seasons/rules.ts'
import { Welcome } from './pages.tsx'

/** The public home. `letterForm` asks for the weekly letter, in the words of the area that sends it. */
export const welcomeEntries = (letterForm: () => VNode) => [
  page('/', anyone, async ({ db, here }, asked) => {
    const latest = await publicInsights(db, here.id, 3)
    const insights = latest.map(({ id, title, takeaways }) => ({ id, title, takeaway: takeaways[0] ?? '' }))
    const now = asked.services.now()
    const seasons = (await openSeasons(db, here.id)).filter((season) => takesApplications(season, now))
    const signedIn = asked.who?.person !== undefined
    return (
      <Welcome
        name={here.name}
        line={here.line}
        signedIn={signedIn}
        seasons={seasons}
        insights={insights}
        form={letterForm()}
      />
    )
  }),
]
