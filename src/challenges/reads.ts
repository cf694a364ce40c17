import { sql } from 'kysely'
import type { Seat } from '../circles/rules.ts'
import type { Self } from '../people/rules.ts'
import type { CircleDb, MemberDb } from '../platform/db/handles.ts'
import { NotFound } from '../platform/errors.ts'
import type { CommunityHere } from '../platform/http/asked.ts'
import { isId } from '../platform/ids.ts'
import type { RowBox } from '../platform/vault/index.ts'
import { dayIn } from '../scheduling/rules.ts'
import {
  type Brief,
  isKept,
  kinds,
  type Note,
  type Possible,
  type Privacy,
  privacies,
  ranked,
  type Words,
} from './rules.ts'

type Here = Pick<CommunityHere, 'vault'>

/** Somebody's possible challenges, the weightiest first. */
export async function possibleChallenges(db: MemberDb, here: Here, self: Self, today: string): Promise<Possible[]> {
  const rows = await db
    .selectFrom('app.possible_challenge')
    .select(['id', 'question', 'what', 'tried', 'wanted', 'kind', 'importance', 'urgency', 'surfaced'])
    .select(['surfaced_on as surfacedOn', 'until'])
    .where('person', '=', self.person)
    .execute()
  const all = rows.map(({ kind, ...row }) => ({
    ...opened(here.vault.box.row('possible_challenge', row.id), row),
    kind: kinds.find((known) => known === kind) ?? 'unclear',
  }))
  return ranked(all.filter((each) => isKept(each, today)))
}

/** Gone already, as after a second press, or never this person's: the two look alike, and the way back is there for both. */
export const goneFrom = (to: string, label: string): NotFound =>
  new NotFound({ because: 'failure.gone.text', to, label })

/** One of somebody's possible challenges. Throws NotFound for anybody else's. */
export async function challengeWith(
  db: MemberDb,
  here: Here,
  self: Self,
  id: string,
  today: string,
): Promise<Possible> {
  const found = (await possibleChallenges(db, here, self, today)).find((each) => each.id === id)
  if (!found) throw goneFrom('/me/challenges', 'challenges.list.title')
  return found
}

/** The notes of a challenge, or the private ones; the latest first. */
export async function notesOf(
  db: MemberDb,
  here: Here,
  self: Self,
  challenge: string | null,
  today: string,
): Promise<Note[]> {
  const notes = db
    .selectFrom('app.own_note')
    .select(['id', 'words', 'lesson', 'privacy', 'until', 'made_at as madeAt'])
    .where('person', '=', self.person)
  const rows = await (challenge === null
    ? notes.where('challenge', 'is', null)
    : notes.where('challenge', '=', challenge)
  )
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows
    .filter((row) => isKept(row, today))
    .map(({ words, lesson, privacy, ...row }) => {
      const { open } = here.vault.box.row('own_note', row.id)
      return { ...row, privacy: privacyIn(privacy), words: open('words', words), lesson: open('lesson', lesson) }
    })
}

/** What may leave the circle of a challenge's notes: of one that stays here nothing is even read, of a lesson the lesson alone. */
export async function mayLeave(
  db: MemberDb,
  here: Here,
  self: Self,
  challenge: string,
  today: string,
): Promise<{ readonly words: string; readonly lesson: string }[]> {
  const { rows } = await sql<{ id: string; words: Buffer | null; lesson: Buffer | null }>`
    select id, case when privacy = 'shareable' then words end as words, lesson from app.own_note
    where person = ${self.person} and challenge = ${challenge} and privacy in ('lesson', 'shareable')
      and (until is null or until >= ${today}) order by made_at, id`.execute(db)
  return rows.map(({ id, words, lesson }) => {
    const { open } = here.vault.box.row('own_note', id)
    return { words: open('words', words), lesson: open('lesson', lesson) }
  })
}

/** The briefs that are shown in a circle, the latest first. Their last day is over when it is over where their author lives, whoever reads. */
export async function briefsIn(db: CircleDb, seat: Seat, now: Date): Promise<Brief[]> {
  const rows = await db
    .selectFrom('app.brief as b')
    .innerJoin('app.person as p', (join) =>
      join.onRef('p.community', '=', 'b.community').onRef('p.id', '=', 'b.person'),
    )
    .select(['b.id', 'b.epoch', 'b.person', 'b.challenge', 'b.question', 'b.what', 'b.tried', 'b.wanted', 'b.privacy'])
    .select(['b.until', 'b.made_at as madeAt', 'p.zone'])
    .where('b.circle', '=', seat.circle)
    .orderBy('b.made_at', 'desc')
    .orderBy('b.id')
    .execute()
  return rows
    .filter((row) => isKept(row, dayIn(row.zone, now)))
    .map(({ epoch, privacy, zone: _, ...row }) => ({
      ...opened(seat.box.row('brief', row.id, epoch), row),
      privacy: privacyIn(privacy),
    }))
}

/** A brief of this circle. Throws NotFound. */
export async function briefWith(db: CircleDb, seat: Seat, id: string): Promise<Pick<Brief, 'id' | 'person'>> {
  const found = isId(id)
    ? await db
        .selectFrom('app.brief')
        .select(['id', 'person'])
        .where('circle', '=', seat.circle)
        .where('id', '=', id)
        .executeTakeFirst()
    : undefined
  if (!found) throw noBriefOf(seat)
  return found
}

/** What whoever looks for a brief that is not there is told, with the way to those that are. */
export const noBriefOf = ({ circle }: Seat): NotFound =>
  goneFrom(`/circles/${circle}/challenges`, 'challenges.circle.title')

/** A row with its words in clear. */
function opened<Row extends Readonly<Record<keyof Words, Buffer | null>>>({ open }: RowBox, row: Row) {
  const { question, what, tried, wanted, ...rest } = row
  const words = { question: open('question', question), what: open('what', what) }
  return { ...rest, ...words, tried: open('tried', tried), wanted: open('wanted', wanted) }
}

const privacyIn = (text: string): Privacy => privacies.find((known) => known === text) ?? 'here'
