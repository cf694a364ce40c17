import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import { momentIn } from '../platform/i18n/moments.ts'
import { sayIn } from '../platform/i18n/say.ts'
import { Chart, Layout, Link, Reader, type ReaderContext, Said, Time } from './index.ts'

const say = sayIn('en')
const reader: ReaderContext = {
  say,
  moment: momentIn({ say, locale: 'en', zone: 'Europe/Lisbon', now: new Date('2026-11-20T10:00Z') }),
  locale: 'en',
  dir: 'ltr',
  zone: 'Europe/Lisbon',
  base: '/c/long-table',
  path: '/circles/12',
  nonce: 'abc',
  languages: [
    { code: 'en', name: 'English' },
    { code: 'es', name: 'Español' },
  ],
  nav: [
    { to: '/circles', label: 'Circle' },
    { to: '/forum', label: 'Forum' },
  ],
  community: { name: 'Open Table', colour: '#8a2b6d' },
}

const show = (children: ComponentChildren, rest: Partial<ReaderContext> = {}): string =>
  renderToString(<Reader.Provider value={{ ...reader, ...rest }}>{children}</Reader.Provider>)

describe('a page', () => {
  const page = (rest?: Partial<ReaderContext>) => show(<Layout title="Circles">words</Layout>, rest)

  test('is named after itself and the community, in the reader’s language and direction', () => {
    expect(page()).toContain('<title>Circles · Open Table</title>')
    expect(page({ locale: 'ar-XB', dir: 'rtl' })).toContain('<html lang="ar-XB" dir="rtl">')
  })

  test('wears the community’s colour as a stylesheet of our own', () => {
    expect(page()).toContain('<link rel="stylesheet" href="/assets/colour/8a2b6d.css"/>')
  })

  test('shows where one is', () => {
    expect(page()).toMatch(/href="\/c\/long-table\/circles" aria-current="true"/)
    expect(page({ path: '/circles' })).toMatch(/href="\/c\/long-table\/circles" aria-current="page"/)
    expect(page({ path: '/circlesque' })).not.toContain('aria-current="page"')
  })

  test('offers privacy, terms, contact and another language, and comes back here', () => {
    const html = page()
    for (const to of ['privacy', 'terms', 'contact']) expect(html).toContain(`href="/c/long-table/${to}"`)
    expect(html).toContain('name="back" value="/circles/12"')
    expect(html).toMatch(/<button[^>]*value="es"[^>]*lang="es"/)
  })

  test('has no script, unless it has an island', () => {
    expect(page()).not.toContain('<script')
    expect(
      show(
        <Layout title="Meeting" script="meetings.js">
          words
        </Layout>,
      ),
    ).toContain('<script type="module" src="/assets/meetings.js" nonce="abc">')
  })

  test('says once what has just happened', () => {
    expect(page({ news: 'You are in.' })).toMatch(/role="status".*You are in\./)
  })
})

describe('within a page', () => {
  test('a link to our own place stays in the community, others go where they go', () => {
    expect(show(<Link to="/">Home</Link>)).toContain('href="/c/long-table"')
    expect(show(<Link to="/forum">Forum</Link>)).toContain('href="/c/long-table/forum"')
    expect(show(<Link to="https://example.org/">Out</Link>)).toContain('href="https://example.org/"')
    expect(show(<Link to="#main">Down</Link>)).toContain('href="#main"')
  })

  test('a time is told to people and to machines', () => {
    expect(show(<Time at={new Date('2026-11-24T17:30Z')} />)).toBe(
      '<time dateTime="2026-11-24T17:30:00.000Z">Tuesday 24 November, 17:30 · your time, Europe/Lisbon</time>'.replace(
        'dateTime',
        'datetime',
      ),
    )
  })

  test('a message takes elements, and what they hold is escaped', () => {
    const html = show(<Said k="ui.moment.yourZone" parts={{ zone: <b>{'<Lisbon>'}</b> }} />)
    expect(html).toBe('your time, <b>&lt;Lisbon></b>')
  })

  test('a chart says the same numbers as a table', () => {
    const html = show(
      <Chart
        title="Handed over"
        description="Two of six."
        columns={{ label: 'Month', value: 'Things' }}
        points={[
          { label: 'Oct', value: 0 },
          { label: 'Nov', value: 2 },
        ]}
        target={{ label: 'Goal', value: 6 }}
      />,
    )
    expect(html).toMatch(/<title[^>]*>Handed over<\/title><desc[^>]*>Two of six\.<\/desc>/)
    for (const row of ['Oct', 'Nov', 'Goal']) expect(html).toContain(`>${row}</th>`)
    expect(html).not.toContain('NaN')
  })

  test('a chart of one point or of none still stands', () => {
    for (const points of [[], [{ label: 'Oct', value: 0 }]])
      expect(
        show(<Chart title="t" description="d" columns={{ label: 'a', value: 'b' }} points={points} />),
      ).not.toContain('NaN')
  })

  test('a component outside of a reader says so', () => {
    expect(() => renderToString(<Link to="/">Home</Link>)).toThrow(/Reader/)
  })
})
