import type { VNode } from 'preact'
import { publicInsights } from '../insights/reads.ts'
import { anyone } from '../people/web.ts'
import { page } from '../platform/http/registry.ts'
import { Welcome } from './pages.tsx'

/** The public home. `letterForm` asks for the weekly letter, in the words of the area that sends it. */
export const welcomeEntries = (letterForm: () => VNode) => [
  page('/', anyone, async ({ db, here }, asked) => {
    const latest = await publicInsights(db, here.id, 3)
    const insights = latest.map(({ id, title, takeaways }) => ({ id, title, takeaway: takeaways[0] ?? '' }))
    const signedIn = asked.who?.person !== undefined
    return <Welcome name={here.name} line={here.line} signedIn={signedIn} insights={insights} form={letterForm()} />
  }),
]
