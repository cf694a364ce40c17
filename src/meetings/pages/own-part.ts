import type { RoomModel } from '../rules.ts'
import { isDone } from './done.tsx'
import { isChoosing } from './presenter.tsx'

/** What the step asks me to do further below on the page; nothing once I have done it. */
export function ownPart(model: RoomModel): 'choose' | 'vote' | 'answer' | 'gather' | 'write' | undefined {
  const { view, last, me } = model
  const { may, step, needs, facilitator } = view
  if (isDone(model)) return undefined
  if (needs === 'presenter') return isChoosing(model) ? 'choose' : undefined
  if (may.includes('vote')) return 'vote'
  if (may.includes('rate')) return 'answer'
  if (step?.material === 'last-commitments') return last.some(isOpen) ? 'answer' : undefined
  if (step?.material === 'commitments') return may.includes('commit') && isAsked(model) ? 'write' : undefined
  if (may.includes('gather') && facilitator.id === me) return 'gather'
  return may.includes('write') ? 'write' : undefined
}

const isOpen = ({ mine, older, standing }: RoomModel['last'][number]): boolean => mine && !older && standing === 'open'

/** It is mine to take something on, and either I have not, or I have still to say that I am done. */
function isAsked({ view: { step, may }, presenter, me, taken }: RoomModel): boolean {
  if (step?.who === 'presenter' && presenter !== me) return false
  return !taken.some(({ mine }) => mine) || (step?.ends === 'done' && may.includes('done'))
}
