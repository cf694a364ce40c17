import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Listening, listen } from '../../src/platform/http/listen.ts'
import { newId } from '../../src/platform/ids.ts'
import { importFile, proposeCircles } from '../applicants.ts'
import { arrange, type Fixtures } from '../audience/fixtures.ts'
import { addressOf, nameOf, type Tried, tryAll } from '../audience/matrix.ts'
import type { PersonaName } from '../audience/personas.ts'
import { asItStands } from '../forms.ts'
import { openTestHouse, type TestHouse } from '../house.ts'
import { type MailServer, openMailServer } from '../mail-server.ts'
import { markup, typeMarkup } from './markup.ts'

// Pages under attack: what people typed is markup, requests come from elsewhere, under another name, or are nonsense.

const elsewhere = 'http://evil.example'

let house: TestHouse
let mailbox: MailServer
let web: Listening
let fixtures: Fixtures
let tried: Tried

beforeAll(async () => {
  mailbox = await openMailServer()
  house = await openTestHouse({ SMTP_URL: mailbox.url })
  fixtures = await arrange(house, (place) => (place === 'place' ? 'javascript:alert(1)' : `${place} ${markup}`))
  await typeMarkup(fixtures.people)
  web = await listen(house.server, '127.0.0.1', 0)
  const pages = house.server.entries.filter(({ kind }) => kind === 'page')
  const looking: readonly PersonaName[] = ['nobody', 'circle member', 'organiser', 'owner', 'applicant']
  const personas = fixtures.personas.filter(({ name }) => looking.includes(name))
  tried = await tryAll(web.address, pages, personas, fixtures.fill)
})
afterAll(async () => {
  await web.close()
  await house.end()
  await mailbox.close()
})

const persona = (name: PersonaName) => {
  const found = fixtures.personas.find((each) => each.name === name)
  if (!found) throw new Error(name)
  return found
}

describe('Words that are markup', () => {
  test('are shown as words on every page, to everybody', () => {
    const shown = [...tried.answers].filter(([, html]) => html.includes('onerror=alert(1)'))
    expect(new Set(shown.map(([{ entry }]) => entry)).size).toBeGreaterThan(15)
    const raw = /<img src=x|<script>alert|<\/script><script>|\shref="javascript:|\saction="javascript:/i
    expect(
      [...tried.answers].filter(([, html]) => raw.test(html)).map(([{ entry, persona: who }]) => [entry, who]),
    ).toEqual([])
    // An attribute that ended early would leave its quote before what follows.
    expect([...tried.answers].filter(([, html]) => html.includes(`"'><`)).map(([{ entry }]) => entry)).toEqual([])
  })

  test('find no page that runs scripts, styles or frames of its own, or loads from elsewhere', () => {
    const foreign =
      /<(?:script|link|img|iframe|form|source|object|embed|use)\b[^>]*?\s(?:src|href|action|srcset|data)="(?!\/(?!\/)|data:|#)/i
    const inline =
      /<script(?![^>]*\ssrc=)(?![^>]*type="application\/json")[^>]*>|<style|<iframe|<[a-z]+\s[^<>]*?\s(?:style|on[a-z]+)="/i
    for (const pattern of [foreign, inline])
      expect(
        [...tried.answers]
          .filter(([, html]) => pattern.test(html))
          .map(([{ entry }, html]) => [entry, pattern.exec(html)?.[0]]),
      ).toEqual([])
  })
})

describe('A form that does not come from one of our pages', () => {
  const origins: readonly Record<string, string>[] = [
    {},
    { origin: 'null' },
    { origin: elsewhere },
    { 'sec-fetch-site': 'cross-site', origin: 'OURS' },
    { 'sec-fetch-site': 'same-site', origin: 'OURS' },
    { 'sec-fetch-site': 'none', origin: 'OURS' },
  ]

  test('is carried out for nobody, whichever form it is', async () => {
    const forms = house.server.entries.filter(({ kind, fromAnywhere }) => kind === 'form' && !fromAnywhere)
    const taken: string[] = []
    for (const entry of forms)
      for (const who of ['owner', 'circle member'] as const)
        for (const each of origins) {
          const path = addressOf(entry, persona(who), fixtures.fill)
          const headers = {
            cookie: persona(who).cookie,
            ...each,
            ...(each.origin === 'OURS' ? { origin: web.address } : {}),
          }
          const { status } = await fetch(web.address + path, { method: 'POST', headers, redirect: 'manual' })
          if (status !== 403) taken.push(`${nameOf(entry)} from ${JSON.stringify(each)}: ${status}`)
        }
    expect(taken).toEqual([])
    expect(house.server.entries.filter(({ fromAnywhere }) => fromAnywhere).map(nameOf)).toEqual([
      'POST /letter/leave/:token',
    ])
  })
})

