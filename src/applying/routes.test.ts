import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chooseFile, confirmImport, importFile } from '../../test/applicants.ts'
import type { TestCommunity } from '../../test/arrange.ts'
import type { Browser } from '../../test/browserless.ts'
import { asItStands } from '../../test/forms.ts'
import { openTestHouse, type TestHouse } from '../../test/house.ts'
import { type MailServer, openMailServer } from '../../test/mail-server.ts'
import { join } from '../../test/newcomer.ts'
import { handOver } from '../platform/jobs/outbox.ts'
import { letterQueue } from './writes.ts'

let house: TestHouse
let community: TestCommunity
let olga: Browser
let spring: string
let server: MailServer
let finn: Browser

beforeAll(async () => {
  server = await openMailServer()
  house = await openTestHouse({ SMTP_URL: server.url })
  community = await house.community('long-table', 'The Long Table')
  olga = await community.person('Olga Ortiz', { offices: ['organiser'] })
  spring = await openSeason({ name: 'Spring', template: 'founders', places: '2' })
})
afterAll(async () => {
  await house.end()
  await server.close()
})

async function openSeason(said: Record<string, string>): Promise<string> {
  const form = asItStands(await olga.get('/seasons/new'))
  const { location } = await olga.post('/seasons/new', { ...form, ...said })
  const season = location.replace('/desk', '')
  await olga.submit(`${season}/state`, { state: 'open' })
  return season
}

const said = { zone: 'Europe/Lisbon', hours: 'Mon 18:00-20:00', agree: 'on' }
const answers = { 'said-stage': 'growing', 'said-languages[]': ['English', 'German'] }
const apply = (who: Browser, more: Record<string, string | string[]> = {}) =>
  who.submit(`${spring}/application`, { ...said, ...answers, ...more })
const rowOf = async (who: Browser) =>
  (await house.owner.query('select * from app.application where person = $1', [who.person])).rows[0]
const mailsTo = async (who: Browser) =>
  (await house.mails()).filter(({ person }) => person === who.person).map(({ subject }) => subject)

