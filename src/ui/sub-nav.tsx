import { type NavItem, useHref, useReader } from './reader.ts'

/** The pages of one thing, a circle or a season, below its name. */
export function SubNav({ items, label }: { items: readonly NavItem[]; label: string }) {
  const { path } = useReader()
  const href = useHref()
  return (
    <nav class="sub-nav" aria-label={label}>
      <ul>
        {items.map((item) => (
          <li key={item.to}>
            <a href={href(item.to)} aria-current={path === item.to ? 'page' : undefined}>
              {item.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
