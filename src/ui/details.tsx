import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'

interface DetailsProps {
  summary: ComponentChildren
  children: ComponentChildren
  open?: boolean
}

/** More, for whoever wants it. Printed open. */
export const Details = ({ summary, children, open = false }: DetailsProps) => (
  <details class="details" open={open}>
    <summary>
      <span class="details-sign">
        <Icon name="plus" size={16} />
      </span>
      {summary}
    </summary>
    <div class="details-inside">{children}</div>
  </details>
)
