import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chooseFile, confirmImport, importFile } from '../../test/applicants.ts'
import type { TestCommunity } from '../../test/arrange.ts'
import type { Browser } from '../../test/browserless.ts'
import { asItStands } from '../../test/forms.ts'
import { openTestHouse, type TestHouse } from '../../test/house.ts'
import { type MailServer, openMailServer } from '../../test/mail-server.ts'
import { join } from '../../test/newcomer.ts'
import { openSeason } from '../../test/seasons.ts'

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
  spring = await openSeason(olga, { name: 'Spring', template: 'founders', places: '2' })
})
afterAll(async () => {
  await house.end()
  await server.close()
})

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
    const last = await openSeason(olga, { name: 'Last', template: 'other', places: '2' })
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
