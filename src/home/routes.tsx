import { anyone } from '../people/web.ts'
import { page } from '../platform/http/registry.ts'
import { PublicHome } from './pages.tsx'

export const homeEntries = [page('/', anyone, async ({ here }) => <PublicHome name={here.name} />)]
