import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon.tsx'

/** Who can read this, where it matters. `open` for what the whole community or everyone can read. */
export function LockLine({ children, open = false }: { children: ComponentChildren; open?: boolean }) {
  const icon: IconName = open ? 'people' : 'lock'
  return (
    <p class="lock">
      <Icon name={icon} size={17} />
      <span>{children}</span>
    </p>
  )
}
