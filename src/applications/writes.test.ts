import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chooseFile, importFile } from '../../test/applicants.ts'
import type { TestCommunity } from '../../test/arrange.ts'
import type { Browser } from '../../test/browserless.ts'
import { keepPlace } from '../../test/circles.ts'
import { openTestHouse, type TestHouse } from '../../test/house.ts'
import { newId } from '../platform/ids.ts'

let house: TestHouse
let community: TestCommunity
let olga: Browser
let mia: Browser

const header = 'id,name,email,time_zone,availability,hours_per_month,industry,apart_from\n'
const row = 'mia,Mia Lind,mia.lind@long-table.example.org,Europe/Lisbon,Wed 12:00-13:30,6,health,\n'

beforeAll(async () => {
  house = await openTestHouse()
  community = await house.community('long-table', 'The Long Table')
  olga = await community.person('Olga Ortiz', { offices: ['organiser'] })
  mia = await community.person('Mia Lind')
  await importFile(olga, header + row)
})
afterAll(() => house.end())

const kept = async () => {
  const { rows } = await house.owner.query('select * from app.application where person = $1', [mia.person])
  return rows[0]
}
const said = { zone: 'Europe/Madrid', 'hours[]': ['Mon 18:00-19:00', 'Mon 19:00-20:00'], 'said-hours_per_month': '8' }

describe('One’s own application', () => {
  test('Mia finds the way to her answers, and beside each who sees it', async () => {
    expect((await mia.get('/home')).address(/mine$/)).toBe('/applications/mine')
    const page = await mia.get('/applications/mine')
    expect(page.text).toContain('Wednesday 12:00–13:30 · 1.5 hours a week')
    expect(page.text).toContain('On the clock of Europe/Lisbon.')
    expect(page.text).toContain('You and those who organise. Your circle learns only when all of you can.')
    expect(page.text).toContain('Fewer hours gain you no better company')
    expect(page.text).toContain('those who can at more hours come first')
    expect(page.html).toContain('value="health"')
  })

  test('What Mia mistypes comes back with what she meant, and nothing is kept', async () => {
    const page = await mia.post('/applications/mine', { ...said, 'said-hours_per_month': 'many' })
    expect(page.status).toBe(422)
    expect(page.text).toContain('Write a number of hours, such as 6.')
    expect(page.text).toContain('Monday 18:00–20:00 · 2 hours a week')
    expect((await mia.post('/applications/mine', { ...said, 'hours[]': ['Mon 25:00-26:00'] })).text).toContain(
      'We cannot read these hours.',
    )
    expect((await mia.post('/applications/mine', { ...said, zone: 'Atlantis' })).status).toBe(422)
    expect((await kept()).taken_over_at).toBeNull()
  })

  test('Mia’s answers are hers from the first change on: no file changes them, and Olga sees it', async () => {
    const page = await mia.submit('/applications/mine', said)
    expect(page.text).toContain('Your answers are saved.')
    const { zone, answers, taken_over_at, id } = await kept()
    expect(zone).toBe('Europe/Madrid')
    expect(answers).toEqual({ availability: 'Mon 18:00-20:00', hours_per_month: '8', industry: '' })
    expect(taken_over_at).not.toBeNull()
    const preview = await chooseFile(olga, header + row.replace('health', 'energy'))
    expect(preview.text).toContain('It would change nothing')
    expect((await kept()).answers).toEqual(answers)
    expect((await olga.get('/applications')).text).toContain('own answers')
    expect((await olga.get(`/applications/${id}`)).text).toContain('Mia Lind looks after these answers.')
  })

  test('An answer that was taken back can be given again', async () => {
    await mia.submit('/applications/mine', {
      ...said,
      'said-industry': 'energy',
      'said-apart_from': 'olga',
      'said-new': 'x',
    })
    expect((await kept()).answers).toEqual({
      availability: 'Mon 18:00-20:00',
      hours_per_month: '8',
      industry: 'energy',
    })
  })

  test('Hours as one text are hours, too; none is none', async () => {
    await mia.submit('/applications/mine', { ...said, hours: 'Fri 9:00 - 10:00; Fri 10:00-11:15' })
    const only = { zone: 'UTC', hours: 'Friday 9:00–11:15' }
    await mia.submit('/applications/mine', only)
    expect((await kept()).answers.availability).toBe('Fri 09:00-11:15')
    await mia.submit('/applications/mine', { zone: 'UTC' })
    expect((await kept()).answers.availability).toBe('')
  })

  test('Whoever asked for nothing has nothing to change, and nobody changes another’s', async () => {
    const tom = await community.person('Tom Another')
    expect((await tom.get('/applications/mine')).status).toBe(404)
    expect((await tom.post('/applications/mine', said)).status).toBe(404)
    const { id } = await kept()
    const { handles } = house.services
    const changed = await handles.member({ community: community.id, person: tom.person }, (db) =>
      db.updateTable('app.application').set({ zone: 'UTC', taken_over_at: new Date() }).where('id', '=', id).execute(),
    )
    expect(Number(changed[0]?.numUpdatedRows)).toBe(0)
  })

  test('Once a place is kept for Mia her answers stay as they were, for the pages and for the database', async () => {
    const { id } = await kept()
    await publish(id)
    const before = await kept()
    expect((await mia.get('/applications/mine')).text).toContain('Circles are published.')
    expect((await mia.get('/applications/mine')).html).not.toContain('data-week')
    expect((await mia.post('/applications/mine', said)).status).toBeGreaterThanOrEqual(400)
    const { handles } = house.services
    const changed = await handles.member({ community: community.id, person: mia.person }, (db) =>
      db
        .updateTable('app.application')
        .set({ zone: 'Asia/Tokyo', taken_over_at: new Date() })
        .where('id', '=', id)
        .execute(),
    )
    expect(Number(changed[0]?.numUpdatedRows)).toBe(0)
    expect(await kept()).toEqual(before)
    expect((await mia.get('/home')).text).not.toContain('You asked for a circle')
  })
})

/** A place of this application in a circle of the season, under the rights of whoever publishes one. */
async function publish(application: string): Promise<void> {
  const place = await keepPlace(house, community, olga, mia)
  const { rows } = await house.owner.query('select circle from app.invitation where id = $1', [place])
  const formation = newId()
  const ours = { community: community.id }
  await house.services.handles.organiser({ ...ours, person: olga.person }, async (db) => {
    const { id: season } = await db.selectFrom('app.season').select('id').executeTakeFirstOrThrow()
    const wish = { ...ours, id: formation, season, made_by: olga.person, rhythm: 'weekly', policy: '{}' }
    await db.insertInto('app.formation').values(wish).execute()
    const kept = { ...ours, id: newId(), formation, application, circle: rows[0].circle }
    const until = new Date(Date.now() + 9 * 86_400_000)
    await db
      .insertInto('app.placement')
      .values({ ...kept, name: 'Spring one', until })
      .execute()
  })
}
