import type { ComponentChildren } from 'preact'
import { Wreath } from './mark.tsx'

interface EmptyStateProps {
  title: string
  /** What will stand here, why, and how it begins. */
  children: ComponentChildren
  action?: ComponentChildren
  level?: 2 | 3
}

/** An empty page teaches: what will be here and the one thing to begin with. */
export function EmptyState({ title, children, action, level = 2 }: EmptyStateProps) {
  const Heading = `h${level}` as const
  return (
    <div class="empty">
      <Wreath size={84} />
      <Heading>{title}</Heading>
      <div class="empty-words">{children}</div>
      {action && <div class="actions">{action}</div>}
    </div>
  )
}
