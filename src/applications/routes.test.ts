import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chooseFile, importFile } from '../../test/applicants.ts'
import type { TestCommunity } from '../../test/arrange.ts'
import type { Browser } from '../../test/browserless.ts'
import { openTestHouse, type TestHouse } from '../../test/house.ts'

let house: TestHouse
let community: TestCommunity
let olga: Browser

beforeAll(async () => {
  house = await openTestHouse()
  community = await house.community('long-table', 'The Long Table')
  olga = await community.person('Olga Ortiz', { offices: ['organiser'] })
})
afterAll(() => house.end())

const sample = (name: string) => readFileSync(new URL(`../../test/data/${name}`, import.meta.url), 'utf8')
const file = (text: string) => new Blob([text], { type: 'text/csv' })
const choose = chooseFile
const confirm = (who: Browser, preview: { address(pattern: RegExp): string }) =>
  who.submit(preview.address(/\/import\/[0-9a-f-]{36}$/), { basis: 'asked' })
const import_ = importFile
const count = async () =>
  Number(
    (await house.owner.query('select count(*) from app.application where community = $1', [community.id])).rows[0]
      .count,
  )

describe('Importing a file', () => {
  test('Olga, who presses twice at the very first, has one season and one file that waits', async () => {
    await Promise.all([1, 2, 3].map(() => choose(olga, sample('applicants-messy.csv'))))
    for (const of of ['season', 'application_import'])
      expect(
        (await house.owner.query(`select 1 from app.${of} where community = $1`, [community.id])).rows,
        of,
      ).toHaveLength(1)
  })

  test('Olga sees row by row what is wrong with a messy file, and imports the good rows', async () => {
    const page = await choose(olga, sample('applicants-messy.csv'))
    expect(page.text).toContain('17 rows, of which 6 can be imported')
    for (const [row, column, words] of [
      [5, 'Zeitzone', '“Berlin” is not a time zone we know'],
      [6, 'availability', 'We cannot read the hours “Mon 25:00-26:00”'],
      [7, 'availability', '“Mon 20:00-18:00” ends before it begins'],
      [8, 'email', 'The address “m1@example.org” stands above already'],
      [9, 'id', 'The id “m1” stands above already'],
      [10, 'employer', '“+Employer 9” looks like a formula'],
      [11, 'hours_per_month', '“many” is not a number of hours'],
      [12, 'name', 'This cell is empty'],
      [13, 'email', '“not-an-address” is not an e-mail address'],
      [15, 'together_with', '“m1” stands in both'],
      [16, '–', 'This row has only 3 cells'],
    ] as const)
      expect(page.text).toMatch(
        new RegExp(`${row} (Column )?${column} (What was found )?${words.replace(/[+?]/g, '\\$&')}`),
      )
    expect(page.html).not.toContain('<script>alert')
    expect(await count()).toBe(0)
    const list = await confirm(olga, page)
    expect(list.text).toContain('6 new people, 0 changed, 0 as before')
    expect(list.text).toContain('Đặng Thị Hà')
    expect(await count()).toBe(6)
  })

  test('The same file again changes nothing, and says so', async () => {
    const page = await choose(olga, sample('applicants-messy.csv'))
    expect(page.text).toContain('It would change nothing')
    const before = (await house.owner.query('select * from app.application order by id')).rows
    await confirm(olga, { address: () => `${page.address(/\/columns$/).replace(/\/columns$/, '')}` })
    expect((await house.owner.query('select * from app.application order by id')).rows).toEqual(before)
  })

  test('Rows whose ids have moved on to other people still change nobody but their own, and the file again nothing', async () => {
    const rows = (...lines: string[]) => `id,name,email,time_zone\n${lines.join('\n')}\n`
    await import_(olga, rows('k2,Kim,kim@example.org,Europe/Paris'))
    const renumbered = rows('k1,Kim,kim@example.org,Europe/Paris', 'k2,Lea,lea@example.org,Europe/Paris')
    expect((await import_(olga, renumbered)).text).toContain('One new person, 1 changed, 0 as before')
    expect((await choose(olga, renumbered)).text).toContain('It would change nothing')
    const swapped = rows('k2,Kim,kim@example.org,Europe/Paris', 'k1,Lea,lea@example.org,Europe/Paris')
    expect((await import_(olga, swapped)).text).toContain('Nobody new, 2 changed, 0 as before')
    await import_(olga, renumbered)
    const held = await choose(olga, rows('k2,Kim,kim@example.org,Europe/Paris', 'k1,Max,max@example.org,Europe/Paris'))
    expect(held.text.match(/Left out: id and address belong to two different people here/g)).toHaveLength(2)
    const another = await choose(olga, rows('k2,Lea,lea.new@example.org,Europe/Paris'))
    expect(another.text).toContain('Changes Lea, whose address was lea@example.org')
  })

  test('A file without a usable row says so, and where a column is missing asks for it before all else', async () => {
    expect((await choose(olga, 'name,email,time_zone\n')).text).toContain('There are no rows in it.')
    const none = await choose(olga, 'name,email,time_zone\nAna\n')
    expect(none.text).toContain('Nothing in it can be imported as it is.')
    expect(none.text).toContain('This row has only one cell, fewer than the header.')
    const page = await choose(olga, 'name,email,where\n,ana@example.org,Lisbon\n')
    expect(page.text).toContain('Read it again like this')
    expect(page.text).not.toContain('This cell is empty')
  })

  test('What a file says is shown for its first people, names that stand twice are named, and a ground must be chosen', async () => {
    const odd = 'Ida,ida@example.org,UTC,founder,\nJo Ek,jo1@example.org,UTC,,x\njo  ek,jo2@example.org,UTC,,\n'
    const page = await choose(olga, `name,email,time_zone,stage,__proto__\n${odd}`)
    expect(page.text).toContain('The first 3 people as we read them')
    expect(page.text).toMatch(/Stage Ida, row 2 founder Jo Ek, row 3 empty/)
    expect(page.text).toContain('The same name stands more than once: Jo Ek (rows 3 and 4).')
    expect(page.text).toContain('without it nobody is imported')
    const path = page.address(/\/import\/[0-9a-f-]{36}$/)
    expect((await olga.post(path, {})).text).toContain('Please say why')
  })

  test('A changed row changes what is here; another address gets another link', async () => {
    const change = sample('applicants-messy.csv').replace('strategy;;;green', 'hiring;;;green')
    expect((await import_(olga, change)).text).toContain('Nobody new, 1 changed, 5 as before')
    const { rows } = await house.owner.query(`select answers->>'goals' as goals from app.application where ref = 'm1'`)
    expect(rows).toEqual([{ goals: 'hiring' }])
    const hash = async () =>
      (await house.owner.query(`select token_hash from app.application where ref = 'm3'`)).rows[0].token_hash.toString(
        'hex',
      )
    const before = await hash()
    await import_(olga, change.replace('m3@example.org', 'm33@example.org'))
    expect(await hash()).not.toBe(before)
  })

  test.each([',', ';', '\t'])('A file with %j between its cells is read', async (mark) => {
    const text = [
      ['Nombre', 'Correo', 'Zona horaria', 'note'],
      [`Zoë ${mark.charCodeAt(0)}`, `zoe${mark.charCodeAt(0)}@example.org`, 'europe/madrid', '"two\r\nlines"'],
    ]
    const page = await choose(olga, `\ufeff${text.map((row) => row.join(mark)).join('\r\n')}`)
    expect(page.text).toContain('One row, of which 1 can be imported')
    expect((await confirm(olga, page)).text).toContain('One new person')
  })

  test('A column we do not know is mapped by Olga, and a bad choice loses nothing', async () => {
    const page = await choose(olga, 'who,mail,lives in\nNia,nia@example.org,Africa/Lagos\n')
    expect(page.text).toContain('There is no column for “name”')
    expect(page.text).toContain('There is no column for “time_zone”')
    const action = page.address(/\/columns$/)
    expect(
      (await olga.post(action, { 'meaning-0': 'nonsense', 'meaning-1': 'email', 'meaning-2': 'keep' })).status,
    ).toBe(422)
    const mapped = await olga.submit(action, { 'meaning-0': 'name', 'meaning-1': 'email', 'meaning-2': 'time_zone' })
    expect((await confirm(olga, mapped)).text).toContain('Nia')
  })

  test('5,000 rows are previewed page by page and imported', async () => {
    const rows = Array.from({ length: 5000 }, (_, n) => `x${n},Person ${n},x${n}@example.org,Europe/Lisbon`)
    const page = await choose(olga, `id,name,email,time_zone\n${rows.join('\n')}`)
    expect(page.text).toContain('Person 99 ')
    expect(page.text).not.toContain('Person 100 ')
    expect(page.text).toContain('Further rows (4,900)')
    const next = await olga.get(page.address(/from=100/))
    expect(next.text).toContain('Person 100 ')
    expect(next.text).toMatch(/Earlier rows \(100\) Further rows \(4,800\)/)
    expect((await confirm(olga, page)).text).toContain('5,000 new people')
  })

  test('Letters as Excel on Windows writes them are read, and whoever imports is asked to look; what is no table comes back', async () => {
    expect((await olga.post('/applications/import', { file: file('') })).text).toContain('Please choose a file')
    const windows = Buffer.from('name;email;time_zone\r\nJörg Weiß;joerg@example.org;UTC\r\n', 'latin1')
    const preview = await olga.submit('/applications/import', { file: new Blob([windows]) })
    expect(preview.text).toContain('as Excel on Windows writes them')
    expect(preview.text).toContain('Jörg Weiß')
    const workbook = new Blob([new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0xf6])])
    const page = await olga.post('/applications/import', { file: workbook })
    expect([page.status, page.text.includes('CSV UTF-8')]).toEqual([422, true])
  })
})

