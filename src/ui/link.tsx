import type { ComponentChildren } from 'preact'
import { useHref } from './reader.ts'

interface LinkProps {
  to: string
  children: ComponentChildren
  class?: string
  current?: boolean
}

/** A link; our own addresses get the community's prefix. */
export function Link({ to, children, class: classes, current }: LinkProps) {
  const href = useHref()
  return (
    <a href={href(to)} class={classes} aria-current={current ? 'page' : undefined}>
      {children}
    </a>
  )
}
