import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importFile } from '../../../test/applicants.ts'
import type { TestCommunity } from '../../../test/arrange.ts'
import type { Browser } from '../../../test/browserless.ts'
import { openTestHouse, type TestHouse } from '../../../test/house.ts'
import { type MailServer, openMailServer } from '../../../test/mail-server.ts'
import { join } from '../../../test/newcomer.ts'
import { openSeason } from '../../../test/seasons.ts'
import { handOver } from '../../platform/jobs/outbox.ts'
import { letterQueue } from '../writes.ts'

let house: TestHouse
let community: TestCommunity
let olga: Browser
let finn: Browser
let season: string
let server: MailServer

beforeAll(async () => {
  server = await openMailServer()
  house = await openTestHouse({ SMTP_URL: server.url })
  community = await house.community('long-table', 'The Long Table')
  olga = await community.person('Olga Ortiz', { offices: ['organiser'] })
  const spring = await openSeason(olga, { name: 'Spring', template: 'other', places: '3' })
  season = spring.split('/').at(-1) ?? ''
  finn = await community.person('Finn Falk')
  const nia = house.nobody()
  await join(nia, { name: 'Nia New', address: 'new@example.org', next: `${spring}/application` })
  const said = { zone: 'Europe/Lisbon', hours: 'Mon 18:00-20:00', agree: 'on', 'said-languages[]': ['English'] }
  for (const who of [finn, nia]) await who.submit(`${spring}/application`, said)
  await importFile(
    olga,
    'name,email,time_zone\nMo Moss,mo@example.org,Europe/Oslo\nWu Wei,wu@example.org,Asia/Taipei\n',
  )
})
afterAll(async () => {
  await house.end()
  await server.close()
})

describe('Writing to those who applied', () => {
  test('Olga writes once; each has a mail of their own, and what she wrote stays to be read with whom it reached', async () => {
    expect((await olga.get('/applications/letter')).text).toContain('Everybody who applied')
    const letter = { to: 'place', subject: 'We begin soon', text: 'Dear all,\n\nwe begin.' }
    const answer = await olga.post('/applications/letter', letter)
    expect(answer.location).toMatch(/^\/applications\/letter\/[0-9a-f-]{36}$/)
    const posted = async () => (await house.mails()).filter(({ subject }) => subject === 'We begin soon')
    // Nothing is posted while she waits for the page.
    expect(await posted()).toEqual([])
    const { rows } = await house.owner.query(
      'select count(*)::int as n from app.application where season = $1 and not waits',
      [season],
    )
    expect((await olga.get(answer.location)).text).toContain(`posted to 0 of ${rows[0].n}`)
    await house.work()
    expect(await posted()).toHaveLength(rows[0].n)
    const sent = await olga.get(answer.location)
    for (const words of [`Posted to ${rows[0].n} people`, 'Those with a place', 'we begin.', 'Olga Ortiz'])
      expect(sent.text).toContain(words)
    expect((await olga.get('/applications/letter')).html).toContain(`href="${answer.location}"`)
    expect((await finn.get('/me/mail')).text).toContain('We begin soon')
    expect((await finn.get('/me/mail')).text).toContain('we begin.')
    const other = await house.community('night-owls', 'Night Owls')
    const owl = await other.person('Otto Owl', { offices: ['organiser'] })
    for (const who of [owl, finn, house.nobody()]) expect((await who.get(answer.location)).status).toBe(404)
  })

  test('A job that runs again, or stopped half way, posts to nobody twice', async () => {
    const letter = { to: 'all', subject: 'Once', text: 'Only once.' }
    const [id = ''] = (await olga.post('/applications/letter', letter)).location.split('/').slice(-1)
    const body = { community: community.id, letter: id }
    const again = () =>
      house.services.handles.worker({ community: community.id }, (db) => handOver(db, letterQueue, body))
    await again()
    await house.work()
    await again()
    await house.work()
    const { rows } = await house.owner.query(
      `select l.meant, l.reached, l.done_at is not null as done, count(r.posted_at)::int as posted
        from app.applicant_letter l join app.applicant_letter_reader r on r.letter = l.id where l.id = $1 group by l.meant, l.reached, l.done_at`,
      [id],
    )
    const [{ meant }] = rows
    expect(rows).toEqual([{ meant, reached: meant, done: true, posted: meant }])
    expect((await house.mails()).filter(({ subject }) => subject === 'Once')).toHaveLength(meant)
    const sealed = await house.owner.query('select subject, body from app.applicant_letter where id = $1', [id])
    expect(JSON.stringify(sealed.rows.map(({ body }) => body.toString('utf8')))).not.toContain('Only once')
  })

  test('Pressed twice, or gone back to, a letter goes out once; other words are another letter', async () => {
    const letter = { to: 'all', subject: 'One more thing', text: 'Bring a pen.' }
    const both = await Promise.all([1, 2].map(() => olga.post('/applications/letter', letter)))
    const again = await olga.post('/applications/letter', letter)
    expect(new Set([...both, again].map(({ location }) => location)).size).toBe(1)
    const other = await olga.post('/applications/letter', { ...letter, text: 'Bring two pens.' })
    expect(other.location).not.toBe(again.location)
    await house.work()
  })

  test('Whoever comes later reads what was written to the address of the file before; nobody else does', async () => {
    const [{ id }] = (await house.owner.query(`select id from app.application where name = 'Mo Moss'`)).rows
    const link = /http:\/\/localhost:8080(\/p\/[\w-]+)/.exec((await olga.get(`/applications/${id}`)).html)?.[1] ?? ''
    const mo = house.nobody()
    await mo.submit(`${link}/you`, { name: 'Mo', zone: 'Europe/Oslo', privacy: 'on', version: '1', forming: 'yes' })
    await olga.post('/applications/letter', { to: 'all', subject: 'Since you came', text: 'Welcome.' })
    await house.work()
    const { text } = await mo.get('/me/mail')
    for (const words of ['Bring two pens.', 'Since you came']) expect(text.split(words)).toHaveLength(2)
    const late = await community.person('Late Lars')
    for (const who of [late, community.owner]) expect((await who.get('/me/mail')).text).not.toContain('Bring two pens')
  })

  test('Without a mail of her own she takes the addresses along: those that are proven or were brought', async () => {
    const list = await (await olga.raw('/applications/people.csv')).text()
    expect(list).toContain('Finn Falk,finn.falk@long-table.example.org,Europe/Lisbon,place')
    expect(await (await olga.raw('/applications/people.txt')).text()).not.toContain('new@example.org')
  })

  test('Members and strangers find neither the letter nor the addresses', async () => {
    const ana = await community.person('Another Ana')
    for (const who of [ana, house.nobody()])
      for (const path of ['/applications/letter', '/applications/people.csv', '/applications/people.txt'])
        expect((await who.get(path)).status).toBe(404)
    expect((await ana.post('/applications/letter', { to: 'all', subject: 'x', text: 'y' })).status).toBe(404)
  })
})
