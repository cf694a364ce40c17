import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chooseFile, importFile } from '../../../test/applicants.ts'
import type { TestCommunity } from '../../../test/arrange.ts'
import type { Browser } from '../../../test/browserless.ts'
import { asItStands } from '../../../test/forms.ts'
import { openTestHouse, type TestHouse } from '../../../test/house.ts'
import { join } from '../../../test/newcomer.ts'
import { planSeason } from '../../../test/seasons.ts'

// On what ground somebody stands on the list of a season, and how one person stands there once. No mail can be sent from this house.

let house: TestHouse
let community: TestCommunity
let olga: Browser
let spring: string

beforeAll(async () => {
  house = await openTestHouse()
  community = await house.community('long-table', 'The Long Table')
  olga = await community.person('Olga Ortiz', { offices: ['organiser'] })
  spring = await planSeason(olga, { name: 'Spring', template: 'founders' })
})
afterAll(() => house.end())

const header = 'name,email,time_zone,How far has your venture come?,Dietary wishes\n'
const row = (name: string, address: string, more = 'growing,none') => `${name},${address},Europe/Oslo,${more}\n`
const rowsNamed = async (name: string) =>
  (await house.owner.query('select * from app.application where name = $1 order by made_at', [name])).rows
const linkOf = async (name: string) => {
  const [{ id }] = await rowsNamed(name)
  return /http:\/\/localhost:8080(\/p\/[\w-]+)/.exec((await olga.get(`/applications/${id}`)).html)?.[1] ?? ''
}
const you = { zone: 'Europe/Oslo', privacy: 'on', version: '1' }

describe('A file of people in a season that was never opened', () => {
  let ada: Browser

  test('Olga states why circles may be formed from it, and answers that no question knows are named', async () => {
    const bad = row('Bo Berg', 'bo@example.org', 'flying,vegan')
    const preview = await chooseFile(olga, header + row('Ada Aas', 'ada@example.org') + bad)
    expect(preview.text).toContain('A question does not know all that this file answers')
    expect(preview.text).toContain('flying (1)')
    expect(preview.text).toContain('Why may circles be formed from what this file says of these people?')
    const confirm = preview.address(/\/import\/[0-9a-f-]{36}$/)
    // No ground is chosen for her, and without one nobody is imported.
    expect(preview.html).not.toMatch(/name="basis"[^>]* checked/)
    const unstated = await olga.post(confirm)
    expect([unstated.status, unstated.text.includes('Please say why')]).toEqual([422, true])
    expect(await rowsNamed('Bo Berg')).toEqual([])
    // Pressed twice at once, it happens once, and the second is told so.
    const both = await Promise.all([1, 2].map(() => olga.post(confirm, { basis: 'terms' })))
    const led = both.map(({ status, location }) => `${status} ${location.replace(/\?new=2&.*/, '?new=2')}`)
    expect(led.sort()).toEqual(['303 /applications/import?gone', '303 /applications?new=2'])
    expect((await olga.get(confirm)).location).toBe('/applications/import?gone')
    expect((await olga.get('/applications/import?gone')).text).toContain('it is imported already')
    const [{ basis, basis_by, agreed_at, answers }] = await rowsNamed('Bo Berg')
    expect([basis, basis_by, agreed_at]).toEqual(['terms', olga.person, null])
    expect(answers).toEqual({ 'Dietary wishes': 'vegan' })
  })

  test('Nobody stands on a list without a ground, whatever is tried', async () => {
    const [{ id }] = await rowsNamed('Bo Berg')
    await expect(house.owner.query('update app.application set basis = null where id = $1', [id])).rejects.toThrow(
      'application_has_ground',
    )
  })

  test('Ada comes by her link and is asked; her yes is kept with its version and day, for her to read', async () => {
    ada = house.nobody()
    const link = await linkOf('Ada Aas')
    const door = await ada.get(`${link}/you`)
    expect(door.text).toContain('this person takes part in a programme whose terms say so')
    const unsaid = await ada.post(`${link}/you`, { ...you, name: 'Ada Aas' })
    expect([unsaid.status, unsaid.text.includes('Please say yes or no')]).toEqual([422, true])
    await ada.submit(`${link}/you`, { ...you, name: 'Ada Aas', forming: 'yes' })
    const [{ agreed_version, agreed_at }] = await rowsNamed('Ada Aas')
    expect([agreed_version, agreed_at instanceof Date]).toEqual([1, true])
    const mine = await ada.get('/applications/mine')
    expect(mine.text).toContain('Circles may be formed from these answers: said on')
    const data = JSON.parse((await ada.get('/me/data.json')).html)
    expect(data.person.application).toMatchObject([{ agreed_version: 1, basis: 'terms' }])
  })

  test('She sees the questions with their choices, what else is known as words, and changes both', async () => {
    const mine = await ada.get('/applications/mine')
    expect(mine.html).toMatch(/type="radio"[^>]*value="growing"[^>]* checked/)
    expect(mine.text).toContain('Only those who organise, and the person; also used to say why')
    const form = { ...asItStands(mine), 'said-stage': 'established', 'said-languages[]': ['English'] }
    const wrong = await ada.post('/applications/mine', { ...form, 'said-stage': 'flying' })
    expect([wrong.status, wrong.text.includes('This cannot be used')]).toEqual([422, true])
    await ada.submit('/applications/mine', { ...form, 'said-Dietary wishes': 'no nuts' })
    const [{ answers }] = await rowsNamed('Ada Aas')
    expect(answers).toMatchObject({ stage: 'established', languages: 'English', 'Dietary wishes': 'no nuts' })
  })

  test('She withdraws by herself though the season’s page is hidden, and the same file does not bring her back', async () => {
    expect((await ada.get(spring)).status).toBe(404)
    const mine = await ada.get('/applications/mine')
    const gone = await ada.submit(mine.address(/application\/removal$/))
    expect(gone.text).toContain('Every answer is deleted')
    expect(await rowsNamed('Ada Aas')).toEqual([])
    const again = await chooseFile(olga, header + row('Ada Aas', 'ada@example.org'))
    expect(again.text).toContain('Left out: this person withdrew from this season')
    await olga.submit(again.address(/\/import\/[0-9a-f-]{36}$|applications$/)).catch(() => undefined)
    expect(await rowsNamed('Ada Aas')).toEqual([])
    const { rows } = await house.owner.query('select encode(mark, $1) as mark from app.application_withdrawal', ['hex'])
    expect(JSON.stringify(rows)).not.toContain('ada')
  })

  test('Bo says no at the door: he is a member, off the list, and stays off it', async () => {
    const bo = house.nobody()
    const link = await linkOf('Bo Berg')
    const home = await bo.submit(`${link}/you`, { ...you, name: 'Bo Berg', forming: 'no' })
    expect(home.text).toContain('Hello, Bo')
    expect(await rowsNamed('Bo Berg')).toEqual([])
    expect((await chooseFile(olga, header + row('Bo Berg', 'bo@example.org'))).text).toContain(
      'withdrew from this season',
    )
  })
})

