import { loadCommunity } from '../communities/reads.ts'
import { firstSignInPath } from '../people/writes.ts'
import type { Services } from '../platform/http/asked.ts'
import { addressOf, cast } from './cast.ts'
import type { Demo } from './find.ts'

/** As whom one may look at the demo: in the middle of a circle's time, at its end, at its beginning, and as who organises. */
const viewNames = ['amara', 'lucia', 'oliver', 'jonas'] as const
export type ViewName = (typeof viewNames)[number]

/** A link that lets in as someone of the demo, once. */
export interface View {
  readonly who: ViewName
  readonly name: string
  /** Begins with the demo's base. */
  readonly path: string
}

/** The links into the demo. Each is dead once it was followed, until {@link renewLinks}. */
export async function viewsOf({ handles, vault }: Services, { slug }: Demo): Promise<readonly View[]> {
  const here = await loadCommunity(handles, vault, slug)
  if (!here) return []
  const accounts = await accountsOf(handles, here.id)
  return viewNames.flatMap((who) => {
    const account = accounts.get(addressOf(who))
    return account ? [{ who, name: cast[who].name, path: here.base + firstSignInPath(here, account) }] : []
  })
}

/** Makes the links work once more: these people of the demo have never come, as far as the door knows. */
export async function renewLinks({ handles }: Services, { id }: Demo): Promise<void> {
  const accounts = [...(await accountsOf(handles, id)).values()]
  await handles.accounts({ community: id }, (db) =>
    db.updateTable('auth.user').set({ firstSignedInAt: null }).where('id', 'in', accounts).execute(),
  )
}

/** The accounts behind the links by their addresses, which only the demo's own people have proven. */
async function accountsOf({ accounts }: Services['handles'], community: string): Promise<Map<string, string>> {
  const rows = await accounts({ community }, (db) =>
    db
      .selectFrom('app.contact')
      .select(['address', 'account'])
      .where('community', '=', community)
      .where('address', 'in', viewNames.map(addressOf))
      .where('address_confirmed', '=', true)
      .execute(),
  )
  return new Map(rows.map(({ address, account }) => [address, account]))
}
