import { sql } from 'kysely'
import type { Office } from '../communities/rules.ts'
import type { Self } from '../people/rules.ts'
import type { MemberDb, OrganiserDb } from '../platform/db/handles.ts'
import { NotFound } from '../platform/errors.ts'
import { isId } from '../platform/ids.ts'
import type { Post } from './rules.ts'

export interface TopicLine {
  readonly id: string
  readonly title: string
  readonly author: string | undefined
  readonly answers: number
  readonly movedAt: Date
}

/** How many stand on one page. */
export const pageful = 30

/** A page of topics, those last answered first, from before `before` on. Those of people the reader blocked are left out. */
export async function topics(db: MemberDb, self: Self, before: Date | undefined): Promise<readonly TopicLine[]> {
  let query = db
    .selectFrom('app.topic as t')
    .leftJoin('app.person as p', (join) => join.onRef('p.community', '=', 't.community').onRef('p.id', '=', 't.author'))
    .select(['t.id', 't.title', 'p.name', 't.answers', 't.moved_at'])
    .where('t.community', '=', self.community)
    .where((is) =>
      is.not(is.exists(is.selectFrom('app.block as b').select('b.blocked').whereRef('b.blocked', '=', 't.author'))),
    )
    .orderBy('t.moved_at', 'desc')
    .limit(pageful)
  if (before) query = query.where('t.moved_at', '<', before)
  const rows = await query.execute()
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    author: row.name ?? undefined,
    answers: row.answers,
    movedAt: row.moved_at,
  }))
}

export interface Topic {
  readonly title: string
  readonly post: Post
  readonly answers: readonly Post[]
}

/** A topic with its answers, oldest first. Throws NotFound for one that is not there, or hidden from this reader. */
export async function topic(db: MemberDb, self: Self, id: string): Promise<Topic> {
  if (!isId(id)) throw new NotFound()
  const row = await db
    .selectFrom('app.topic as t')
    .leftJoin('app.person as p', (join) => join.onRef('p.community', '=', 't.community').onRef('p.id', '=', 't.author'))
    .select(['t.id', 't.title', 't.author', 'p.name', 't.body', 't.made_at', 't.edited_at', 't.hidden_because'])
    .where('t.community', '=', self.community)
    .where('t.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  const answers = await db
    .selectFrom('app.answer as a')
    .leftJoin('app.person as p', (join) => join.onRef('p.community', '=', 'a.community').onRef('p.id', '=', 'a.author'))
    .select(['a.id', 'a.author', 'p.name', 'a.body', 'a.made_at', 'a.edited_at', 'a.hidden_because'])
    .where('a.community', '=', self.community)
    .where('a.topic', '=', id)
    .orderBy('a.made_at')
    .execute()
  const blocked = await blockedBy(db, self)
  return {
    title: row.title,
    post: postFrom(row, self, blocked),
    answers: answers.map((each) => postFrom(each, self, blocked)),
  }
}

/** Whose words this person would rather not read, with their names. */
export async function blocks(db: MemberDb, self: Self): Promise<readonly { id: string; name: string }[]> {
  return db
    .selectFrom('app.block as b')
    .innerJoin('app.person as p', (join) =>
      join.onRef('p.community', '=', 'b.community').onRef('p.id', '=', 'b.blocked'),
    )
    .select(['p.id', 'p.name'])
    .where('b.person', '=', self.person)
    .orderBy('p.name')
    .execute()
}

async function blockedBy(db: MemberDb, self: Self): Promise<ReadonlySet<string>> {
  return new Set((await blocks(db, self)).map((each) => each.id))
}

interface PostRow {
  id: string
  author: string | null
  name: string | null
  body: string
  made_at: Date
  edited_at: Date | null
  hidden_because: string | null
}

function postFrom(row: PostRow, self: Self, blocked: ReadonlySet<string>): Post {
  return {
    id: row.id,
    author: row.author && row.name ? { id: row.author, name: row.name } : undefined,
    body: row.body,
    madeAt: row.made_at,
    edited: row.edited_at !== null,
    hiddenBecause: row.hidden_because ?? undefined,
    folded: row.author !== null && blocked.has(row.author),
    mine: row.author === self.person,
  }
}

/** An own answer and its topic. Throws NotFound for somebody else's. */
export async function ownAnswer(db: MemberDb, self: Self, id: string): Promise<{ topic: string; body: string }> {
  if (!isId(id)) throw new NotFound()
  const row = await db
    .selectFrom('app.answer')
    .select(['topic', 'body', 'hidden_because'])
    .where('community', '=', self.community)
    .where('id', '=', id)
    .where('author', '=', self.person)
    .executeTakeFirst()
  if (!row || row.hidden_because !== null) throw new NotFound()
  return row
}

/** How much this person wrote in the last hour. */
export async function writtenLately(db: MemberDb, self: Self, now: Date): Promise<number> {
  const since = new Date(now.getTime() - 3_600_000)
  const { rows } = await sql<{ number: number }>`
    select (select count(*) from app.topic where author = ${self.person} and made_at > ${since})::int
      + (select count(*) from app.answer where author = ${self.person} and made_at > ${since})::int as number`.execute(
    db,
  )
  return rows[0]?.number ?? 0
}

export interface ReportLine {
  readonly id: string
  readonly topic: string
  readonly title: string
  readonly words: string
  readonly because: string
  readonly madeAt: Date
}

/** What members reported and nobody has settled, oldest first: the words, and what is wrong with them. Not who said so. */
export async function openReports(db: OrganiserDb, office: Office): Promise<readonly ReportLine[]> {
  const rows = await db
    .selectFrom('app.report as r')
    .innerJoin('app.topic as t', (join) => join.onRef('t.community', '=', 'r.community').onRef('t.id', '=', 'r.topic'))
    .leftJoin('app.answer as a', (join) => join.onRef('a.community', '=', 'r.community').onRef('a.id', '=', 'r.answer'))
    .select(['r.id', 'r.topic', 't.title', 't.body', 'a.body as answer', 'r.because', 'r.made_at'])
    .where('r.community', '=', office.community)
    .where('r.outcome', 'is', null)
    .orderBy('r.made_at')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    topic: row.topic,
    title: row.title,
    words: row.answer ?? row.body,
    because: row.because,
    madeAt: row.made_at,
  }))
}
