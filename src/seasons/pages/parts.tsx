import type { ComponentChildren } from 'preact'
import { Chip, Facts, useReader } from '../../ui/index.ts'
import type { Question, Season } from '../rules.ts'

/** Where a season stands, in a word. */
export function StateChip({ state, open }: { state: Season['state']; open: boolean }) {
  const { say } = useReader()
  if (state === 'draft') return <Chip>{say('seasons.state.draft')}</Chip>
  if (state === 'open' && open) return <Chip tone="accent">{say('seasons.state.open')}</Chip>
  return <Chip tone="now">{say(state === 'open' ? 'seasons.state.over' : 'seasons.state.closed')}</Chip>
}

/** Who sees the answer to a question, in words. */
export function useSeenBy(): (seen: Question['seen']) => string {
  const { say } = useReader()
  return (seen) => say(`seasons.seen.${seen}`)
}

/** Dates, rhythm, sizes and places, and who comes first where they are short. What nobody has said yet is left out. */
export function SeasonFacts({ season }: { season: Season }) {
  const { say, moment } = useReader()
  const { applyUntil, starts, ends, rhythm, minutes, places, minSize, maxSize } = season
  const facts: (readonly [string, ComponentChildren])[] = [
    ...(applyUntil ? [[say('seasons.fact.applyUntil'), moment(applyUntil, 'date')] as const] : []),
    ...(starts ? [[say('seasons.fact.starts'), moment(starts, 'date')] as const] : []),
    ...(ends ? [[say('seasons.fact.ends'), moment(ends, 'date')] as const] : []),
    [say('seasons.fact.rhythm'), say('seasons.rhythmOf', { rhythm, minutes })],
    [say('seasons.fact.size'), say('seasons.sizeOf', { min: minSize, max: maxSize })],
    [say('seasons.fact.places'), say('seasons.placesOf', { places: places ?? 0 })],
  ]
  return (
    <>
      <Facts facts={facts} />
      <p class="quiet">{say('seasons.places.short')}</p>
    </>
  )
}
