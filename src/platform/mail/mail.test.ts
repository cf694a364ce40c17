import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { TestCommunity } from '../../../test/arrange.ts'
import type { Browser } from '../../../test/browserless.ts'
import { openTestHouse, type TestHouse } from '../../../test/house.ts'
import { type MailServer, openMailServer } from '../../../test/mail-server.ts'
import { changeSetting } from '../settings.ts'
import { Undelivered } from './deliver.ts'
import { mailJobs } from './jobs.ts'
import { type Mail, post } from './post.ts'
import { mail } from './registry.ts'
import { sealSmtpUrl } from './server.ts'

mail('test.nudge', 'community member', 'A nudge that only tests send.')
mail('test.link', 'link holder', 'A way in that only tests send.')
mail('test.report', 'organiser', 'Word for organisers that only tests send.')

let house: TestHouse
let community: TestCommunity
let ana: Browser
let server: MailServer

beforeAll(async () => {
  server = await openMailServer()
  house = await openTestHouse({ MAIL_FROM: 'circles@example.org' })
  community = await house.community('long-table', 'The Long Table')
  ana = await community.person('Ana Martins')
})
afterEach(async () => {
  server.received.length = 0
  await house.owner.query('delete from app.mail')
  await house.owner.query('delete from ops.outbox')
})
afterAll(async () => {
  await house.end()
  await server.close()
})

const words = {
  subject: 'Your circle meets tomorrow',
  text: 'Hello <Ana>,\n\nsee you tomorrow:\nhttps://example.org/next\n',
}

async function posted(wish: Partial<Omit<Mail, 'here'>> = {}): Promise<void> {
  const { handles, vault } = house.services
  const wrapped = await house.owner.query('select wrapped from app.community_key where community = $1', [community.id])
  const here = { id: community.id, vault: vault.community(community.id, wrapped.rows[0].wrapped) }
  const about = { here, to: { person: ana.person }, kind: 'test.nudge', secret: false, ...words, ...wish }
  await handles.member({ community: community.id, person: ana.person }, (db) => post(db, about))
}

/** Sets the mail server as the settings page does, and waits until it is known. */
async function useServer(url: string | undefined): Promise<void> {
  const sealed = url ? sealSmtpUrl(house.services.vault, url) : undefined
  await house.services.handles.accounts({}, (db) => changeSetting(db, 'smtpUrl', sealed))
  await expect.poll(() => house.services.settings().smtpUrl).toBe(sealed)
}

test('Ana’s mail program shows a button that leaves the list, where a letter went to one', async () => {
  await useServer(server.url)
  await posted({ leave: 'https://example.org/letter/leave/abc' })
  await house.work()
  expect(server.received[0]?.headerLines.map(({ line }) => line)).toEqual(
    expect.arrayContaining([
      'List-Unsubscribe: <https://example.org/letter/leave/abc>',
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    ]),
  )
})

