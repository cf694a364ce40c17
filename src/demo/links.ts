import { loadCommunity } from '../communities/reads.ts'
import { firstSignInPath } from '../people/writes.ts'
import type { Services } from '../platform/http/asked.ts'
import { addressOf, type CastName, cast } from './cast.ts'
import type { Demo } from './find.ts'

/** As whom one may look at the demo, and what there is to see. */
const views: readonly { readonly who: CastName; readonly note: string }[] = [
  { who: 'amara', note: 'a member, in the middle of her circle’s time' },
  { who: 'lucia', note: 'a member who reads Spanish, and whose circle is about to close' },
  { who: 'oliver', note: 'a member of a new circle, who has not agreed yet' },
  { who: 'jonas', note: 'who organises' },
]

export interface View {
  readonly name: string
  readonly note: string
  /** Begins with the demo's base. */
  readonly path: string
}

/** Links that let in as people of the demo, each once. They have then never come before, as far as the links are concerned. */
export async function viewsOf({ handles, vault }: Services, { slug }: Demo): Promise<readonly View[]> {
  const here = await loadCommunity(handles, vault, slug)
  if (!here) return []
  return handles.accounts({ community: here.id }, async (db) => {
    const found: View[] = []
    for (const { who, note } of views) {
      const rows = db.selectFrom('app.contact').select('account').where('community', '=', here.id)
      const contact = await rows.where('address', '=', addressOf(who)).executeTakeFirst()
      if (!contact) continue
      await db.updateTable('auth.user').set({ firstSignedInAt: null }).where('id', '=', contact.account).execute()
      found.push({ name: cast[who].name, note, path: here.base + firstSignInPath(here, contact.account) })
    }
    return found
  })
}

/** Scheme, host and port under which links are handed out where nobody's request says them. */
export const originOf = ({ config, settings }: Services): string =>
  config.baseUrl ?? settings().publicAddress ?? `http://${config.host}:${config.port}`
