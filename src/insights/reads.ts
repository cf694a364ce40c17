import { type Kysely, sql } from 'kysely'
import type { Office } from '../communities/rules.ts'
import type { OrganiserDb, VisitorDb, WorkerDb } from '../platform/db/handles.ts'
import type { VisitorTables } from '../platform/db/tables/visitor.ts'
import { NotFound } from '../platform/errors.ts'
import { isId } from '../platform/ids.ts'
import type { Insight, InsightLine, Letter } from './rules.ts'

/** Any role that reads articles; its own policies say which. */
type Articles = Kysely<Pick<VisitorTables, 'app.insight'>>
/** Any role that reads articles and letters. */
export type ReaderDb = Kysely<Pick<VisitorTables, 'app.insight' | 'app.letter' | 'app.letter_insight'>>

/** How many stand on one page. */
export const pageful = 20

const lineColumns = ['id', 'title', 'author', 'takeaways', 'audience', 'published_at'] as const

/** What is published and may be read, latest first, from before `before` on. */
export async function published(
  db: Articles,
  community: string,
  { before, most = pageful }: { before?: Date | undefined; most?: number } = {},
): Promise<readonly InsightLine[]> {
  let query = db
    .selectFrom('app.insight')
    .select(lineColumns)
    .where('community', '=', community)
    .where('published_at', 'is not', null)
    .orderBy('published_at', 'desc')
    .limit(most)
  if (before) query = query.where('published_at', '<', before)
  return (await query.execute()).map(lineFrom)
}

/** The latest that everybody may read. */
export async function publicInsights(db: Articles, community: string, most: number): Promise<readonly InsightLine[]> {
  const rows = await db
    .selectFrom('app.insight')
    .select(lineColumns)
    .where('community', '=', community)
    .where('audience', '=', 'public')
    .where('published_at', 'is not', null)
    .orderBy('published_at', 'desc')
    .limit(most)
    .execute()
  return rows.map(lineFrom)
}

/** An article that may be read: for an organiser drafts, too. Throws NotFound for any other. */
export async function insight(db: Articles, community: string, id: string): Promise<Insight> {
  if (!isId(id)) throw new NotFound()
  const row = await db
    .selectFrom('app.insight')
    .select([...lineColumns, 'body'])
    .where('community', '=', community)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return { ...lineFrom(row), body: row.body }
}

/** Every article with its drafts: those not published first, as they wait for somebody. */
export async function allInsights(db: OrganiserDb, office: Office): Promise<readonly InsightLine[]> {
  const rows = await db
    .selectFrom('app.insight')
    .select(lineColumns)
    .where('community', '=', office.community)
    .orderBy('published_at', (order) => order.desc().nullsFirst())
    .orderBy('made_at', 'desc')
    .limit(200)
    .execute()
  return rows.map(lineFrom)
}

interface LineRow {
  id: string
  title: string
  author: string
  takeaways: string[]
  audience: string
  published_at: Date | null
}

function lineFrom(row: LineRow): InsightLine {
  const { id, title, author, takeaways, audience, published_at } = row
  return { id, title, author, takeaways, forMembers: audience === 'members', publishedAt: published_at ?? undefined }
}

export interface LetterLine {
  readonly id: string
  readonly subject: string
  readonly sentAt: Date | undefined
}

/** The letters that were sent, latest first; for an organiser the drafts before them. */
export async function letters(db: ReaderDb, community: string): Promise<readonly LetterLine[]> {
  const rows = await db
    .selectFrom('app.letter')
    .select(['id', 'subject', 'sent_at'])
    .where('community', '=', community)
    .orderBy('sent_at', (order) => order.desc().nullsFirst())
    .orderBy('made_at', 'desc')
    .limit(100)
    .execute()
  return rows.map(({ id, subject, sent_at }) => ({ id, subject, sentAt: sent_at ?? undefined }))
}

/** A letter that may be read, with the articles in it that everybody may read today. Throws NotFound for any other. */
export async function letter(db: ReaderDb, community: string, id: string): Promise<Letter> {
  if (!isId(id)) throw new NotFound()
  const row = await db
    .selectFrom('app.letter')
    .select(['subject', 'intro', 'sent_at'])
    .where('community', '=', community)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  const articles = await db
    .selectFrom('app.letter_insight as l')
    .innerJoin('app.insight as i', (join) =>
      join.onRef('i.community', '=', 'l.community').onRef('i.id', '=', 'l.insight'),
    )
    .select(['i.id', 'i.title', 'i.author', 'i.takeaways', 'i.audience', 'i.published_at'])
    .where('l.community', '=', community)
    .where('l.letter', '=', id)
    .where('i.audience', '=', 'public')
    .where('i.published_at', 'is not', null)
    .orderBy('l.place')
    .execute()
  const { subject, intro, sent_at } = row
  return { id, subject, intro, sentAt: sent_at ?? undefined, insights: articles.map(lineFrom) }
}

/** Which articles were in a letter that went out: what has not been is offered first. */
export async function alreadySent(db: OrganiserDb, office: Office): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('app.letter_insight as l')
    .innerJoin('app.letter as t', (join) =>
      join.onRef('t.community', '=', 'l.community').onRef('t.id', '=', 'l.letter'),
    )
    .select('l.insight')
    .where('l.community', '=', office.community)
    .where('t.sent_at', 'is not', null)
    .execute()
  return new Set(rows.map((row) => row.insight))
}

/** How many have confirmed that they would like the letter. Who they are, no organiser sees. */
export async function readers(db: OrganiserDb): Promise<number> {
  const { rows } = await sql<{ number: string }>`select app.letter_readers() as number`.execute(db)
  return Number(rows[0]?.number ?? 0)
}

/** To how many a mail with each letter was posted so far. */
export async function copies(db: OrganiserDb): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{
    letter: string
    number: string
  }>`select letter, number from app.letter_copies()`.execute(db)
  return new Map(rows.map(({ letter, number }) => [letter, Number(number)]))
}

/** What has become of the wish whose token is held: undefined when there is none. */
export async function subscription(db: VisitorDb): Promise<'asked' | 'confirmed' | undefined> {
  const row = await db.selectFrom('app.subscriber').select('state').executeTakeFirst()
  if (!row) return undefined
  return row.state === 'confirmed' ? 'confirmed' : 'asked'
}

/** A letter that was sent, and where its links lead; undefined for any other. */
export async function letterOnItsWay(
  db: WorkerDb,
  community: string,
  id: string,
): Promise<(Letter & { readonly site: string; readonly sentAt: Date }) | undefined> {
  const row = await db
    .selectFrom('app.letter')
    .select(['site', 'sent_at'])
    .where('community', '=', community)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row?.site || !row.sent_at) return undefined
  return { ...(await letter(db, community, id)), site: row.site, sentAt: row.sent_at }
}
