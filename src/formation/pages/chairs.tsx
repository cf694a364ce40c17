import { useReader } from '../../ui/index.ts'
import { type Chair, type Leaving, type Policy, percent } from '../rules.ts'
import { useLeft, useList, useRule } from './words.tsx'

interface ChairsData {
  /** Where they sit first, then the others, best first. */
  readonly chairs: readonly Chair[]
  readonly seated: boolean
  /** What becomes of the circle in which they sit when they go. */
  readonly leaving: Leaving | undefined
  readonly policy: Policy
}

/** Every circle as a place for one person, for the tray over which they are carried: no page of its own. */
export function Chairs({ chairs, seated, leaving, policy }: ChairsData) {
  const { say } = useReader()
  const told = useChair()
  const left = useLeft()
  const [best] = (seated ? chairs.slice(1) : chairs).filter(({ rules }) => rules.length === 0)
  return (
    <main>
      <p>
        {best
          ? say('formation.chair.best', { circle: best.circle, fit: percent(best.fit) })
          : say('formation.person.noNext')}{' '}
        {left(leaving, policy)}
      </p>
      <ul>
        {chairs.map((chair, n) => (
          <li
            key={chair.circle}
            data-chair={chair.circle}
            data-closed={chair.rules.length > 0 || undefined}
            data-fit={say('formation.chair.fit', { fit: percent(chair.fit) })}
          >
            {seated && n === 0 ? say('formation.chair.here', { fit: percent(chair.fit) }) : told(chair)}
          </li>
        ))}
      </ul>
    </main>
  )
}

/** How somebody would fit in a circle, and what would break there. */
export function useChair(): (chair: Chair) => string {
  const { say } = useReader()
  const rule = useRule()
  const join = useList()
  return ({ fit, rules }) =>
    say('formation.chair', { fit: percent(fit), broken: rules.length, rules: join(rules.map(rule)) })
}