describe('An address of somebody else’s in the query', () => {
  test('leads nobody away from here', async () => {
    const evil = ['//evil.example', 'javascript:alert(1)']
    for (const entry of house.server.entries.filter(({ kind }) => kind === 'page'))
      for (const who of ['owner', 'circle member', 'nobody'] as const)
        for (const to of evil) {
          const query = new URLSearchParams({ next: to, back: to, to, url: to })
          const path = addressOf(entry, persona(who), fixtures.fill)
          const answer = await fetch(`${web.address}${path}?${query}`, {
            headers: { cookie: persona(who).cookie },
            redirect: 'manual',
          })
          const location = answer.headers.get('location') ?? '/'
          expect(new URL(location, web.address).origin, `${nameOf(entry)} → ${location}`).toBe(web.address)
          expect(await answer.text(), nameOf(entry)).not.toMatch(
            /(?:href|action)="(?:\/\/|\/\\|https?:\/\/evil|javascript:)/,
          )
        }
  })

  test('does not go along when somebody chooses a language', async () => {
    for (const back of ['//evil.example', '/\\evil.example', elsewhere]) {
      const answer = await fixtures.people.nobody.post('/language', { language: 'es', back })
      expect(new URL(answer.location, web.address).origin, back).toBe(web.address)
    }
  })
})

describe('Requests under another name, where no address was set', () => {
  /** As the owner or an organiser would send it, if someone could make their browser call this house by another name. */
  const send = (path: string, cookie: string, fields: Record<string, string | string[]>) => {
    const headers = {
      cookie,
      'sec-fetch-site': 'same-origin',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
    }
    const request = new Request(elsewhere + path, {
      method: 'POST',
      headers,
      body: new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)])),
    })
    return house.server.fetch(request, { peer: '192.0.2.7' })
  }

  /** An organiser publishes circles, to people who have not come yet and would be written to. */
  async function publishUnderAnotherName(): Promise<void> {
    const { organiser } = fixtures.people
    const file = readFileSync(new URL('../data/applicants-48.csv', import.meta.url), 'utf8')
    await importFile(organiser, file)
    const proposal = await proposeCircles(organiser)
    await house.work()
    const form = asItStands(await organiser.get(`${proposal}/publication`))
    expect((await send(`${proposal}/publication`, organiser.cookie, form)).status).toBe(303)
    expect((await house.owner.query('select 1 from app.placement')).rowCount).toBeGreaterThan(40)
  }

  /** A member has a link mailed to whom they like: not while nobody knows where it would lead. */
  async function askAGuestIn(member: string): Promise<void> {
    const path = `/circles/${fixtures.populated.circle}/guests`
    const { html } = await fixtures.people['circle member'].get(path)
    const meeting = /<option value="([0-9a-f-]{36})"/.exec(html)?.[1] ?? ''
    const guest = { id: newId(), meeting, name: 'Rosa', part: 'listens', address: 'rosa@example.org' }
    expect((await send(path, member, guest)).status).toBe(403)
  }

  async function applyAndWithdraw(member: string): Promise<void> {
    const path = `/seasons/${fixtures.fill('/seasons/:season', 'season', persona('organiser'))}/application`
    const said = { zone: 'UTC', hours: 'Mon 18:00-21:00', agree: 'on' }
    expect((await send(path, member, said)).status).toBe(303)
    expect((await send(`${path}/removal`, member, {})).status).toBe(303)
  }

  test('have no mail written that leads there', async () => {
    const [owner, organiser, member] = [
      persona('owner').cookie,
      persona('organiser').cookie,
      persona('circle member').cookie,
    ]
    const letter = fixtures.fill('/insights/letters/:letter', 'letter', persona('organiser'))
    await publishUnderAnotherName()
    await send('/sign-in/link', '', { address: 'mia.founder@long-table.example.org' })
    await send('/letter', '', { address: 'new@example.org', website: '' })
    await send('/me/sign-in/address', member, { address: 'other@example.org' })
    await send('/me/sign-in/password', member, { password: 'quiet green hills' })
    await send(`/insights/letters/${letter}/sending`, organiser, {})
    await send(`/ask/${fixtures.populated.circle}`, persona('invited person').cookie, { words: 'May I?' })
    await send('/settings/mail/test', owner, {})
    await askAGuestIn(member)
    await applyAndWithdraw(persona('community member without a seat').cookie)
    await house.work()
    const mails = (await house.mails()).map(({ subject, text }) => `${subject}\n${text}`)
    expect(mails.length).toBeGreaterThan(0)
    expect(mails.filter((text) => text.includes('evil.example'))).toEqual([])
  })

  test('believe no forwarded headers of whoever is not a proxy of ours', async () => {
    const headers = {
      cookie: persona('organiser').cookie,
      'x-forwarded-host': 'evil.example',
      'x-forwarded-for': '10.0.0.1',
    }
    const answer = await fetch(`${web.address}/applications/links.txt`, { headers })
    expect(await answer.text()).not.toContain('evil.example')
  })
})

