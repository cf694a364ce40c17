import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'
import { Layout, type LayoutProps } from './layout.tsx'
import { Link } from './link.tsx'
import { LockLine } from './lock-line.tsx'
import { useReader } from './reader.ts'
import { SubNav } from './sub-nav.tsx'

export interface PageProps extends LayoutProps {
  /** The heading, where it differs from the window's title. */
  heading?: ComponentChildren
  /** A few small words above the heading: where one is. */
  above?: ComponentChildren
  /** A sentence or two below the heading: what this page is for. */
  lead?: ComponentChildren
  /** Who can read what stands here. */
  lock?: ComponentChildren
  /** Buttons beside the heading. */
  actions?: ComponentChildren
  /** Below the heading: the pages of the same thing, a `SubNav`; without it those of the thing in which the page stands. */
  tabs?: ComponentChildren
  back?: { to: string; label: string }
  /** `narrow`: a form, something to read. `wide`: a board, a big table. */
  width?: 'narrow' | 'normal' | 'wide'
  /** A second, smaller column; below the first on a phone. */
  aside?: ComponentChildren
}

/** A page with its heading, in one column or two. */
export function Page({
  heading,
  above,
  lead,
  lock,
  actions,
  back,
  tabs,
  width = 'normal',
  aside,
  children,
  ...layout
}: PageProps) {
  return (
    <Layout {...layout}>
      <div class={`page ${width}`}>
        {back && (
          <p class="back">
            <Icon name="back" size={18} />
            <Link to={back.to}>{back.label}</Link>
          </p>
        )}
        <PageHead {...{ heading: heading ?? layout.title, above, lead, lock, actions }} />
        {tabs ?? <Around />}
        {aside ? (
          <div class="two">
            <div class="stack">{children}</div>
            <aside class="stack">{aside}</aside>
          </div>
        ) : (
          <div class="stack">{children}</div>
        )}
      </div>
    </Layout>
  )
}

/** Every page of a circle leads to the others, without having to say so. */
function Around() {
  const { within } = useReader()
  return within ? <SubNav {...within} /> : null
}

type Head = Pick<PageProps, 'heading' | 'above' | 'lead' | 'lock' | 'actions'>

const PageHead = ({ heading, above, lead, lock, actions }: Head) => (
  <div class="head">
    <div class="head-words">
      {above && <p class="above">{above}</p>}
      <h1>{heading}</h1>
      {lead && <p class="lead">{lead}</p>}
      {lock && <LockLine>{lock}</LockLine>}
    </div>
    {actions && <div class="actions">{actions}</div>}
  </div>
)
