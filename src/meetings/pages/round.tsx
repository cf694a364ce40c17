import type { Say } from '../../ui/index.ts'
import type { RoomModel } from '../rules.ts'
import { nameOf } from './names.tsx'

/** Parts of a round that have a word of their own; whoever presents to somebody who plays a part rehearses. */
type Part = 'presenter' | 'rehearser' | 'counterpart' | 'observer'

/** Which round of how many it is, and who does what in it by name; nothing where there are none. `names`: it says who presents. */
export function roundWords(
  model: RoomModel,
  say: Say,
  locale: string,
): { readonly words: string; readonly names: boolean } | undefined {
  const { step, you, people } = model.view
  if (step?.round == null) return undefined
  const values = { round: String(step.round), of: String(step.rounds) }
  const cast = you.group === null ? [] : people.filter(({ id, here }) => here && you.group?.includes(id))
  const all = cast.flatMap(({ roles }) => roles)
  if (!all.includes('observer') && !all.includes('counterpart'))
    return { words: say('meetings.cast.round', values), names: false }
  const clauses = cast.map(({ id, roles }) => clause(model, id, partOf(roles, all), say))
  const who = new Intl.ListFormat(locale, { type: 'conjunction' }).format(clauses)
  return { words: say('meetings.cast.roundWith', { ...values, who }), names: true }
}

/** Whoever has no part in this round observes as well. */
function partOf(roles: readonly string[], all: readonly string[]): Part {
  if (roles.includes('presenter')) return all.includes('counterpart') ? 'rehearser' : 'presenter'
  return roles.includes('counterpart') ? 'counterpart' : 'observer'
}

const clause = ({ me, seated }: RoomModel, id: string, part: Part, say: Say): string =>
  id === me ? say(`meetings.cast.${part}.you`) : say(`meetings.cast.${part}.name`, { name: nameOf(seated, id) })
