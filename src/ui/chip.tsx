import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon.tsx'

interface ChipProps {
  children: ComponentChildren
  /** `accent`: fine, mine. `now`: happening, waiting. `wrong`: not as it should be. The words say it too. */
  tone?: 'plain' | 'accent' | 'now' | 'wrong'
  icon?: IconName | undefined
}

/** A state or a kind, in a word or two. */
export const Chip = ({ children, tone = 'plain', icon }: ChipProps) => (
  <span class={`chip ${tone}`}>
    {icon && <Icon name={icon} size={15} />}
    {children}
  </span>
)