describe('Who may see applicants', () => {
  test('Members, strangers and the organiser of another community find nothing, not even a file that waits', async () => {
    const waiting = (await choose(olga, sample('applicants-48.csv'))).address(/\/import\/[0-9a-f-]{36}$/)
    const { rows } = await house.owner.query(`select id from app.application where ref = 'm1'`)
    const one = `/applications/${rows[0].id}`
    const other = await house.community('night-owls', 'Night Owls')
    const owl = await other.person('Otto Owl', { offices: ['organiser'] })
    const second = await community.person('Second Organiser', { offices: ['organiser'] })
    const ana = await community.person('Ana Martins')
    for (const who of [ana, house.nobody()])
      for (const path of ['/applications', one, waiting, '/applications/links.csv', '/applications/links.txt'])
        expect((await who.get(path)).status).toBe(404)
    expect((await owl.get(one)).status).toBe(404)
    // A file of somebody else’s is one that waits for nobody.
    for (const who of [owl, second]) expect((await who.get(waiting)).location).toMatch(/import\?gone$/)
    expect((await owl.get('/applications')).text).not.toContain('Ferreira')
    expect((await second.post(waiting, { basis: 'asked' })).location).toMatch(/import\?gone$/)
  })

  test('Only the hash of a link is kept, and the copy list leaves out nobody who waits', async () => {
    const list = await (await olga.raw('/applications/links.csv')).text()
    const [link] = /http:\/\/localhost:8080\/p\/[\w-]{43}/.exec(list) ?? []
    expect(link).toBeDefined()
    expect(list.match(/\/p\//g)).toHaveLength(await count())
    const { rows } = await house.owner.query('select to_jsonb(a) as all from app.application a')
    expect(JSON.stringify(rows)).not.toContain(link?.slice(-43))
  })

  test('Each answer on one page says who sees it', async () => {
    const { rows } = await house.owner.query(`select id from app.application where ref = 'm1'`)
    const page = await olga.get(`/applications/${rows[0].id}`)
    expect(page.text).toContain('Who sees it')
    expect(page.text).toMatch(/Employer (Answer )?Employer 1 (Who sees it )?Those who organise, and the person/)
  })
})

describe('A personal link', () => {
  const linkOf = async (ref: string) => {
    const { rows } = await house.owner.query('select id from app.application where ref = $1 and community = $2', [
      ref,
      community.id,
    ])
    const page = await olga.get(`/applications/${rows[0].id}`)
    return /http:\/\/localhost:8080(\/p\/[\w-]+)/.exec(page.html)?.[1] ?? ''
  }
  const say = { name: 'Hà', zone: 'Asia/Saigon', privacy: 'on', version: '1', forming: 'yes' }

  test('Hà looks as often as she likes, comes in once, and the link is dead', async () => {
    const link = await linkOf('m2')
    const ha = house.nobody()
    expect((await ha.get(link)).text).toContain('For Đặng Thị Hà')
    expect((await ha.post(`${link}/you`, { ...say, privacy: '' })).status).toBe(422)
    expect((await ha.post(`${link}/you`, say)).location).toBe('/places')
    expect((await ha.get('/applications/mine')).html).toContain('Employer 2')
    for (const who of [house.nobody(), olga]) {
      expect((await who.get(link)).status).toBe(404)
      expect((await who.post(`${link}/you`, say)).status).toBe(404)
    }
    expect(await (await olga.raw('/applications/links.csv')).text()).not.toContain(link)
  })

  test('Two who press at once: one comes in, the other finds nothing', async () => {
    const link = await linkOf('m17')
    const answers = await Promise.all([house.nobody(), house.nobody()].map((who) => who.post(`${link}/you`, say)))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 404])
  })

  test('Guessed links, links of another community and renewed ones lead nowhere', async () => {
    const link = await linkOf('m16')
    const { rows } = await house.owner.query(`select id from app.application where ref = 'm16'`)
    expect((await house.nobody().get(`/c/night-owls${link}`)).status).toBe(404)
    expect((await house.nobody().get('/p/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')).status).toBe(404)
    await olga.submit(`/applications/${rows[0].id}/link`)
    expect((await house.nobody().get(link)).status).toBe(404)
    expect((await house.nobody().get(await linkOf('m16'))).status).toBe(200)
  })

  test('What Hà has taken over is changed by no file', async () => {
    const text = sample('applicants-messy.csv').replace('Vietnamese";hiring', 'Vietnamese";other')
    await import_(olga, text)
    const { rows } = await house.owner.query(`select answers->>'goals' as goals from app.application where ref = 'm2'`)
    expect(rows).toEqual([{ goals: 'hiring' }])
  })

  test('An imported address of somebody who is here opens nothing: no link, and the account stays as it is', async () => {
    await import_(olga, 'id,name,email,time_zone\nana,Ana Imported,ana.martins@long-table.example.org,UTC\n')
    expect(await linkOf('ana')).toBe('')
    const { rows } = await house.owner.query(`select name from app.person where name like 'Ana%'`)
    expect(rows).toEqual([{ name: 'Ana Martins' }])
  })
})
