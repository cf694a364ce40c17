import { useReader } from '../../ui/index.ts'
import type { Standing } from '../rules.ts'

/** How one stands in a season, in a sentence. */
export function StandingSentence({ standing: { as, before } }: { standing: Standing }) {
  const { say } = useReader()
  return <p>{say(`applying.standing.${as}`, { before })}</p>
}
