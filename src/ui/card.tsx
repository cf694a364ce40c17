import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

interface CardProps {
  children: ComponentChildren
  title?: ComponentChildren
  level?: 2 | 3 | 4
  /**
   * `now`: what comes next for this circle. `ask`: what is asked of the person. `bare`: no box, a line above.
   * `wrong`: about to end or delete something.
   */
  tone?: 'plain' | 'now' | 'ask' | 'bare' | 'wrong'
  /** Beside the title: a chip, a link. */
  beside?: ComponentChildren
  id?: string
}

/** Something that belongs together. With a title it is a landmark of its own. */
export function Card({ children, title, level = 2, tone = 'plain', beside, id }: CardProps) {
  const own = useId()
  // A part of a page that is asked for later is counted anew: what has a name of its own cannot be taken for another.
  const titleId = id ? `${id}-title` : own
  const Heading = `h${level}` as const
  if (!title)
    return (
      <div class={`card ${tone}`} id={id}>
        {children}
      </div>
    )
  return (
    <section class={`card ${tone}`} id={id} aria-labelledby={titleId}>
      <div class="card-head">
        <Heading id={titleId}>{title}</Heading>
        {beside}
      </div>
      {children}
    </section>
  )
}
