import { hereOf } from '../people/web.ts'
import type { AccountsDb, Handles, OrganiserDb } from '../platform/db/handles.ts'
import { NotFound } from '../platform/errors.ts'
import type { Asked, CommunityHere } from '../platform/http/asked.ts'
import { readValues } from '../platform/http/input.ts'
import type { Audience } from '../platform/http/registry.ts'
import type { Live } from '../platform/live/index.ts'
import type { Vault } from '../platform/vault/index.ts'
import { communitiesChanged, loadCommunity, setupLinkHolds } from './reads.ts'
import type { Office, OfficeKind } from './rules.ts'

export interface OfficeScope {
  readonly db: OrganiserDb
  readonly here: CommunityHere
  readonly office: Office
}

/** An organiser of this community. */
export const organiser: Audience<OfficeScope> = holding('organiser')

/** An owner of this community. */
export const owner: Audience<OfficeScope> = holding('owner')

/** Whether whoever asks organises: for pages that show more to those who do. It is no proof. */
export const organises = ({ who }: Asked): boolean => who?.person?.offices.includes('organiser') ?? false

/** Whether whoever asks may set mail and address of the whole installation: for pages that lead there. It is no proof. */
export const setsAddress = ({ who, here }: Asked): boolean =>
  here?.base === '' && (who?.person?.offices.includes('owner') ?? false)

/** The one place that makes an Office. */
function holding(kind: OfficeKind): Audience<OfficeScope> {
  return {
    name: kind,
    enter: (asked, _intent, work) => {
      const here = hereOf(asked)
      const person = asked.who?.person
      if (!person?.offices.includes(kind)) throw new NotFound()
      const office = { kind, community: here.id, person: person.id } as Office
      return asked.services.handles.organiser({ community: here.id, person: person.id }, (db) =>
        work({ db, here, office }),
      )
    },
  }
}

export interface SetupScope {
  readonly db: AccountsDb
  /** The token of the setup link; undefined for whoever came without it. */
  readonly key: string | undefined
}

/** Whoever comes while nothing is set up, with the setup link or without. */
export const beforeFounding: Audience<SetupScope> = {
  name: 'first owner',
  enter: async (asked, _intent, work) => {
    if (asked.here) throw new NotFound()
    const token = await setupToken(asked)
    return asked.services.handles.accounts({}, async (db) =>
      work({ db, key: (await setupLinkHolds(db, token)) ? token : undefined }),
    )
  },
}

/** The holder of the setup link that the start printed, until it is spent. */
export const firstOwner: Audience<SetupScope & { readonly key: string }> = {
  name: 'first owner',
  enter: (asked, intent, work) =>
    beforeFounding.enter(asked, intent, ({ db, key }) => {
      if (!key) throw new NotFound()
      return work({ db, key })
    }),
}

async function setupToken(asked: Asked): Promise<string> {
  if (asked.request.method === 'GET') return asked.query.get('key') ?? ''
  const { key } = await readValues(asked)
  return typeof key === 'string' ? key : ''
}

/** Finds communities by their address and remembers them until one changes. */
export function communityFinder(handles: Handles, vault: Vault, live: Live) {
  const known = new Map<string, Promise<CommunityHere | undefined>>()
  live.hear(communitiesChanged, () => known.clear())
  return (slug: string): Promise<CommunityHere | undefined> => {
    const found = known.get(slug) ?? loadCommunity(handles, vault, slug)
    known.set(slug, found)
    // What is not there yet, or could not be asked, is asked again next time.
    found.then(
      (here) => here ?? known.delete(slug),
      () => known.delete(slug),
    )
    return found
  }
}
