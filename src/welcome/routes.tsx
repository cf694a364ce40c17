import { anyone } from '../people/web.ts'
import { page } from '../platform/http/registry.ts'
import { Welcome } from './pages.tsx'

export const welcomeEntries = [
  page('/', anyone, async ({ here }, asked) => (
    <Welcome name={here.name} line={here.line} signedIn={asked.who?.person !== undefined} insights={[]} />
  )),
]
