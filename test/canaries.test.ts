import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commands } from '../src/operations/commands.ts'
import { type Listening, listen } from '../src/platform/http/listen.ts'
import type { Worker } from '../src/platform/jobs/worker.ts'
import { arrange, type Fixtures } from './audience/fixtures.ts'
import { nameOf, type Tried, tryAll } from './audience/matrix.ts'
import { inSeat } from './circles.ts'
import { formsOf, found } from './forms-of.ts'
import { type MailServer, openMailServer } from './mail-server.ts'
import { type OwnHouse, openOwnHouse } from './own-house.ts'

// Words that nobody else would use are said in every place where a circle can say something, and then looked for everywhere else. Other words,
// that anybody may find, are said in the forum: where those are not found either, the search itself is blind.

const secret = 'quokkalantern'
const open = 'wombatlantern'
const secretForms = formsOf(secret)
const openForms = formsOf(open)

/** Those who look at every page; that nobody else sees more is the matter of the audience test. */
const lookers: readonly string[] = [
  'nobody',
  'circle member',
  'former circle member',
  'organiser',
  'organiser who sits in another circle',
  'owner',
]

let house: OwnHouse
let mailbox: MailServer
let web: Listening
let worker: Worker
let fixtures: Fixtures
let tried: Tried
const said = new Set<string>()

beforeAll(async () => {
  mailbox = await openMailServer()
  house = await openOwnHouse({ SMTP_URL: mailbox.url })
  worker = await house.startWorker()
  fixtures = await arrange(house, (place) => {
    said.add(`${secret}${place}`)
    return `${secret}${place}`
  })
  await sayOpenly()
  web = await listen(house.server, '127.0.0.1', 0)
  const pages = house.server.entries.filter(({ method }) => method === 'GET')
  const personas = fixtures.personas.filter(({ name }) => lookers.includes(name))
  tried = await tryAll(web.address, pages, personas, fixtures.fill)
  await workIsDone()
})
afterAll(async () => {
  await worker.stop()
  await web.close()
  await house.end()
  await mailbox.close()
})

/** In the forum, in an article and in a mail. */
async function sayOpenly(): Promise<void> {
  const { owner, organiser } = fixtures.people
  await fixtures.populated.ben.submit('/forum/topics/new', { title: `About ${open}s`, body: open })
  await organiser.submit('/insights/new', {
    title: `On ${open}s`,
    takeaways: 'One\nTwo',
    author: 'Olga',
    body: 'Words',
    audience: 'public',
    next: 'publish',
  })
  await owner.post('/settings', {
    name: `The ${open}`,
    slug: 'long-table',
    line: '',
    colour: '',
    language: 'en',
    zone: 'UTC',
    contact: '',
  })
  await fixtures.people['community member without a seat'].post(`/ask/${fixtures.populated.circle}`, {
    words: 'May I?',
  })
}

/** Everything that was handed over has been done. */
async function workIsDone(): Promise<void> {
  const client = await house.superuser()
  const waiting = `select (select count(*) from ops.outbox where after <= now())
    + (select count(*) from jobs.job where state in ('created', 'retry', 'active') and start_after <= now()) as n`
  while (Number((await client.query(waiting)).rows[0].n) > 0) await new Promise((resolve) => setTimeout(resolve, 20))
  await client.end()
}

interface Kept {
  readonly table: string
  readonly column: string
}

async function contentColumns(): Promise<Kept[]> {
  const { rows } = await house.owner.query<Kept>(
    `select c.relname as table, a.attname as column from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'app'::regnamespace and a.attnum > 0 and col_description(c.oid, a.attnum) = 'content' order by 1, 2`,
  )
  return rows
}

/** What lies in a column of content, opened as somebody who sits there. */
async function openedIn({ table, column }: Kept): Promise<string[]> {
  const client = await house.superuser()
  const { rows } = await client.query(`select * from app.${table} where ${column} is not null`)
  await client.end()
  const { mia, circle } = fixtures.populated
  return inSeat(house, mia, circle, async ({ seat }) =>
    rows.map((row) => seat.box.open(`${table}.${column}`, boundTo(row), row.epoch, row[column])),
  )
}

/** What a sealed value is bound to: its row's own id, or that of its run and its number in it. */
const boundTo = ({ id, run, seq, guest, person }: Record<string, unknown>): string =>
  String(id ?? (guest ? `${guest} ${person}` : seq ? `${run} ${seq}` : run))

/**
 * Who has which part in a meeting, where its clock stands and which shipped format it goes by, and what a guest and the circle call each other:
 * sealed like words, and none of ours.
 */
const withoutWords = ['run.state', 'run_change.change', 'run_format.body', 'guest.name', 'guest_face.shown']

