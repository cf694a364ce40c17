import { challengeWith } from '../challenges/reads.ts'
import { changeChallenge, keepChallenge, keepNote, showBrief, surface } from '../challenges/writes.ts'
import type { Seat } from '../circles/rules.ts'
import { inviteGuest } from '../guests/writes.ts'
import { morningOf } from '../journal/rules.ts'
import { keepDecision, lookBack } from '../journal/writes.ts'
import { chooseFormat } from '../meetings/writes/formats.ts'
import type { CircleDb } from '../platform/db/handles.ts'
import { newId } from '../platform/ids.ts'
import { rulesOf } from '../scheduling/reads.ts'
import { meetingOn } from '../scheduling/rules.ts'
import { asSelf, dayOf, inSeat, minutesAfter, type Stage, timeOf } from './stage.ts'
import { amara as texts } from './texts/amara.ts'

const zone = 'Africa/Lagos'

/** What Amara has for herself: what she might bring, of which her circle reads the first, a note, and decisions to look back on. */
export async function playOwn(stage: Stage, circle: string): Promise<void> {
  const [first] = await bringsAlong(stage)
  await showsIt(stage, circle, first ?? '')
  for (const decision of texts.decisions) await decides(stage, decision)
  const at = timeOf(stage, -4, '21:10')
  const note = { id: newId(), words: texts.note, challenge: null, until: null }
  await asSelf(stage, 'amara', at, ({ db, here, self }) => keepNote(db, here, self, note, whenAt(stage, -4, at)))
}

const whenAt = (stage: Stage, day: number, now: Date) => ({ now, today: dayOf(stage, day) })

async function bringsAlong(stage: Stage): Promise<readonly string[]> {
  const ids: string[] = []
  for (const [index, { surfaced, ...words }] of texts.challenges.entries()) {
    const day = -12 + index
    const at = timeOf(stage, day, '20:25')
    const id = newId()
    ids.push(id)
    await asSelf(stage, 'amara', at, async ({ db, here, self }) => {
      const { question, kind, importance, urgency } = words
      await keepChallenge(db, here, self, { id, question, kind, importance, urgency }, whenAt(stage, day, at))
      await changeChallenge(db, here, self, id, { ...words, until: null }, whenAt(stage, day, at))
      for (let again = 1; again < surfaced; again++)
        await surface(db, here, self, id, whenAt(stage, day + again * 3, at))
    })
  }
  return ids
}

/** She shows her circle what she would like to bring next. */
async function showsIt(stage: Stage, circle: string, challenge: string): Promise<void> {
  const at = timeOf(stage, -2, '08:40')
  const when = whenAt(stage, -2, at)
  const brief = await asSelf(stage, 'amara', at, ({ db, here, self }) =>
    challengeWith(db, here, self, challenge, when.today),
  )
  const shown = { id: newId(), privacy: 'here', until: null } as const
  await inSeat(stage, 'amara', circle, at, ({ db, seat }) => showBrief(db, seat, brief, shown, when))
}

async function decides(stage: Stage, said: (typeof texts)['decisions'][number]): Promise<void> {
  const { day, review: back, happened, learned, ...words } = said
  const now = timeOf(stage, day, '22:05')
  const id = newId()
  const review = dayOf(stage, back)
  await asSelf(stage, 'amara', now, ({ db, here, self }) =>
    keepDecision(
      db,
      here,
      self,
      { ...words, id, review },
      { ...whenAt(stage, day, now), morning: morningOf(review, zone) },
    ),
  )
  if (happened === '') return
  const looked = timeOf(stage, back, '09:20')
  await asSelf(stage, 'amara', looked, ({ db, here, self }) =>
    lookBack(db, here, self, { id, happened, learned }, looked),
  )
}

/** Somebody from outside is asked to the meeting after next; the one after that is about something from the library. */
export async function asksRuth(stage: Stage, circle: string): Promise<void> {
  const at = timeOf(stage, -1, '12:15')
  await inSeat(stage, 'hannah', circle, at, async ({ db, here, seat }) => {
    const next = await meetingIn(db, seat, dayOf(stage, 8))
    const asked = {
      id: newId(),
      meeting: next,
      name: texts.guest,
      address: '',
      part: 'speaks',
      format: 'knowledge-session',
    } as const
    await inviteGuest(db, seat, here, asked, at)
  })
  const later = minutesAfter(at, 47)
  await inSeat(stage, 'samuel', circle, later, async ({ db, seat }) =>
    chooseFormat(db, seat, await meetingIn(db, seat, dayOf(stage, 15)), 'topic-meeting:feedback'),
  )
}

async function meetingIn(db: CircleDb, { circle }: Seat, day: string): Promise<string> {
  const found = meetingOn(await rulesOf(db, circle), day)
  if (!found) throw new Error(`no meeting of the demo on ${day}`)
  return found.id
}
