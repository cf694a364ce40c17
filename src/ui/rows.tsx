import type { ComponentChildren } from 'preact'

/** Things of a kind, a thin line between them. */
export const Rows = ({ children, label }: { children: ComponentChildren; label?: string }) => (
  <ul class="rows" aria-label={label}>
    {children}
  </ul>
)

interface RowItemProps {
  /** What it is: a name, a sentence, a link. */
  children: ComponentChildren
  /** Small words below it. */
  note?: ComponentChildren
  /** A face or an icon before it. */
  before?: ComponentChildren
  /** Buttons or a chip at the end of the line. */
  actions?: ComponentChildren
}

export const RowItem = ({ children, note, before, actions }: RowItemProps) => (
  <li>
    {before}
    <div class="row-words">
      <div>{children}</div>
      {note && <p class="quiet">{note}</p>}
    </div>
    {actions && <div class="actions">{actions}</div>}
  </li>
)
