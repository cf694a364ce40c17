import type { Office } from '../communities/rules.ts'
import type { OrganiserDb, VisitorDb, WorkerDb } from '../platform/db/handles.ts'
import { Conflict, Invalid, NotFound, Refused } from '../platform/errors.ts'
import type { CommunityHere } from '../platform/http/asked.ts'
import { hashOf, isId, newId } from '../platform/ids.ts'
import { handOver } from '../platform/jobs/outbox.ts'
import { queue } from '../platform/jobs/queue.ts'
import { insight, letter, publicInsights } from './reads.ts'
import { type InsightInput, type LetterInput, mayBeSent } from './rules.ts'

/** Takes up a wish for the letter. */
export const wishQueue = queue('insights.wish', { community: 'id', subscriber: 'id' })

/** Posts a letter to those who read along. */
export const letterQueue = queue('insights.letter', { community: 'id', letter: 'id' })

/** Keeps a new article, as a draft or published at once; returns its id. */
export async function writeInsight(db: OrganiserDb, office: Office, input: InsightInput, now: Date): Promise<string> {
  const { next, ...words } = input
  const id = newId()
  await db
    .insertInto('app.insight')
    .values({ community: office.community, id, ...words, published_at: next === 'publish' ? now : null })
    .execute()
  return id
}

/** Changes an article; publishes a draft where that was asked. */
export async function rewriteInsight(
  db: OrganiserDb,
  office: Office,
  id: string,
  input: InsightInput,
  now: Date,
): Promise<void> {
  const before = await insight(db, office.community, id)
  const { next, ...words } = input
  const published_at = before.publishedAt ?? (next === 'publish' ? now : null)
  await db
    .updateTable('app.insight')
    .set({ ...words, published_at, edited_at: now })
    .where('community', '=', office.community)
    .where('id', '=', id)
    .execute()
}

/** Back to a draft: from then on only organisers see it, and letters that were sent no longer show it. */
export async function takeDownInsight(db: OrganiserDb, office: Office, id: string): Promise<void> {
  await insight(db, office.community, id)
  await db
    .updateTable('app.insight')
    .set({ published_at: null })
    .where('community', '=', office.community)
    .where('id', '=', id)
    .execute()
}

/** Deletes a draft. What is published is taken down first. */
export async function deleteInsight(db: OrganiserDb, office: Office, id: string): Promise<void> {
  const { publishedAt } = await insight(db, office.community, id)
  if (publishedAt) throw new Refused('insights.takeDownFirst')
  await db.deleteFrom('app.insight').where('community', '=', office.community).where('id', '=', id).execute()
}

/** Keeps a new letter as a draft; returns its id. */
export async function composeLetter(db: OrganiserDb, office: Office, input: LetterInput): Promise<string> {
  const { community } = office
  const id = newId()
  await db.insertInto('app.letter').values({ community, id, subject: input.subject, intro: input.intro }).execute()
  await bring(db, office, id, input)
  return id
}

/** Changes a draft and what it brings. Throws Conflict for a letter that was sent. */
export async function recomposeLetter(db: OrganiserDb, office: Office, id: string, input: LetterInput): Promise<void> {
  await draftOf(db, office, id)
  const { community } = office
  const { subject, intro } = input
  await db
    .updateTable('app.letter')
    .set({ subject, intro })
    .where('community', '=', community)
    .where('id', '=', id)
    .execute()
  await db.deleteFrom('app.letter_insight').where('community', '=', community).where('letter', '=', id).execute()
  await bring(db, office, id, input)
}

/** Notes which articles a letter brings, latest first; only what everybody may read. */
async function bring(db: OrganiserDb, office: Office, letterId: string, input: LetterInput): Promise<void> {
  const { community } = office
  const offered = await publicInsights(db, community, 200)
  const chosen = offered.filter(({ id }) => input.insights.includes(id))
  if (chosen.length !== new Set(input.insights).size) throw new Invalid({ insights: 'insights.letters.gone' })
  const rows = chosen.map(({ id }, place) => ({ community, letter: letterId, insight: id, place }))
  await db.insertInto('app.letter_insight').values(rows).execute()
}

/** Throws a draft away. Throws Conflict for a letter that was sent. */
export async function deleteLetter(db: OrganiserDb, office: Office, id: string): Promise<void> {
  await draftOf(db, office, id)
  await db.deleteFrom('app.letter').where('community', '=', office.community).where('id', '=', id).execute()
}

