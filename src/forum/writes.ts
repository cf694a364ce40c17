import type { z } from 'zod'
import type { Office } from '../communities/rules.ts'
import type { Self } from '../people/rules.ts'
import type { MemberDb, OrganiserDb } from '../platform/db/handles.ts'
import { NotFound, Refused, TooMany } from '../platform/errors.ts'
import { isId, newId } from '../platform/ids.ts'
import { ownAnswer, topic, writtenLately } from './reads.ts'
import {
  type answerForm,
  mayEdit,
  mayTakeBack,
  mostAnHour,
  type reportForm,
  type settleForm,
  type topicForm,
} from './rules.ts'

/** Opens a topic; returns its id. */
export async function openTopic(
  db: MemberDb,
  self: Self,
  input: z.output<typeof topicForm>,
  now: Date,
): Promise<string> {
  await pauseIfMany(db, self, now)
  const id = newId()
  await db
    .insertInto('app.topic')
    .values({ community: self.community, id, author: self.person, ...input })
    .execute()
  return id
}

/** Answers a topic that this person can read. */
export async function answer(
  db: MemberDb,
  self: Self,
  to: string,
  { body }: z.output<typeof answerForm>,
  now: Date,
): Promise<string> {
  await topic(db, self, to)
  await pauseIfMany(db, self, now)
  const id = newId()
  await db
    .insertInto('app.answer')
    .values({ community: self.community, id, topic: to, author: self.person, body })
    .execute()
  return id
}

async function pauseIfMany(db: MemberDb, self: Self, now: Date): Promise<void> {
  if ((await writtenLately(db, self, now)) >= mostAnHour) throw new TooMany(1800)
}

export async function editTopic(
  db: MemberDb,
  self: Self,
  id: string,
  input: z.output<typeof topicForm>,
  now: Date,
): Promise<void> {
  const { post } = await topic(db, self, id)
  if (!mayEdit(post)) throw new NotFound()
  await db
    .updateTable('app.topic')
    .set({ ...input, edited_at: now })
    .where('id', '=', id)
    .execute()
}

/** Changes an own answer; returns its topic. */
export async function editAnswer(
  db: MemberDb,
  self: Self,
  id: string,
  { body }: z.output<typeof answerForm>,
  now: Date,
): Promise<string> {
  const own = await ownAnswer(db, self, id)
  await db.updateTable('app.answer').set({ body, edited_at: now }).where('id', '=', id).execute()
  return own.topic
}

export async function takeBackTopic(db: MemberDb, self: Self, id: string): Promise<void> {
  const found = await topic(db, self, id)
  if (!found.post.mine) throw new NotFound()
  if (!mayTakeBack(found.post, found.answers.length)) throw new Refused('forum.answered')
  await db.deleteFrom('app.topic').where('id', '=', id).execute()
}

/** Deletes an own answer; returns its topic. */
export async function takeBackAnswer(db: MemberDb, self: Self, id: string): Promise<string> {
  const own = await ownAnswer(db, self, id)
  await db.deleteFrom('app.answer').where('id', '=', id).execute()
  return own.topic
}

/** Tells the organisers that something is not right with a topic, or with one of its answers. */
export async function report(
  db: MemberDb,
  self: Self,
  about: string,
  { because, answer }: z.output<typeof reportForm>,
): Promise<void> {
  const found = await topic(db, self, about)
  if (answer && !found.answers.some((each) => each.id === answer)) throw new NotFound()
  await db
    .insertInto('app.report')
    .values({
      community: self.community,
      id: newId(),
      topic: about,
      answer: answer ?? null,
      person: self.person,
      because,
    })
    .execute()
}

/** Folds somebody's words away for this person alone. Twice is as good as once. */
export async function block(db: MemberDb, self: Self, who: string): Promise<void> {
  if (!isId(who) || who === self.person) throw new NotFound()
  const { community, person } = self
  const there = await db
    .selectFrom('app.person')
    .select('id')
    .where('community', '=', community)
    .where('id', '=', who)
    .executeTakeFirst()
  if (!there) throw new NotFound()
  await db
    .insertInto('app.block')
    .values({ community, person, blocked: who })
    .onConflict((row) => row.doNothing())
    .execute()
}

export async function unblock(db: MemberDb, self: Self, who: string): Promise<void> {
  if (!isId(who)) throw new NotFound()
  await db.deleteFrom('app.block').where('person', '=', self.person).where('blocked', '=', who).execute()
}

/** Hides the words that were reported, with a reason that their author reads; or leaves them as they are. */
export async function settle(
  db: OrganiserDb,
  office: Office,
  id: string,
  decision: z.output<typeof settleForm>,
): Promise<void> {
  if (!isId(id)) throw new NotFound()
  const found = await db
    .selectFrom('app.report')
    .select(['topic', 'answer'])
    .where('community', '=', office.community)
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .executeTakeFirst()
  if (!found) throw new NotFound()
  if (decision.outcome === 'hidden') {
    const hidden = { hidden_because: decision.because }
    if (found.answer) await db.updateTable('app.answer').set(hidden).where('id', '=', found.answer).execute()
    else await db.updateTable('app.topic').set(hidden).where('id', '=', found.topic).execute()
  }
  await db.updateTable('app.report').set({ outcome: decision.outcome }).where('id', '=', id).execute()
}
