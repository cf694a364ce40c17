import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import { momentIn } from '../platform/i18n/moments.ts'
import { sayIn } from '../platform/i18n/say.ts'
import {
  Area,
  Choices,
  Field,
  type Filled,
  Form,
  PostButton,
  Reader,
  type ReaderContext,
  Select,
  Switch,
} from './index.ts'

const say = sayIn('en')
const reader: ReaderContext = {
  say,
  moment: momentIn({ say, locale: 'en', zone: 'UTC', now: new Date('2026-11-20T10:00Z') }),
  locale: 'en',
  dir: 'ltr',
  zone: 'UTC',
  base: '/c/long-table',
  path: '/circles/new',
  nonce: 'n',
}

const show = (children: ComponentChildren, filled?: Partial<Filled>): string =>
  renderToString(
    <Reader.Provider
      value={filled ? { ...reader, filled: { action: '/circles/new', values: {}, problems: {}, ...filled } } : reader}
    >
      {children}
    </Reader.Provider>,
  )

const form = (children: ComponentChildren) => <Form action="/circles/new">{children}</Form>

describe('a form', () => {
  test('posts to its address in the community', () => {
    expect(show(form(null))).toContain('action="/c/long-table/circles/new"')
    expect(
      show(
        <PostButton action="/circles/1/leave" values={{ sure: 'yes' }}>
          Leave
        </PostButton>,
      ),
    ).toMatch(/method="post" action="\/c\/long-table\/circles\/1\/leave"><input type="hidden" name="sure" value="yes"/)
  })

  test('keeps what Yara typed, word for word', () => {
    const typed = {
      values: {
        name: '<b>Lamp & "light"',
        purpose: 'two\nlines',
        zone: 'UTC',
        day: 'tue',
        days: ['mon', 'wed'],
        open: 'on',
      },
    }
    const html = show(
      form(
        <>
          <Field name="name" label="Name" value="was" />
          <Area name="purpose" label="Purpose" value="was" />
          <Select
            name="zone"
            label="Zone"
            value="Europe/Lisbon"
            options={[
              { value: 'Europe/Lisbon', label: 'Lisbon' },
              { value: 'UTC', label: 'UTC' },
            ]}
          />
          <Choices
            name="day"
            label="Day"
            value="mon"
            choices={[
              { value: 'mon', label: 'Mon' },
              { value: 'tue', label: 'Tue' },
            ]}
          />
          <Choices
            name="days"
            label="Days"
            pick="many"
            choices={['mon', 'tue', 'wed'].map((value) => ({ value, label: value }))}
          />
          <Switch name="open" label="Open" />
        </>,
      ),
      typed,
    )
    expect(html).toContain('value="&lt;b>Lamp &amp; &quot;light&quot;"')
    expect(html).toMatch(/<textarea[^>]*>two\nlines<\/textarea>/)
    expect(html).toMatch(/<option[^>]*selected[^>]*>UTC/)
    expect(html.match(/checked/g)).toHaveLength(4)
  })

  test('keeps what Yara emptied or unticked', () => {
    const html = show(
      form(
        <>
          <Field name="name" label="Name" value="was" />
          <Switch name="open" label="Open" on />
        </>,
      ),
      { values: { name: '' } },
    )
    expect(html).not.toContain('was')
    expect(html).not.toContain('checked')
  })

  test('never gives a password back', () => {
    expect(
      show(form(<Field name="secret" type="password" label="Password" />), { values: { secret: 'opensesame' } }),
    ).not.toContain('opensesame')
  })

  test('says beside each field what is not right, and again at the top', () => {
    const html = show(form(<Field name="name" label="Name" hint="Any name" />), {
      problems: { name: 'Give it a name.' },
    })
    expect(html).toContain('<a href="#circles-new-name">Give it a name.</a>')
    expect(html).toContain('id="circles-new-name-problem"')
    expect(html).toContain('aria-describedby="circles-new-name-problem circles-new-name-hint"')
    expect(html).toContain('aria-invalid')
  })

  test('says a refusal that belongs to no field', () => {
    expect(show(form(null), { refusal: 'Ten people sit there already.' })).toContain('Ten people sit there already.')
  })

  test('leaves the other forms of the page alone', () => {
    const html = show(
      <Form action="/letter">
        <Field name="name" label="Name" value="mine" />
      </Form>,
      { values: { name: 'theirs' }, problems: { name: 'No.' } },
    )
    expect(html).toContain('mine')
    expect(html).not.toContain('No.')
  })
})
