import { type OwnStanding, ownStandings } from '../applications/reads.ts'
import type { OutboxMail } from '../communities/reads.ts'
import type { Office } from '../communities/rules.ts'
import type { Self } from '../people/rules.ts'
import type { MemberDb, OrganiserDb, WorkerDb } from '../platform/db/handles.ts'
import { NotFound } from '../platform/errors.ts'
import type { CommunityHere } from '../platform/http/asked.ts'
import { openSeason, openSeasons } from '../seasons/reads.ts'
import { type Season, takesApplications } from '../seasons/rules.ts'
import { type Group, groups, type Standing } from './rules.ts'

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
  const waits = own?.again ? 'again' : own?.before === undefined ? 'place' : 'waits'
  const as = !own ? 'none' : own.kept ? 'kept' : waits
  return { season, open: takesApplications(season, now), as, before: own?.before ?? 0 }
}

/** A season that this person may look at; undefined for one that is hidden from them. */
export async function shownSeason(db: MemberDb, self: Self, id: string): Promise<Season | undefined> {
  try {
    return await openSeason(db, self.community, id)
  } catch (error) {
    if (error instanceof NotFound) return undefined
    throw error
  }
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

/** A letter that organisers wrote to those who applied. */
export interface SentLetter {
  readonly id: string
  readonly subject: string
  readonly text: string
  readonly to: Group
  readonly by: string | undefined
  readonly at: Date
  /** How many were meant, and to how many it has been posted so far. */
  readonly meant: number
  readonly reached: number
  readonly done: boolean
}

/** What was written to those who applied in a season, the latest first. */
export async function sentLetters(
  db: OrganiserDb,
  here: CommunityHere,
  office: Office,
  season: string,
): Promise<SentLetter[]> {
  const rows = await letters(db, office)
    .where('l.season', '=', season)
    .orderBy('l.made_at', 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => asLetter(here, row))
}

/** One of them; throws NotFound. */
export async function sentLetter(
  db: OrganiserDb,
  here: CommunityHere,
  office: Office,
  id: string,
): Promise<SentLetter> {
  const row = await letters(db, office).where('l.id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound()
  return asLetter(here, row)
}

const letters = (db: OrganiserDb, { community }: Office) =>
  db
    .selectFrom('app.applicant_letter as l')
    .leftJoin('app.person as p', (join) =>
      join.onRef('p.community', '=', 'l.community').onRef('p.id', '=', 'l.made_by'),
    )
    .select(['l.id', 'l.subject', 'l.body', 'l.audience', 'l.made_at', 'l.meant', 'l.reached', 'l.done_at', 'p.name'])
    .where('l.community', '=', community)

type LetterRow = Awaited<ReturnType<ReturnType<typeof letters>['execute']>>[number]

const wordsOf = (
  { box }: CommunityHere['vault'],
  { id, subject, body }: Pick<LetterRow, 'id' | 'subject' | 'body'>,
): { subject: string; text: string } => ({
  subject: box.open('applicant_letter.subject', id, 0, subject),
  text: box.open('applicant_letter.body', id, 0, body),
})

const asLetter = ({ vault }: Pick<CommunityHere, 'vault'>, row: LetterRow): SentLetter => ({
  id: row.id,
  ...wordsOf(vault, row),
  to: groups.find((each) => each === row.audience) ?? 'all',
  ...{ by: row.name ?? undefined, at: row.made_at },
  ...{ meant: row.meant, reached: row.reached, done: row.done_at !== null },
})

/** What was written to somebody who applied while nobody knew them but by the address of a file; as mail that was sent. */
export async function lettersBefore(
  db: MemberDb,
  { vault }: CommunityHere,
  self: Self,
): Promise<Omit<OutboxMail, 'kind'>[]> {
  const rows = await db
    .selectFrom('app.applicant_letter_reader as r')
    .innerJoin('app.applicant_letter as l', (join) =>
      join.onRef('l.community', '=', 'r.community').onRef('l.id', '=', 'r.letter'),
    )
    .select(['l.id', 'l.subject', 'l.body', 'r.posted_at'])
    .where('r.community', '=', self.community)
    .orderBy('r.posted_at', 'desc')
    .limit(100)
    .execute()
  return rows.map(({ posted_at, ...row }) => ({
    ...{ id: row.id, to: '', state: 'sent', trouble: null },
    ...{ ...wordsOf(vault, row), madeAt: posted_at ?? new Date(0) },
  }))
}

/** What a letter says, for whoever posts it; undefined once everybody has it. */
export async function letterToPost(
  db: WorkerDb,
  { vault }: Pick<CommunityHere, 'vault'>,
  id: string,
): Promise<{ subject: string; text: string } | undefined> {
  const row = await db
    .selectFrom('app.applicant_letter')
    .select(['id', 'subject', 'body'])
    .where('id', '=', id)
    .where('done_at', 'is', null)
    .executeTakeFirst()
  return row && wordsOf(vault, row)
}

/** The next who have not got it; locked, so that two workers never post to one reader. */
export async function nextReaders(
  db: WorkerDb,
  letter: string,
  most: number,
): Promise<{ id: string; person: string | null; address: string; name: string }[]> {
  return db
    .selectFrom('app.applicant_letter_reader as r')
    .innerJoin('app.application as a', (join) =>
      join.onRef('a.community', '=', 'r.community').onRef('a.id', '=', 'r.application'),
    )
    .select(['a.id', 'a.person', 'a.address', 'a.name'])
    .where('r.letter', '=', letter)
    .where('r.posted_at', 'is', null)
    .orderBy('a.id')
    .limit(most)
    .forUpdate('r')
    .execute()
}
