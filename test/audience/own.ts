import { newId } from '../../src/platform/ids.ts'
import type { Browser } from '../browserless.ts'
import { inSeat } from '../circles.ts'
import type { TestHouse } from '../house.ts'
import type { Populated, Words } from '../populated.ts'
import { letIn, type PersonaName } from './personas.ts'

const possible = { question: 'How do I rest?', kind: 'heavy', importance: '3', urgency: '3' }
const note = (words: string) => ({ id: newId(), words, until: '' })

/** What members keep for themselves alone: a challenge with a note, a private note, a decision. */
export async function keptAlone(name: PersonaName, who: Browser): Promise<Record<string, string>> {
  if (!letIn['community member'].includes(name)) return {}
  const challenge = newId()
  await who.submit('/me/challenges', { ...possible, id: challenge })
  const [ofIt, alone, decision] = [note('of it'), note('alone'), newId()]
  await who.submit(`/me/challenges/${challenge}/notes`, ofIt)
  await who.submit('/me/notes', alone)
  await who.submit('/me/journal/new', {
    ...{ id: decision, decision: 'I rest', before: '50', after: '', review: '2030-01-01' },
  })
  return { challenge, note: ofIt.id, private: alone.id, decision }
}

/** Their doors. */
export const keptDoors: Readonly<Record<string, string>> = {
  '/me/challenges/:challenge': 'challenge',
  '/me/challenges/:challenge/surfacing': 'challenge',
  '/me/challenges/:challenge/removal': 'challenge',
  '/me/challenges/:challenge/file': 'challenge',
  '/me/challenges/:challenge/notes': 'challenge',
  '/me/challenges/:challenge/notes/:note': 'note',
  '/me/challenges/:challenge/notes/:note/removal': 'note',
  '/me/notes/:private': 'private',
  '/me/notes/:private/removal': 'private',
  '/me/journal/:decision': 'decision',
  '/me/journal/:decision/looking-back': 'decision',
  '/me/journal/:decision/removal': 'decision',
}

/** What Cleo shows her circle, and what was noted for her in a meeting that has ended. */
export async function arrangeChallenges(
  house: TestHouse,
  { circle, cleo, mia, ended }: Pick<Populated, 'circle' | 'cleo' | 'mia' | 'ended'>,
  words: Words,
): Promise<Record<string, string>> {
  const { rows } = await house.owner.query('select id from app.brief where circle = $1', [circle])
  const id = newId()
  const meeting = ended.split('/').at(-2) ?? ''
  await inSeat(house, mia, circle, async ({ db, seat: { community, person, box } }) => {
    const run = await db.selectFrom('app.run').select('id').where('meeting', '=', meeting).executeTakeFirstOrThrow()
    const body = box.seal('run_entry.body', id, words('noted'))
    const whose = { author: person, owner: cleo.person, kind: 'note', shown: false }
    await db
      .insertInto('app.run_entry')
      .values({ community, id, circle, epoch: box.epoch, run: run.id, body, ...whose })
      .execute()
  })
  return { '/challenges/:brief': rows[0].id, '/challenges/notes/:note': id }
}
