import { Progress, useReader } from '../../ui/index.ts'
import { percent } from '../rules.ts'

interface LookingData {
  /** How much of it is done, of one. */
  readonly share: number
  /** Seconds until the page looks again; undefined for a page that waits no longer. */
  readonly again: number | undefined
}

/** How far something is that a page waits for; the island puts the next one in its place. */
export function Looking({ share, again }: LookingData) {
  const { say } = useReader()
  return (
    <div id="looking" data-in={again}>
      <Progress
        value={Math.round(share * 100)}
        max={100}
        label={say('formation.searching.progress')}
        text={say('formation.searching.share', { share: percent(share) })}
      />
      <p class="quiet">{say(again === undefined ? 'formation.searching.long' : 'formation.searching.refresh')}</p>
    </div>
  )
}