describe('What a circle writes', () => {
  test('was written in every column there is for it, and lies there sealed', async () => {
    const heard: string[] = []
    const columns = await contentColumns()
    for (const kept of columns) {
      const name = `${kept.table}.${kept.column}`
      const texts = await openedIn(kept)
      expect(texts.length, `nothing was written in ${name}: let test/populated.ts write there`).toBeGreaterThan(0)
      const hasWords = texts.some((text) => text.includes(secret))
      expect(hasWords, `${name}: words of ours`).toBe(!withoutWords.includes(name))
      heard.push(...texts)
    }
    expect(columns.length).toBeGreaterThanOrEqual(9)
    expect([...said].filter((word) => !heard.some((text) => text.includes(word)))).toEqual([])
  })
})

describe('Nothing of it is found', () => {
  test('on any page, for anybody who does not sit in the circle', () => {
    const seen = [...tried.answers].filter(([{ persona }]) => persona !== 'circle member')
    const heard = seen.filter(([, text]) => found(secretForms, text).length > 0)
    expect(heard.map(([{ entry, persona }]) => [entry, persona])).toEqual([])
    for (const who of ['organiser', 'owner'])
      expect(
        seen.some(([{ persona }, text]) => persona === who && text.includes(open)),
        who,
      ).toBe(true)
  })

  test('in a calendar, not even in that of somebody who sits there', () => {
    const feeds = house.server.entries
      .filter(({ kind, path }) => kind === 'feed' && path !== '/me/data.json')
      .map(nameOf)
    const texts = [...tried.answers].filter(([{ entry }, text]) => feeds.includes(entry) && text.includes('BEGIN:VCAL'))
    expect(texts.some(([, text]) => text.includes('BEGIN:VEVENT'))).toBe(true)
    expect(texts.filter(([, text]) => found(secretForms, text).length > 0)).toEqual([])
  })

  test('in any mail, as it was posted and as it arrived', async () => {
    const posted = (await house.mails()).map(({ subject, text }) => `${subject}\n${text}`).join('\n')
    expect(found(secretForms, posted)).toEqual([])
    const arrived = mailbox.received.map(({ text, html, subject, headerLines }) =>
      [text, html, subject, ...headerLines.map(({ line }) => line)].join('\n'),
    )
    expect(found(secretForms, arrived.join('\n'))).toEqual([])
    expect(found(openForms, arrived.join('\n')), 'no mail arrived that names the community').not.toEqual([])
  })

  test('in the log, at the level of debug', () => {
    expect(found(secretForms, house.logged())).toEqual([])
    expect(house.logged().length).toBeGreaterThan(100)
  })

  test('in the payload of a job, waiting or done', async () => {
    const client = await house.superuser()
    const { rows } = await client.query(
      `select (select coalesce(jsonb_agg(o)::text, '') from ops.outbox o) || (select jsonb_agg(j)::text from jobs.job j) as all`,
    )
    await client.end()
    expect(rows[0].all).toContain('circles.request')
    expect(found(secretForms, rows[0].all)).toEqual([])
  })

  test('in the files of the database, its log of changes included', async () => {
    const client = await house.superuser()
    await client.query('checkpoint')
    await client.end()
    const places = readdirSync(house.dataDir, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    )
    const files = places.map(({ parentPath, name }) => join(parentPath, name))
    const texts = files.map((file) => [file, readFileSync(file)] as const)
    expect(texts.filter(([, text]) => found(secretForms, text).length > 0).map(([file]) => file)).toEqual([])
    const control = texts.filter(([, text]) => found(openForms, text).includes('UTF-8')).map(([file]) => file)
    expect(control.some((file) => file.includes('/pg_wal/'))).toBe(true)
    expect(control.some((file) => file.includes('/base/'))).toBe(true)
  })

  test('in a backup', async () => {
    const file = join(house.dataDir, 'backup.gz')
    const { run } = (await commands.find(({ name }) => name === 'backup')?.load()) ?? {}
    const told: string[] = []
    const terminal = {
      env: { ...house.env, LOG_LEVEL: 'silent' },
      root: '',
      out: (text: string) => void told.push(text),
      tell: (text: string) => void told.push(text),
    }
    expect(await run?.([file], terminal)).toBe(0)
    const packed = readFileSync(file)
    expect(found(secretForms, packed)).toEqual([])
    expect(found(secretForms, gunzipSync(packed))).toEqual([])
    expect(found(secretForms, told.join('\n'))).toEqual([])
    expect(found(openForms, gunzipSync(packed))).toContain('UTF-8')
  })
})

test('The search finds a word in each form in which it may lie', () => {
  const bytes = Buffer.from(`xy${secret}z`)
  const laid = [
    bytes,
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    Buffer.from(`xy${secret}z`, 'utf16le'),
  ]
  for (const each of [...laid, Buffer.from(`xy${secret}z`, 'utf16le').swap16()])
    expect(found(secretForms, each)).not.toEqual([])
  for (const before of ['', 'x', 'xy', 'xyz'])
    expect(found(secretForms, Buffer.from(`${before}${secret}${before}`).toString('base64')), before).not.toEqual([])
})