/** Sends a letter, once: the worker posts a mail to each who reads along. `site` is where its links lead. */
export async function sendLetter(
  db: OrganiserDb,
  office: Office,
  id: string,
  { site, now }: { site: string; now: Date },
): Promise<void> {
  const draft = await draftOf(db, office, id)
  if (!mayBeSent(draft)) throw new Refused('insights.letters.nothingIn')
  await db
    .updateTable('app.letter')
    .set({ sent_at: now, site })
    .where('community', '=', office.community)
    .where('id', '=', id)
    .execute()
  await handOver(db, letterQueue, { community: office.community, letter: id })
}

async function draftOf(db: OrganiserDb, office: Office, id: string) {
  const found = await letter(db, office.community, id)
  if (found.sentAt) throw new Conflict('insights.letters.alreadySent')
  return found
}

/** Notes that somebody typed an address. Whether it is known is looked up afterwards, so that nothing here tells. */
export async function wishForLetter(
  db: VisitorDb,
  community: string,
  wish: { readonly address: string; readonly locale: string; readonly site: string },
): Promise<void> {
  const id = newId()
  await db
    .insertInto('app.subscriber')
    .values({ community, id, ...wish })
    .execute()
  await handOver(db, wishQueue, { community, subscriber: id })
}

/** The reader of that address said yes. True when there is such a wish; saying it twice is as good as once. */
export async function confirmSubscription(db: VisitorDb, now: Date): Promise<boolean> {
  const row = await db.selectFrom('app.subscriber').select(['id', 'state']).executeTakeFirst()
  if (row?.state === 'asked')
    await db
      .updateTable('app.subscriber')
      .set({ state: 'confirmed', confirmed_at: now })
      .where('id', '=', row.id)
      .execute()
  return row !== undefined
}

/** Forgets the address of whoever holds the token, and which letters went there. The policy picks the one row. */
export async function leaveLetter(db: VisitorDb): Promise<void> {
  await db.deleteFrom('app.subscriber').execute()
}

/** A wish that was taken up: what to tell whom. */
export interface TakenWish {
  readonly subscriber: string
  readonly address: string
  readonly locale: string
  readonly site: string
  readonly known: boolean
}

/**
 * Turns a wish into a question to the reader of the address; an address that was asked before keeps its row and its link. Undefined
 * when it was taken up before.
 */
export async function takeWish(
  db: WorkerDb,
  vault: CommunityHere['vault'],
  community: string,
  id: string,
): Promise<TakenWish | undefined> {
  if (!isId(id)) throw new NotFound()
  const wish = await db
    .selectFrom('app.subscriber')
    .select(['address', 'locale', 'site'])
    .where('community', '=', community)
    .where('id', '=', id)
    .where('state', '=', 'wished')
    .executeTakeFirst()
  if (!wish) return undefined
  const before = await db
    .selectFrom('app.subscriber')
    .select(['id', 'state'])
    .where('community', '=', community)
    .where('address', '=', wish.address)
    .where('state', '<>', 'wished')
    .executeTakeFirst()
  const row = db.updateTable('app.subscriber').where('community', '=', community).where('id', '=', id)
  if (before) await db.deleteFrom('app.subscriber').where('community', '=', community).where('id', '=', id).execute()
  else await row.set({ state: 'asked', token_hash: hashOf(letterToken(vault, id)) }).execute()
  return { subscriber: before?.id ?? id, known: before?.state === 'confirmed', ...wish }
}

/** The token in every mail to one subscriber: made again whenever it is needed, so that only its hash is kept. */
export const letterToken = (vault: CommunityHere['vault'], subscriber: string): string =>
  vault.token(`letter ${subscriber}`)

export interface Copy {
  readonly subscriber: string
  readonly address: string
  readonly locale: string
}

/** Notes the next so many who get this letter, in the transaction that posts their mails: nobody is noted, or mailed, twice. */
export async function nextCopies(
  db: WorkerDb,
  community: string,
  about: { readonly id: string; readonly sentAt: Date },
  most: number,
): Promise<readonly Copy[]> {
  const rows = await db
    .selectFrom('app.subscriber as s')
    .select(['s.id as subscriber', 's.address', 's.locale'])
    .where('s.community', '=', community)
    .where('s.state', '=', 'confirmed')
    .where('s.confirmed_at', '<=', about.sentAt)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('app.letter_copy as c')
            .select('c.letter')
            .whereRef('c.community', '=', 's.community')
            .whereRef('c.subscriber', '=', 's.id')
            .where('c.letter', '=', about.id),
        ),
      ),
    )
    .orderBy('s.id')
    .limit(most)
    .execute()
  const noted = rows.map(({ subscriber }) => ({ community, letter: about.id, subscriber }))
  if (noted.length > 0) await db.insertInto('app.letter_copy').values(noted).execute()
  return rows
}

/** Forgets, everywhere, what nobody confirmed in a month. The policy picks the rows. */
export async function tidyWishes(db: WorkerDb): Promise<void> {
  await db.deleteFrom('app.subscriber').execute()
}
