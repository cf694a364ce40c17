import type { ComponentChildren } from 'preact'
import { Face } from './face.tsx'
import { Footer } from './footer.tsx'
import { Mark } from './mark.tsx'
import { Notice } from './notice.tsx'
import { type NavItem, type ReaderContext, useHref, useReader } from './reader.ts'

export interface LayoutProps {
  /** Of the page; the community's name follows it in the window's title. */
  title: string
  children: ComponentChildren
  /** A sentence for search engines and previews, on public pages. */
  description?: string | undefined
  /** Keep out of search engines; the default for all but public pages. */
  hidden?: boolean
  /** The built file of an island that this page cannot do without. */
  script?: string | undefined
  /** Seconds after which the page looks again by itself: for one that waits for something. A script of the page does it more calmly. */
  refresh?: number | undefined
  /** A live page: only the name above, no footer. */
  bare?: boolean
}

/** The whole document, but for its doctype. */
export function Layout({ title, children, description, hidden = true, script, refresh, bare = false }: LayoutProps) {
  const reader = useReader()
  return (
    <html lang={reader.locale} dir={reader.dir}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{windowTitle(reader, title)}</title>
        {description && <meta name="description" content={description} />}
        {hidden && <meta name="robots" content="noindex" />}
        {refresh && (
          <noscript>
            <meta http-equiv="refresh" content={String(refresh)} />
          </noscript>
        )}
        <Files reader={reader} script={script} />
      </head>
      <body>
        <a class="skip" href="#main">
          {reader.say('ui.layout.skip')}
        </a>
        <Top bare={bare} />
        <main id="main" tabIndex={-1}>
          {reader.news && (
            <div class="news">
              <Notice tone="good" news>
                {reader.news}
              </Notice>
            </div>
          )}
          {children}
        </main>
        {!bare && <Footer />}
      </body>
    </html>
  )
}

/** A form that came back says so first, where a screen reader begins. */
function windowTitle({ filled, community, say }: ReaderContext, title: string): string {
  const whole = community ? `${title} · ${community.name}` : title
  return filled ? say('ui.layout.problemTitle', { title: whole }) : whole
}

function Files({ reader, script }: { reader: ReaderContext; script: string | undefined }) {
  const asset = reader.asset ?? ((name: string) => `/assets/${name}`)
  const colour = reader.community?.colour?.replace('#', '')
  return (
    <>
      <link rel="icon" href={asset('mark.svg')} type="image/svg+xml" />
      <link rel="stylesheet" href={asset('app.css')} />
      {colour && <link rel="stylesheet" href={`/assets/colour/${colour}.css`} />}
      {script && <script type="module" src={asset(script)} nonce={reader.nonce} />}
    </>
  )
}

function Top({ bare }: { bare: boolean }) {
  const { say, nav = [], who } = useReader()
  return (
    <header class="top">
      <div class="top-inner">
        <Brand />
        {!bare && nav.length > 0 && (
          <nav class="nav" aria-label={say('ui.layout.nav')}>
            <ul>
              {nav.map((item) => (
                <li key={item.to}>
                  <NavLink {...item} />
                </li>
              ))}
            </ul>
          </nav>
        )}
        {!bare && who && <Me name={who.name} />}
      </div>
    </header>
  )
}

function Brand() {
  const { community, say } = useReader()
  const href = useHref()
  return (
    <a class="brand" href={href('/')}>
      {community?.logo ? <img src={community.logo} alt="" height={36} /> : <Mark size={34} />}
      <span>{community?.name ?? say('ui.product')}</span>
    </a>
  )
}

function NavLink({ to, label }: NavItem) {
  const { path } = useReader()
  const href = useHref()
  const current = path === to || (to !== '/' && path.startsWith(`${to}/`))
  return (
    <a href={href(to)} aria-current={path === to ? 'page' : current ? 'true' : undefined}>
      {label}
    </a>
  )
}

function Me({ name }: { name: string }) {
  const { say } = useReader()
  const href = useHref()
  return (
    <a class="me" href={href('/me')}>
      <Face name={name} size="small" />
      <span class="unseen">{say('ui.layout.me', { name })}</span>
    </a>
  )
}
