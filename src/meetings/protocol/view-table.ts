import { inLanguage, type Protocol, type Step } from './protocol.ts'
import type { Laid } from './room.ts'
import { onTable } from './see.ts'
import { companions, type Item, type PersonId, type Place, placeOf, presents, type RunState, rotates } from './state.ts'

/** Ways of taking part in which everybody is alone with what they give. */
const SILENT: readonly string[] = ['writing', 'rate', 'vote']

/** What lies on the table for somebody, by the step in which it was said: what is on first, then the latest first. */
export const laidOut = (
  protocol: Protocol,
  state: RunState,
  place: Place,
  person: PersonId,
  language: string,
): readonly Laid[] => {
  const entries = onTable(protocol, state, place, person)
  const stepOf = new Map(state.entries.map(({ id, step }) => [id, step]))
  const items = state.items.filter(({ key }) => entries.some((id) => stepOf.get(id) === key))
  const latest = items.findLast(({ key }) => key !== place.item.key)
  return items
    .map((item): Laid => {
      const from = placeOf(protocol, item)
      return {
        from: item.key,
        title: from ? inLanguage(from.step.collects ?? from.step.title, language) : '',
        whose: from && whoseTurn(state, from, person),
        now: item.key === place.item.key,
        open: isOpen(state, place, item, latest),
        entries: entries.filter((id) => stepOf.get(id) === item.key),
      }
    })
    .toReversed()
    .toSorted((a, b) => Number(b.now) - Number(a.now))
}

/** Whether words of another step lie open beside this one. While all write in silence they do not: what lies there could be taken for what is written now. */
const isOpen = (state: RunState, { item, part, step }: Place, of: Item, latest: Item | undefined): boolean => {
  if (of.key === item.key || step.gathers) return true
  if (isSilent(step)) return false
  if (part.rounds !== undefined && of.part === part.id) return of.round === item.round
  const again = state.items.filter((one) => one.step === of.step && one.copy === of.copy && one.part === of.part)
  return of.step === latest?.step && again.length === 1
}

/** Whether all are alone with what they give, and see it together. */
const isSilent = ({ how, seen }: Step): boolean => SILENT.includes(how) && seen !== 'at-once'

/** Whose turn a step was, where it comes once for each of those who work together. */
const whoseTurn = (state: RunState, { item, part }: Place, person: PersonId): PersonId | null => {
  if (!rotates(part)) return null
  return companions(state, part, person).find((one) => presents(item, one)) ?? null
}
