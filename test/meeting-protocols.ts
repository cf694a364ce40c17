import type { Part, Protocol } from '../src/meetings/protocol/protocol.ts'
import { protocolNamed, protocolNames } from '../src/meetings/protocols/index.ts'
import { part, protocolOf, step } from './meeting-run.ts'

const card = (id: string) => ({ id, title: { en: id }, card: { en: id } })

const measure = { ask: { en: 'How sure?' }, from: 0, to: 100 }

const scene = (id: string) => ({
  id,
  title: { en: id },
  situation: { en: `All know ${id}` },
  briefs: {
    presenter: { en: `<brief ${id} presenter>` },
    counterpart: { en: `<brief ${id} counterpart>` },
    observer: { en: `<brief ${id} observer>` },
  },
})

/** Writing, laying together, figures, votes, and a choice. */
const opening = (): Part =>
  part('open', [
    step('confidence', { how: 'rate', seen: 'nobody', ends: 'done', measure }),
    step('ideas', {
      ...{ how: 'writing', seen: 'together', ends: 'done', keeps: 'circle', parks: true },
      apart: { hours: 24, remind: [12, 3], done: 'wrote', absent: ['before', 'after'] },
    }),
    step('heaps', { reads: ['ideas'], gathers: true, parks: true }),
    step('votes', { how: 'vote', seen: 'together', ends: 'timer', keeps: 'circle', reads: ['ideas'] }),
    step('figures', { how: 'rate', seen: 'together', measure: { ...measure, again: 'confidence' } }),
    step('ranks', { how: 'vote', seen: 'together', ballot: { of: 'people', picks: 2, ranked: true } }),
    step('choose', { material: 'challenges' }),
  ])

/** Every way of taking part that the protocols of the library need and the circle meeting does not have. */
const everything = (): Protocol =>
  protocolOf(
    [
      opening(),
      part(
        'lab',
        [step('scene', { ends: 'timer' }), step('impact', { who: 'observer', how: 'writing', seen: 'together' })],
        {
          groups: { size: 3 },
          rounds: 'everyone',
          rotate: ['presenter', 'counterpart', 'observer'],
          scenes: [scene('late'), scene('raise')],
        },
      ),
      part('slots', [step('ask', { who: 'presenter' }), step('help', { who: 'others', how: 'turns' })], { rounds: 3 }),
      part('advice', [
        step('cards', {
          ...{ who: 'others', how: 'writing', seen: 'presenter', keeps: 'presenter' },
          apart: { hours: 48, remind: [24, 6], done: 'wrote' },
        }),
        step('analysis', { who: 'others', how: 'turned-away', optional: true }),
        step('still', { how: 'stillness', ends: 'timer' }),
        step('perspective', { how: 'turns', order: 'random', ends: 'done' }),
      ]),
      part('pairs', [step('sketch', { how: 'writing', seen: 'together' })], {
        groups: { size: 2, without: 'presenter' },
      }),
      part('close', [
        step('plan', { how: 'writing', keeps: 'commitments' }),
        step('word', { how: 'turns', apart: { hours: 12, remind: [6], done: 'wrote', absent: ['before'] } }),
      ]),
    ],
    { minutes: 120, roles: [card('counterpart'), card('observer')] },
  )

const PLAYED = 10

/** The protocols that random runs are made of: all that are shipped for as many as come and go in them, and one of everything. */
export const PROTOCOLS: readonly Protocol[] = [...protocolNames.map(protocolNamed), everything()].filter(
  ({ people }) => people.max >= PLAYED,
)
