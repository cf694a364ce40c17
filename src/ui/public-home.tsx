import type { ComponentChildren } from 'preact'
import { Layout, type LayoutProps } from './layout.tsx'
import { Garland } from './mark.tsx'

interface PublicHomeProps extends LayoutProps {
  heading: ComponentChildren
  lead: ComponentChildren
  /** Join first, then the others. */
  actions: ComponentChildren
  /** A sentence under the buttons that takes away a fear. */
  reassurance?: ComponentChildren
}

/** The door: what this is, in one glance, before anything is asked. Its sections are `Section`s. */
export const PublicHome = ({ heading, lead, actions, reassurance, children, ...layout }: PublicHomeProps) => (
  <Layout {...layout} hidden={layout.hidden ?? false}>
    <div class="hero">
      <div class="hero-inner">
        <div class="hero-words">
          <h1>{heading}</h1>
          <p class="lead">{lead}</p>
          <div class="actions">{actions}</div>
          {reassurance && <p class="quiet">{reassurance}</p>}
        </div>
        <div class="hero-picture">
          <Garland />
        </div>
      </div>
    </div>
    {children}
  </Layout>
)

interface SectionProps {
  id: string
  title: string
  lead?: ComponentChildren
  children: ComponentChildren
  /** On a ground of its own, to part it from its neighbours. */
  set?: boolean
}

/** A part of the public home. */
export const Section = ({ id, title, lead, children, set = false }: SectionProps) => (
  <section class={set ? 'section set' : 'section'} aria-labelledby={id}>
    <div class="section-inner">
      <div class="section-head">
        <h2 id={id}>{title}</h2>
        {lead && <p class="lead">{lead}</p>}
      </div>
      {children}
    </div>
  </section>
)