describe('Applying', () => {
  let ana: Browser

  test('Ana finds the open season on her first page, answers, and has a place', async () => {
    ana = await community.person('Ana Martins')
    expect((await ana.get('/home')).html).toContain(`${spring}/application`)
    const form = await ana.get(`${spring}/application`)
    expect(form.text).toContain('How far has your venture come?')
    expect(form.text).toContain('Only those who organise, and the person; also used to say why')
    expect((await apply(ana)).text).toContain('You have a place in this season')
    const { answers: kept, address, waits } = await rowOf(ana)
    expect(kept).toMatchObject({ stage: 'growing', languages: 'English; German', availability: 'Mon 18:00-20:00' })
    expect([address, waits]).toEqual(['', false])
    expect(await mailsTo(ana)).toEqual(['Your application for Spring'])
    expect((await ana.get('/home')).text).toContain('You have a place in this season')
  })

  test('What is missing or cannot be is said beside its field', async () => {
    const ida = await community.person('Ida Ivers')
    const page = await ida.post(`${spring}/application`, { ...said, hours: 'whenever', 'said-stage': 'growing' })
    expect([page.status, page.text.includes('We cannot read these hours')]).toEqual([422, true])
    // The list above the form names the field, as does what stands beside it.
    expect(page.text).toContain('“When are you usually free?”: We cannot read these hours')
    expect(page.text.match(/We cannot read these hours/g)).toHaveLength(2)
    const wrong = { ...said, 'said-stage': 'invented', 'said-hours_per_month': 'many', agree: '' }
    expect((await ida.post(`${spring}/application`, wrong)).text).toContain('Without this we cannot take')
    const answered = await ida.post(`${spring}/application`, { ...wrong, agree: 'on' })
    expect(answered.text).toContain('A number, please')
    for (const hours of ['1e9', '0x1f', '745', 'Infinity']) {
      const odd = await ida.post(`${spring}/application`, { ...said, ...answers, 'said-hours_per_month': hours })
      expect([odd.status, odd.text.includes('A number, please')]).toEqual([422, true])
    }
    expect(answered.text).toContain('This cannot be used')
    expect(await rowOf(ida)).toBeUndefined()
  })

  test('She changes her answers; those who organise read them, and nobody else does', async () => {
    const form = await ana.get(`${spring}/application`)
    expect(form.html).toMatch(/value="growing"[^>]* checked/)
    await apply(ana, { 'said-stage': 'established', 'said-hours_per_month': '6' })
    const { id, answers: kept } = await rowOf(ana)
    expect(kept).toMatchObject({ stage: 'established', hours_per_month: '6' })
    const one = await olga.get(`/applications/${id}`)
    expect(one.text).toContain('established')
    // Beside each answer stands what its question promised, under the question's own words.
    expect(one.text).toMatch(/How far has your venture come\? .{0,120}also used to say why a circle came about/)
    expect(one.text).toMatch(
      /How many hours a month do you want to give\? .{0,80}Only those who organise, and the person/,
    )
    expect(one.text).toContain('ana.martins@long-table.example.org')
    const ben = await community.person('Ben Other')
    expect((await ben.get(`/applications/${id}`)).status).toBe(404)
  })

  test('Pressed twice at once, there is one application', async () => {
    const cleo = await community.person('Cleo Castro')
    const both = await Promise.all([1, 2].map(() => cleo.post(`${spring}/application`, { ...said, ...answers })))
    expect(both.map(({ status }) => status)).toEqual([303, 303])
    const { rows } = await house.owner.query('select id from app.application where person = $1', [cleo.person])
    expect(rows).toHaveLength(1)
  })

  test('When all places are taken the next ones wait in line, and are told how many are before them', async () => {
    expect((await house.nobody().get(spring)).text).toContain('All places are taken at the moment')
    const dan = await community.person('Dan Dorn')
    const eva = await community.person('Eva Engel')
    expect((await apply(dan)).text).toContain('You wait in line: you are next')
    expect((await apply(eva)).text).toContain('one person is before you')
    expect((await olga.get('/applications')).text.match(/In line/g)).toHaveLength(2)
    expect((await olga.get('/formation')).text).toContain('2 people')
    await ana.submit(`${spring}/application/removal`)
    expect(await rowOf(ana)).toBeUndefined()
    await house.work()
    expect((await dan.get(`${spring}/application`)).text).toContain('You have a place in this season')
    expect((await eva.get(`${spring}/application`)).text).toContain('You wait in line: you are next')
    expect(await mailsTo(ana)).toEqual(['Your application for Spring', 'You have withdrawn from Spring'])
    expect(await mailsTo(dan)).toEqual(['Your application for Spring', 'There is a place for you in Spring'])
  })

  test('Whoever comes while somebody waits stands behind them, also where a place has just become free', async () => {
    const { rows } = await house.owner.query(`select id from app.application where name = 'Cleo Castro'`)
    await olga.submit(`/applications/${rows[0].id}/removal`)
    finn = await community.person('Finn Falk')
    expect((await apply(finn)).text).toContain('one person is before you')
    await house.work()
    expect((await finn.get(`${spring}/application`)).text).toContain('You wait in line: you are next')
  })

  test('More places move up everybody who waits', async () => {
    const form = asItStands(await olga.get(`${spring}/edition`))
    await olga.submit(`${spring}/edition`, { ...form, about: '', places: '' })
    await house.work()
    const { rows } = await house.owner.query('select count(*)::int as n from app.application where waits')
    expect(rows).toEqual([{ n: 0 }])
  })

  test('Two who take the last place at once: one has it, the other waits', async () => {
    const last = await openSeason({ name: 'Last', template: 'other', places: '2' })
    const all = await Promise.all(['Gil Grau', 'Hana Hori', 'Ines Iglesias'].map((name) => community.person(name)))
    const fields = { ...said, 'said-languages[]': ['English'] }
    const answered = await Promise.all(all.map((who) => who.post(`${last}/application`, fields)))
    expect(answered.map(({ status }) => status)).toEqual([303, 303, 303])
    const { rows } = await house.owner.query('select waits from app.application where season = $1 order by waits', [
      last.split('/').at(-1),
    ])
    expect(rows.map(({ waits }) => waits)).toEqual([false, false, true])
    await olga.submit(`${spring}/hand`)
  })
})

