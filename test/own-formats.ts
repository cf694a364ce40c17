import type { Protocol } from '../src/meetings/protocol/protocol.ts'
import { part, protocolOf, step } from './meeting-run.ts'

const role = (id: string) => ({ id, title: { en: id }, card: { en: `${id} card` } })

/** A circle's own format, with every kind of step that the circle meetings do not have. */
export const everyKind = (): Protocol =>
  protocolOf(
    [
      part('work', [
        step('sure', { how: 'rate', seen: 'nobody', measure: { ask: { en: 'How sure are you?' }, from: 0, to: 100 } }),
        step('ideas', { how: 'writing', seen: 'together', parks: true, asks: asks() }),
        step('heap', { reads: ['ideas'], gathers: true }),
        step('votes', { how: 'vote', seen: 'together', reads: ['ideas'], ballot: { of: 'words', picks: 1 } }),
        step('result', { reads: ['votes', 'ideas'], keeps: 'circle' }),
        step('figures', {
          ...{ how: 'rate', seen: 'together' },
          measure: { ask: { en: 'And now?' }, from: 0, to: 100, again: 'sure' },
        }),
        step('compare', { reads: ['figures'], page: { en: 'What really happened: they stayed.' } }),
        step('choose', { material: 'challenges' }),
        step('ask', { who: 'others', how: 'questions', rules: ['questions-only'] }),
      ]),
      part('play', [step('scene')], {
        ...{ rounds: 1, rotate: ['presenter', 'counterpart'] },
        scenes: [
          {
            id: 'late',
            title: { en: 'Late again' },
            situation: { en: 'The report is late.' },
            briefs: { presenter: { en: 'brief for one pair of eyes' }, counterpart: { en: 'brief for the other' } },
          },
        ],
      }),
    ],
    { id: 'every-kind', title: { en: 'Every kind' }, roles: [role('counterpart')] },
  )

const asks = () => [
  { id: 'what', ask: { en: 'What?' } },
  { id: 'when', ask: { en: 'By when?' }, kind: 'date' as const },
]