describe('Somebody of a file who applies by the public page', () => {
  const answers = { 'said-stage': 'an idea', 'said-languages[]': ['English'] }
  const said = { zone: 'Europe/Lisbon', hours: 'Mon 18:00-20:00', agree: 'on', ...answers }

  /** Comes by the public page under an address that nobody can prove here. */
  async function applies(name: string, address: string): Promise<Browser> {
    const who = house.nobody()
    await join(who, { name, address, next: `${spring}/application` })
    await who.submit(`${spring}/application`, said)
    return who
  }

  beforeAll(async () => {
    await olga.submit(`${spring}/state`, { state: 'open' })
    const names = ['Eli Eng', 'Fay Fox', 'Gro Gran']
    await importFile(
      olga,
      header + names.map((name) => row(name, `${name.toLowerCase().replace(' ', '.')}@example.org`)).join(''),
    )
  })

  test('Knowing Eli’s address makes nobody Eli: nothing of the file is shown or changed, and Olga is asked', async () => {
    const eli = await applies('Eli E.', 'eli.eng@example.org')
    expect((await eli.get(`${spring}/application`)).html).not.toMatch(/value="growing"[^>]* checked/)
    const [brought] = await rowsNamed('Eli Eng')
    expect(brought.person).toBeNull()
    const list = await olga.get('/applications')
    expect(list.text).toContain('One person of your file may stand here twice')
    const page = await olga.get(`/applications/${brought.id}`)
    expect(page.text).toContain('Eli E. applied by themselves and says that eli.eng@example.org is their address')
    for (const who of [eli, house.nobody()])
      expect((await who.post(`/applications/${brought.id}/twin`, { own: brought.id })).status).toBe(404)
  })

  test('Olga knows that they are one: Eli stands once, with what they said, and what only the file knew', async () => {
    const [brought] = await rowsNamed('Eli Eng')
    const [own] = await rowsNamed('Eli E.')
    await olga.submit(`/applications/${brought.id}/twin`, { own: own.id })
    expect(await rowsNamed('Eli Eng')).toEqual([])
    const [one, ...others] = await rowsNamed('Eli E.')
    expect(others).toEqual([])
    expect([one.id, one.person]).toEqual([brought.id, own.person])
    expect(one.answers).toMatchObject({ stage: 'an idea', 'Dietary wishes': 'none', availability: 'Mon 18:00-20:00' })
    expect(one.agreed_at).toEqual(own.agreed_at)
    expect((await olga.get('/applications')).text).not.toContain('may stand here twice')
    const again = await chooseFile(olga, header + row('Eli Eng', 'eli.eng@example.org'))
    expect(again.text).toContain('It would change nothing')
  })

  test('Fay, who applied under another address, follows her personal link and stands once as well', async () => {
    const fay = await applies('Fay F.', 'fay.home@example.org')
    const link = await linkOf('Fay Fox')
    await fay.submit(`${link}/you`, { ...you, name: 'Fay F.', forming: 'yes' })
    expect(await rowsNamed('Fay Fox')).toEqual([])
    const rows = await rowsNamed('Fay F.')
    expect(rows.map(({ answers, person }) => [answers.stage, answers['Dietary wishes'], person !== null])).toEqual([
      ['an idea', 'none', true],
    ])
    const spent = await house.nobody().get(link)
    expect([spent.status, spent.text.includes('It was used already')]).toEqual([404, true])
  })

  test('Two of another season, or two who came by themselves, are never brought together', async () => {
    const [gro] = await rowsNamed('Gro Gran')
    const [eli] = await rowsNamed('Eli E.')
    const [fay] = await rowsNamed('Fay F.')
    expect((await olga.post(`/applications/${eli.id}/twin`, { own: fay.id })).status).toBe(409)
    for (const own of [gro, eli])
      expect((await olga.post(`/applications/${gro.id}/twin`, { own: own.id })).status).toBe(409)
    const autumn = await planSeason(olga, { name: 'Autumn' })
    await olga.submit(`${autumn}/hand`)
    await importFile(olga, header + row('Hal Holm', 'hal@example.org'))
    const [hal] = await rowsNamed('Hal Holm')
    expect((await olga.post(`/applications/${hal.id}/twin`, { own: eli.id })).status).toBe(409)
    expect(await rowsNamed('Eli E.')).toHaveLength(1)
  })
})