describe('A stranger', () => {
  test('joins on the way, and stands at the form; a known address looks the same to them, and takes nothing of anybody', async () => {
    const gate = `${spring}/application`
    for (const address of ['new@example.org', 'dan.dorn@long-table.example.org']) {
      const who = house.nobody()
      expect((await who.get(gate)).status).toBe(404)
      const answer = await join(who, { name: 'Nia New', address, next: gate })
      expect([answer.status, answer.location]).toEqual([303, gate])
      const page = await who.submit(gate, { ...said, ...answers })
      expect(page.text).toContain('You have a place in this season')
    }
    const { rows } = await house.owner.query(`select count(*)::int as n from app.application where name = 'Dan Dorn'`)
    expect(rows).toEqual([{ n: 1 }])
    expect((await olga.get('/applications')).text).toContain('dan.dorn@long-table.example.org (not proven yet)')
  })

  test('whose address an organiser brought finds the answers of the file, and there is one row of them', async () => {
    const file = `name,email,time_zone,How far has your venture come?,What do you hope for from a circle?
Kim Kuo,kim.kuo@long-table.example.org,Asia/Taipei,an idea,courage\n`
    const preview = await chooseFile(olga, file)
    expect(preview.html).toMatch(/<option value="asks:What do you hope for from a circle\?" selected/)
    await confirmImport(olga, preview)
    const kim = await community.person('Kim Kuo')
    const form = await kim.get(`${spring}/application`)
    expect(form.html).toMatch(/value="an idea"[^>]* checked/)
    expect(form.html).toContain('courage')
    await apply(kim, { 'said-stage': 'growing' })
    const { rows } = await house.owner.query(`select person, answers->>'stage' as stage from app.application
      where name = 'Kim Kuo'`)
    expect(rows).toEqual([{ person: kim.person, stage: 'growing' }])
  })

  test('with a personal link answers the same questions', async () => {
    const file = 'name,email,time_zone\nLea Lind,lea@example.org,Europe/Oslo\n'
    await importFile(olga, file)
    const links = await (await olga.raw('/applications/links.csv')).text()
    const [, link = ''] = /lea@example\.org,http:\/\/localhost:8080(\/p\/[\w-]+)/.exec(links) ?? []
    const lea = house.nobody()
    const said = { name: 'Lea Lind', zone: 'Europe/Oslo', privacy: 'on', version: '1', forming: 'yes' }
    const form = await lea.submit(`${link}/you`, said)
    expect(form.text).toContain('How far has your venture come?')
  })
})

describe('Writing to those who applied', () => {
  beforeAll(() => importFile(olga, 'name,email,time_zone\nMo Moss,mo@example.org,Europe/Oslo\n'))

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
      [spring.split('/').at(-1)],
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
    await olga.submit(`/applications/${id}/removal`)
  })

  test('Without a mail of her own she takes the addresses along: those that are proven or were brought', async () => {
    const list = await (await olga.raw('/applications/people.csv')).text()
    expect(list).toContain('Eva Engel,eva.engel@long-table.example.org,Europe/Lisbon,place')
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

describe('Once circles are published', () => {
  test('Finn finds his place on his first page, neither changes nor withdraws, and reads what he said', async () => {
    const form = asItStands(await olga.get('/formation/new'))
    const proposal = (await olga.post('/formation/new', { ...form, min: '2', max: '10' })).location
    await house.work()
    // Two have not proven an address, and nobody named a manager: only Lea, who said no hours, is left out.
    const { rows } = await house.owner.query(`select jsonb_path_query_array(result, '$.impossible[*].rules') as rules,
      result->'unplaced' as unplaced from app.formation`)
    expect([rows[0].rules, rows[0].unplaced.length]).toEqual([[['no_slot']], 1])
    const publication = asItStands(await olga.get(`${proposal}/publication`))
    expect((await olga.post(`${proposal}/publication`, publication)).status).toBe(303)
    expect((await finn.get('/home')).text).not.toContain('You have a place in this season')
    expect((await finn.get(`${spring}/application`)).text).toContain('Your circle is formed')
    const changed = await finn.post(`${spring}/application`, { ...said, ...answers, 'said-stage': 'an idea' })
    const withdrawn = await finn.post(`${spring}/application/removal`)
    expect([changed.status, withdrawn.status]).toEqual([409, 409])
    expect((await rowOf(finn)).answers).toMatchObject({ stage: 'growing' })
    expect((await finn.get('/applications/mine')).text).toContain('growing')
  })
})

describe('A season that is over', () => {
  test('takes neither applications nor changes; whoever stands on its list may still withdraw', async () => {
    const gus = await community.person('Gus Grund')
    await apply(gus)
    await olga.submit(`${spring}/state`, { state: 'closed' })
    const jo = await community.person('Jo Jung')
    expect((await jo.get(`${spring}/application`)).location).toBe(spring)
    const late = await jo.post(`${spring}/application`, { ...said, ...answers })
    expect([late.status, late.text.includes('One can no longer apply')]).toEqual([409, true])
    expect(await rowOf(jo)).toBeUndefined()
    const gone = await gus.submit(`${spring}/application/removal`)
    expect(gone.text).toContain('Every answer is deleted')
    expect(await rowOf(gus)).toBeUndefined()
  })
})
