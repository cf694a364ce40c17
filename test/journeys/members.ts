import type { RoomModel } from '../../src/meetings/rules.ts'
import { newId } from '../../src/platform/ids.ts'
import type { Browser } from '../browserless.ts'
import { look, press } from '../rooms.ts'

const said = [
  'Say less in the first ten minutes, and ask one question instead',
  'Let the team answer before my boss does, and agree on that with her beforehand',
  'I went silent once, and it was the best review that we ever had',
  'Ask what she is afraid of',
  'Write the three points down before the meeting, and share them',
]
const asked = ['What have you tried so far?', 'Who else is in the room?', 'When did it go well?']

/** Does what the step asks of somebody: writes, votes, gives a figure, takes something on. Says nothing of being done, so that no step ends by it. */
export async function takesPart(who: Browser, room: string, at: number): Promise<void> {
  const model = await look(who, room)
  const { step, may } = model.view
  const send = (kind: string, values: Parameters<typeof press>[3]) =>
    press(who, room, kind, { entry: newId(), ...values })
  if (!step) return
  if (may.includes('vote')) await send('vote', { 'picks[]': picks(model, at) })
  else if (may.includes('rate')) await send('rate', rating(model, at))
  else if (step.material === 'commitments') {
    if (!model.taken.some(({ mine }) => mine))
      await send('commit', { what: 'let the team speak first', cue: 'the review starts' })
  } else if (may.includes('write')) await send('write', { ...words(model, at), sure: 'yes' })
  if (may.includes('park') && at === 1) await send('park', { words: 'Who pays for the new room?' })
}

/** Says that one is done, where the step waits for that of several. */
export async function saysDone(who: Browser, room: string): Promise<void> {
  const { step, may, done } = (await look(who, room)).view
  if (step?.ends === 'done' && may.includes('done') && done.of > 4) await press(who, room, 'done')
}

const picks = ({ view, counting }: RoomModel, at: number): readonly string[] =>
  counting.choices.map(({ id }) => id).slice(at % 2, (at % 2) + (view.step?.ballot?.picks ?? 1))

function rating({ view: { step } }: RoomModel, at: number): Record<string, string> {
  if (!step?.measure) return { heard: '9', topic: '8', method: '7', worth: '9', better: 'A little more time' }
  return { figure: String(Math.min(step.measure.to, step.measure.from + 40 + 7 * at)) }
}

function words({ view: { step, you } }: RoomModel, at: number): Record<string, string | readonly string[]> {
  if (step && step.asks.length > 0)
    return {
      'answers[]': step.asks.map(({ kind }) => (kind === 'date' ? '2026-12-15' : (said[at % said.length] ?? ''))),
    }
  const questions = step?.how === 'questions' && !you.roles.includes('presenter')
  return { words: (questions ? asked[at % asked.length] : said[at % said.length]) ?? '' }
}