describe('Nonsense', () => {
  test('in cookies, paths and queries breaks nothing', async () => {
    const cookies = [
      'lang=%E0%A4%A',
      'zone=%',
      'trellis.session_token=%',
      'trellis.session_token=a.b',
      `x=${'y'.repeat(6000)}`,
      '=;=;=',
    ]
    for (const cookie of cookies) expect((await fetch(web.address, { headers: { cookie } })).status, cookie).toBe(200)
    const paths = `/% /%00 /circles/%E0%A4%A /c/% /c/none/circles //evil.example/x
      /c/long-table/c/long-table /assets/../../package.json /assets/%2e%2e%2fpackage.json /?before=x /forum/topics?before=%00 /insights?before=99999999999999`.split(
      /\s+/,
    )
    for (const path of paths) {
      const answer = await fetch(web.address + path, {
        headers: { cookie: persona('circle member').cookie },
        redirect: 'manual',
      })
      expect(answer.status, path).toBeLessThan(500)
      expect(await answer.text(), path).not.toContain('"dependencies"')
    }
  })

  test('in fields that no form has changes nothing', async () => {
    const before = await house.owner.query('select * from app.office order by person, kind')
    const { person } = fixtures.people['community member without a seat']
    const more = {
      offices: 'owner',
      kind: 'owner',
      office: 'owner',
      'offices[]': 'owner',
      community: crypto.randomUUID(),
      id: crypto.randomUUID(),
      person,
    }
    const me = {
      name: 'Nina Without',
      pronouns: '',
      say_name: '',
      zone: 'UTC',
      locale: 'en',
      address: 'evil@example.org',
      address_confirmed: 'true',
    }
    await fixtures.people['community member without a seat'].submit('/me', { ...me, ...more })
    const { circle, mia } = fixtures.populated
    const wish = { name: 'Still this table', purpose: '', rhythm: 'weekly', places: '8', open: 'open' }
    await mia.submit(`/circles/${circle}/settings`, {
      ...wish,
      ...more,
      wrote_at: '',
      ended_at: '2020-01-01',
      founder: person,
      origin: 'season',
    })
    expect((await house.owner.query('select * from app.office order by person, kind')).rows).toEqual(before.rows)
    const { rows } = await house.owner.query(
      'select founder, origin, ended_at, wrote_at is null as fresh from app.circle where id = $1',
      [circle],
    )
    expect(rows).toEqual([{ founder: mia.person, origin: 'member', ended_at: null, fresh: false }])
    const contact = await house.owner.query('select address from app.contact where person = $1', [person])
    expect(contact.rows[0].address).not.toContain('evil')
  })
})