test('Answers that a question does not know are told once for the whole file, and one tap lets it know them', async () => {
  const asked = 'name,email,time_zone,stage,Dietary wishes\n'
  const people = ['Una Ulv', 'Vic Vang', 'Wim Wold'].map((name) =>
    row(name, `${name.slice(0, 3)}@example.org`, 'pivoting,none'),
  )
  const preview = await chooseFile(
    olga,
    asked + people.join('') + row('Xia Xu', 'xia@example.org', 'winding down,none'),
  )
  expect(preview.text).toContain('pivoting (3) · winding down (1)')
  expect(preview.text).not.toContain('is not among the choices')
  const action = preview.address(/\/choices$/)
  expect((await olga.post(action)).text).toContain('Please fill this in.')
  const after = await olga.submit(action, { 'columns[]': ['stage', 'invented'] })
  expect(after.text).not.toContain('does not know')
  await olga.submit(after.address(/\/import\/[0-9a-f-]{36}$/), { basis: 'asked' })
  expect((await rowsNamed('Vic Vang')).map(({ answers }) => answers.stage)).toEqual(['pivoting'])
  const { rows } = await house.owner.query(`select questions from app.season where name = 'Autumn'`)
  const [{ questions }] = rows
  const { choices } = questions.find(({ column }: { column: string }) => column === 'stage')
  expect(choices.slice(-2)).toEqual(['pivoting', 'winding down'])
})

test('What Olga took a column for is taken for it again, in the next file with that header', async () => {
  const page = await chooseFile(olga, 'who,mail,lives in\nNia,nia@example.org,Africa/Lagos\n')
  const action = page.address(/\/columns$/)
  await olga.submit(action, { 'meaning-0': 'name', 'meaning-1': 'email', 'meaning-2': 'time_zone' })
  const next = await chooseFile(olga, 'lives in,who,mail\nAfrica/Lagos,Obi,obi@example.org\n')
  expect(next.text).toContain('One row, of which 1 can be imported')
  const other = await house.community('night-owls', 'Night Owls')
  const owl = await other.person('Otto Owl', { offices: ['organiser'] })
  expect((await chooseFile(owl, 'who,mail,lives in\nNia,nia@example.org,Africa/Lagos\n')).text).toContain(
    'There is no column for “name”',
  )
})