test('Ana gets a mail as text and as plain HTML, marked as automatic, with nothing to load', async () => {
  await useServer(server.url)
  await posted()
  await house.work()
  const [got] = server.received
  const [row] = await house.mails()
  expect(got?.to?.text).toBe('"Ana Martins" <ana.martins@long-table.example.org>')
  expect(got?.from?.text).toBe('"The Long Table" <circles@example.org>')
  expect(got?.subject).toBe('Your circle meets tomorrow')
  expect(got?.messageId).toBe(`<${row?.id}@example.org>`)
  expect(got?.text).toContain('Hello <Ana>,')
  expect(got?.html).toContain('<p>Hello &lt;Ana&gt;,</p>')
  expect(got?.html).toContain('<a href="https://example.org/next">')
  expect(got?.html).not.toMatch(/<img|src=|url\(/)
  const headers = got?.headerLines.map(({ line }) => line.toLowerCase())
  expect(headers).toContain('auto-submitted: auto-generated')
  expect(headers).toContain('list-id: <long-table.example.org>')
  expect(row).toMatchObject({ state: 'sent', trouble: null })
})

test('A job that runs twice sends once', async () => {
  await useServer(server.url)
  await posted()
  const { rows } = await house.owner.query(`select body from ops.outbox where queue = 'mail.send'`)
  await house.work()
  await mailJobs.find((job) => job.queue === 'mail.send')?.handle(rows[0].body, house.services)
  expect(server.received).toHaveLength(1)
})

test('Without a mail server the mail is kept, and goes out when asked for once there is one', async () => {
  await useServer(undefined)
  await posted()
  await house.work()
  expect((await house.mails())[0]).toMatchObject({ state: 'kept', trouble: null, text: words.text })
  await useServer(server.url)
  await again()
  expect(server.received).toHaveLength(1)
  expect((await house.mails())[0]).toMatchObject({ state: 'sent' })
})

test('A link that lets Ana in is forgotten once sent, and not sent again when it is old', async () => {
  await useServer(undefined)
  await posted({ kind: 'test.link', secret: true })
  await house.work()
  await useServer(server.url)
  house.setNow(new Date(Date.now() + 3600_000))
  await again()
  house.setNow(undefined)
  expect(server.received).toHaveLength(0)
  await again()
  expect(server.received).toHaveLength(1)
  expect((await house.mails())[0]).toMatchObject({ state: 'sent', text: undefined })
})

test('A wrong mail server is recorded with its answer and asked again, until it is right', async () => {
  const stubborn = await openMailServer({
    onAuth: (_auth, _session, done) => done(new Error('no')),
    authOptional: false,
  })
  await useServer(stubborn.url.replace('//', '//someone:wrong@'))
  await posted()
  await expect(house.work()).rejects.toBeInstanceOf(Undelivered)
  expect((await house.mails())[0]).toMatchObject({ state: 'failed', trouble: 'EAUTH 535' })
  await stubborn.close()
  await expect(house.work()).rejects.toBeInstanceOf(Undelivered)
  expect((await house.mails())[0]).toMatchObject({ state: 'failed', trouble: 'ESOCKET' })
  await useServer(server.url)
  await house.work()
  expect((await house.mails())[0]).toMatchObject({ state: 'sent', trouble: null })
  expect(server.received).toHaveLength(1)
})

test('An address that the mail server refuses for good is not tried again', async () => {
  const refusing = await openMailServer({
    onRcptTo: (_to, _session, done) => done(Object.assign(new Error('no such mailbox'), { responseCode: 550 })),
  })
  await useServer(refusing.url)
  await posted()
  await house.work()
  expect((await house.mails())[0]).toMatchObject({ state: 'failed', trouble: 'EENVELOPE 550' })
  await refusing.close()
})

test('A process that stops before the mail server said yes leaves the mail to the next one, which sends it once', async () => {
  let cut = true
  const moody = await openMailServer({
    onRcptTo(_to, _session, done) {
      // The connection dies in the middle of a mail, as when our process or theirs is killed.
      if (cut) moody.cut()
      else done()
    },
  })
  await useServer(moody.url)
  await posted()
  await expect(house.work()).rejects.toBeInstanceOf(Undelivered)
  expect(moody.received).toHaveLength(0)
  cut = false
  await house.work()
  expect(moody.received).toHaveLength(1)
  await moody.close()
})

test('An address that nobody confirmed gets no more than the way in', async () => {
  await useServer(server.url)
  await house.owner.query('update app.contact set address_confirmed = false where person = $1', [ana.person])
  await posted()
  await posted({ kind: 'test.link', secret: true, subject: 'Your way in' })
  await house.work()
  await house.owner.query('update app.contact set address_confirmed = true where person = $1', [ana.person])
  expect(server.received.map((got) => got.subject)).toEqual(['Your way in'])
  expect((await house.mails())[0]).toMatchObject({ state: 'kept', trouble: 'not confirmed' })
})

test('Somebody who is no person here yet gets a mail at the address they gave', async () => {
  await useServer(server.url)
  await posted({ to: { address: 'new@example.org', name: 'New "Comer"\r\nBcc: all@example.org', locale: 'es' } })
  await house.work()
  expect(server.received[0]?.to?.text).toContain('new@example.org')
  expect(server.received[0]?.headers.has('bcc')).toBe(false)
  expect(server.received[0]?.html).toContain('<html lang="es">')
})

test('A kind of mail that is not registered cannot be posted', async () => {
  await expect(posted({ kind: 'test.unheard' })).rejects.toThrow('no mail called test.unheard')
})

test('The database holds neither the words nor the link of a mail in clear, and the queue only ids', async () => {
  await posted({ subject: 'canarysubject', text: 'canarytext https://example.org/canarylink' })
  const { rows } = await house.owner.query(
    `select (select jsonb_agg(m)::text from app.mail m) || (select jsonb_agg(o)::text from ops.outbox o) as all`,
  )
  for (const canary of ['canary', Buffer.from('canary').toString('hex')]) expect(rows[0].all).not.toContain(canary)
})

test('Mail that is done with goes after two weeks, kept mail after ninety days', async () => {
  const ages = { sent: [13, 15], kept: [89, 91] }
  for (const [state, days] of Object.entries(ages)) {
    for (const day of days) {
      await posted({ subject: `${state} ${day}` })
      const { rows } = await house.owner.query('select id from app.mail order by id desc limit 1')
      await house.owner.query(
        'update app.mail set state = $2, settled_at = now() - make_interval(days => $3) where id = $1',
        [rows[0].id, state, day],
      )
    }
  }
  await mailJobs.find((job) => job.queue === 'mail.tidy')?.handle({}, house.services)
  expect((await house.mails()).map((mail) => mail.subject)).toEqual(['sent 13', 'kept 89'])
})

async function again(): Promise<void> {
  await mailJobs.find((job) => job.queue === 'mail.again')?.handle({ community: community.id }, house.services)
  await house.work()
}
