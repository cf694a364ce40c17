import { roles } from '../../turns/rules/ledger.ts'
import type { Told } from '../../turns/rules.ts'
import { type Protocol, presentersIn, type RunState } from '../protocol/engine.ts'

/** Who was at a meeting and did what, once it has ended; undefined where it never began. Where each presents in turn, it is nobody's. */
export function toldBy(protocol: Protocol, state: RunState): Told | undefined {
  const there = thereIn(state)
  if (state.startedAt === null || there.length < 2) return undefined
  const holders: Readonly<Record<string, readonly (string | undefined)[]>> = {
    ...Object.fromEntries(Object.entries(state.roles).map(([role, person]) => [role, [person]])),
    facilitator: [state.facilitator],
    presenter: presentersIn(protocol, state),
  }
  const done = roles.flatMap((role) =>
    (holders[role] ?? []).flatMap((person) => (person && there.includes(person) ? [{ role, person }] : [])),
  )
  return { there, done }
}

/** Who took part: who came; in a meeting held apart, who led it or wrote something. */
function thereIn({ apart, people, entries, facilitator }: RunState): readonly string[] {
  const came = people.filter((person) => !person.apart).map(({ id }) => id)
  return apart ? came.filter((id) => id === facilitator || entries.some(({ by }) => by === id)) : came
}
