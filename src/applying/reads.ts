import { type OwnStanding, ownStandings } from '../applications/reads.ts'
import type { Self } from '../people/rules.ts'
import type { MemberDb, WorkerDb } from '../platform/db/handles.ts'
import { openSeasons } from '../seasons/reads.ts'
import { type Season, takesApplications } from '../seasons/rules.ts'
import type { Standing } from './rules.ts'

/** The open seasons, and how a person stands in each: what may be applied for, and what was. Whose circle is formed finds it by itself. */
export async function standings(db: MemberDb, self: Self, now: Date): Promise<Standing[]> {
  const [seasons, own] = await Promise.all([openSeasons(db, self.community), ownStandings(db, self)])
  return seasons
    .map((season) =>
      standingIn(
        season,
        own.find((each) => each.season === season.id),
        now,
      ),
    )
    .filter(({ open, as }) => as !== 'kept' && (open || as !== 'none'))
}

/** How a person stands in a season. */
export function standingIn(season: Season, own: OwnStanding | undefined, now: Date): Standing {
  const as = !own ? 'none' : own.kept ? 'kept' : own.before === undefined ? 'place' : 'waits'
  return { season, open: takesApplications(season, now), as, before: own?.before ?? 0 }
}

/** What a season is called. */
export async function seasonName(db: WorkerDb, season: string): Promise<string> {
  const row = await db.selectFrom('app.season').select('name').where('id', '=', season).executeTakeFirst()
  return row?.name ?? ''
}

/** In which languages these people read mail, by person. */
export async function localesOf(db: WorkerDb, people: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (people.length === 0) return new Map()
  const rows = await db.selectFrom('app.contact').select(['person', 'locale']).where('person', 'in', people).execute()
  return new Map(rows.map(({ person, locale }) => [person, locale]))
}
