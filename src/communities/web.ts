import { hereOf } from '../people/web.ts'
import type { Handles, OrganiserDb } from '../platform/db/handles.ts'
import { NotFound } from '../platform/errors.ts'
import type { CommunityHere } from '../platform/http/asked.ts'
import type { Audience } from '../platform/http/registry.ts'
import type { Live } from '../platform/live/index.ts'
import type { Vault } from '../platform/vault/index.ts'
import { type CommunityRow, communityKey, findCommunity } from './reads.ts'
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

/** What is announced when the settings of a community changed. */
export const communitiesChanged = 'communities'

/** Finds communities by their address and remembers them until one changes. */
export function communityFinder(handles: Handles, vault: Vault, live: Live) {
  const known = new Map<string, Promise<CommunityHere | undefined>>()
  live.hear(communitiesChanged, () => known.clear())
  return (slug: string): Promise<CommunityHere | undefined> => {
    const found = known.get(slug) ?? load(handles, vault, slug)
    known.set(slug, found)
    // What is not there yet, or could not be asked, is asked again next time.
    found.then(
      (here) => here ?? known.delete(slug),
      () => known.delete(slug),
    )
    return found
  }
}

async function load(handles: Handles, vault: Vault, slug: string): Promise<CommunityHere | undefined> {
  const row = await findCommunity(handles.addresses, slug)
  if (!row) return undefined
  const wrapped = await handles.visitor({ community: row.id }, communityKey)
  return hereFrom(row, slug === '' ? '' : `/c/${row.slug}`, vault.community(row.id, wrapped))
}

function hereFrom(row: CommunityRow, base: string, vault: CommunityHere['vault']): CommunityHere {
  const { id, slug, name, line, locale, zone, contact } = row
  const logo = row.logo_type ? '/logo' : undefined
  return {
    id,
    slug,
    name,
    line,
    colour: row.colour ?? undefined,
    logo,
    locale,
    zone,
    contact,
    membersStartCircles: row.members_start_circles,
    base,
    vault,
  }
}
