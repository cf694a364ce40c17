import type { CastName } from '../cast.ts'

/** What some can give: shown to their circles, or still kept to themselves. All of it is invented. */
export const offers: readonly {
  readonly who: CastName
  readonly shown: readonly string[]
  readonly kept: readonly string[]
}[] = [
  {
    who: 'amara',
    shown: ['Ask me about handing a client over to somebody younger.'],
    kept: ['A mistake that I can spare you: I rewrote everybody’s reports for a year.'],
  },
  {
    who: 'tomasz',
    shown: ['I give an hour for this: practising a difficult talk.', 'I know my way around budgets that never fit.'],
    kept: [],
  },
  {
    who: 'priya',
    shown: ['I have been through this, and can listen: leading former colleagues.'],
    kept: ['This comes easily to me, and I gladly show how: calming a room.'],
  },
  { who: 'lucia', shown: ['Puedo escuchar: yo también pasé un año entero sin delegar nada.'], kept: [] },
  {
    who: 'oliver',
    shown: [],
    kept: ['I have just done this for the first time and remember how it was: hiring somebody.'],
  },
]
