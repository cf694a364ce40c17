import { beforeEach, describe, expect, test } from 'vitest'
import type { Browser } from '../../test/browserless.ts'
import { agree, circleWith, joinsLate, meets, tuesdays } from '../../test/circles.ts'
import { asItStands } from '../../test/forms.ts'
import { theLongTable } from '../../test/long-table.ts'

const { house, community, ana, ben } = await theLongTable({
  ana: 'Ana Martins',
  ben: ['Ben Okoro', { zone: 'America/New_York' }],
})
let circle: string
let meetings: string

/** A Friday, eleven days before the first meeting. */
const before = new Date('2026-11-13T09:00Z')

beforeEach(async () => {
  house.setNow(before)
  circle = await circleWith(ana, [ben])
  meetings = `/circles/${circle}/meetings`
})

/** The path of the circle's next meeting, as its list shows it. */
const nextPath = async (who: Browser) => (await who.get(meetings)).address(/\/meetings\/[0-9a-f-]{36}$/)

describe('When a circle meets', () => {
  test('A circle without times is told what will be here, and begins', async () => {
    const page = await ana.get(meetings)
    expect(page.text).toContain('has not chosen its times yet')
    const form = await ana.get(`${meetings}/series`)
    expect(form.html).toContain('value="2026-11-20"')
    expect(form.html).toContain('<option value="Europe/Lisbon" selected>')
  })

  test('Ana looks at everyone’s hour before anything is set', async () => {
    const page = await ana.post(`${meetings}/series`, { ...tuesdays, step: 'look', at: '11.00' })
    expect(page.status).toBe(200)
    expect(page.text).toContain('Every Tuesday at 11:00, your time, Europe/Lisbon')
    expect(page.text).toContain('Tuesday 24 November, 06:00 · New York time, America/New York')
    expect(page.text).toContain('early')
    expect(page.text).toContain('the hardest hour')
    expect(page.text).toContain('from 16 March 2027 at 07:00, when clocks change')
    expect((await ana.get(meetings)).text).toContain('has not chosen its times yet')
  })

  test('Ana sets the times, and each sees the next meeting in their own', async () => {
    await meets(ana, circle)
    expect((await ana.get(meetings)).text).toContain('Tuesday 24 November, 17:30–19:00 your time, Europe/Lisbon')
    expect((await ben.get(meetings)).text).toContain('Tuesday 24 November, 12:30–14:00 your time, America/New York')
    expect((await ben.get(meetings)).text).toContain('Set by Ana Martins')
  })

  test('A meeting in spring stands at the same hour on Lisbon’s clocks, and at another on those of New York', async () => {
    await meets(ana, circle)
    house.setNow(new Date('2027-03-15T12:00Z'))
    expect((await ana.get(meetings)).text).toContain('Tuesday 16 March, 17:30–19:00')
    expect((await ben.get(meetings)).text).toContain('Tuesday 16 March, 13:30–15:00')
    expect((await ben.get(meetings)).text).toContain('Tuesday 30 March, 12:30–14:00')
  })

  test('What cannot be is said beside the field, with the rest kept', async () => {
    const attempt = async (wish: Record<string, string>) => ana.post(`${meetings}/series`, { ...tuesdays, ...wish })
    expect((await attempt({ from: '2026-11-10' })).text).toContain('This time has passed')
    expect((await attempt({ from: '2028-11-10' })).text).toContain('more than a year away')
    expect((await attempt({ zone: '+02:00' })).text).toContain('choose a time zone from the list')
    expect((await attempt({ from: 'Tuesday' })).text).toContain('choose a day')
    const page = await attempt({ at: 'noon' })
    expect(page.status).toBe(422)
    expect(page.text).toContain('write a time such as 17:30')
    expect(page.html).toContain('value="https://video.example.org/room-of-ours"')
  })

  test('Ben moves the meetings to Thursdays; what has been stays, and who had said yes is asked anew', async () => {
    await meets(ana, circle)
    const first = await nextPath(ana)
    await ana.submit(`${first}/answer`, { answer: 'in' })
    house.setNow(new Date('2026-11-26T09:00Z'))
    await meets(ben, circle, { from: '2026-12-01', at: '18:00', seen: '1' })
    const page = await ana.get(meetings)
    expect(page.text).toContain('Tuesday 1 December, 18:00–19:30')
    expect(page.text).toMatch(/What has been Tuesday 24 November, 17:30–19:00/)
    expect((await ana.get(first)).text).toContain('Who said they would come')
  })

  test('Ben moves one meeting by a day: it stands there only, all others stay, and whoever had said yes is asked anew', async () => {
    await meets(ana, circle)
    const path = await nextPath(ana)
    await ana.submit(`${path}/answer`, { answer: 'in' })
    const form = asItStands(await ben.get(`${path}/day`))
    const look = await ben.post(`${path}/day`, { ...form, day: '2026-11-26', at: '18:00' })
    expect(look.text).toContain('Only this meeting moves')
    const said = { ...form, day: '2026-11-26', at: '18:00', step: 'set' }
    const answers = await Promise.all([1, 2].map(() => ben.post(`${path}/day`, said)))
    const [there, again] = answers.map(({ location }) => location)
    expect(again).toBe(there)
    expect((await ana.get(there ?? '')).text).toMatch(/Thursday 26 November.*18:00–19:30.*2 not said yet/)
    const { text } = await ana.get(meetings)
    expect(text).toContain('Thursday 26 November, 18:00–19:30')
    expect(text).not.toContain('24 November')
    expect(text).toContain('Tuesday 1 December, 17:30–19:00')
    const old = await ana.get(path)
    expect([old.status, old.text]).toEqual([404, expect.stringContaining('has moved to another day')])
    expect(old.address(/\/meetings\/[0-9a-f-]{36}$/)).toBe(there)
    const late = await ana.post(`${there}/day`, { ...said, day: '2026-12-01', seen: '3' })
    expect([late.status, late.text]).toEqual([422, expect.stringContaining('before the one that follows')])
    const stale = await ana.post(`${there}/day`, { ...said, day: '2026-11-27', seen: '1' })
    expect([stale.status, stale.text]).toEqual([409, expect.stringContaining('has just changed the times')])
  })

  test('Whoever changes the times from a later day is told of the meeting that stays before it, and how to move that one', async () => {
    await meets(ana, circle)
    const path = await nextPath(ana)
    const page = await ben.post(`${meetings}/series`, { ...tuesdays, from: '2026-11-26', seen: '1', step: 'look' })
    expect(page.text).toContain('You also meet before it')
    expect(page.address(/\/day$/)).toBe(`${path}/day`)
    const form = asItStands(await ben.get(`${path}/day`))
    await ben.submit(`${path}/day`, { ...form, day: '2026-11-26', which: 'following', step: 'set' })
    const { text } = await ana.get(meetings)
    expect(text).toContain('Thursday 3 December, 17:30–19:00')
    expect(text).not.toContain('Tuesday')
  })

  test('An answer to another hour does not count when the hour has changed', async () => {
    await meets(ana, circle)
    const path = await nextPath(ana)
    expect((await ana.submit(`${path}/answer`, { answer: 'in' })).text).toContain('You are in')
    await meets(ben, circle, { at: '18:00', seen: '1' })
    expect((await ana.get(path)).text).not.toContain('You are in')
    expect((await ana.get(path)).text).toContain('18:00–19:30')
  })

  test('A day on which the circle has already met cannot be planned again', async () => {
    await meets(ana, circle)
    house.setNow(new Date('2026-11-24T18:00Z'))
    const page = await ana.post(`${meetings}/series`, { ...tuesdays, at: '20:00', seen: '1' })
    expect(page.text).toContain('already met on that day')
  })

  test('Ana presses twice, also at once: the circle has one series with one rule', async () => {
    await Promise.all([1, 2, 3].map(() => meets(ana, circle)))
    await meets(ana, circle)
    const { rows } = await house.owner.query('select seq from app.series_rule where circle = $1', [circle])
    expect(rows).toEqual([{ seq: 1 }])
  })

  test('Ana and Ben set different times at once: one counts, the other is asked to look again', async () => {
    const answers = await Promise.all([
      ana.post(`${meetings}/series`, tuesdays),
      ben.post(`${meetings}/series`, { ...tuesdays, at: '20:00' }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    const late = answers.find(({ status }) => status === 409)
    expect(late?.text).toContain('has just changed the times')
  })

  test('Changing only where the circle meets leaves its times alone', async () => {
    await meets(ana, circle)
    await meets(ben, circle, { place: 'Rua da Rosa 12, second floor', seen: '1' })
    expect((await ana.get(await nextPath(ana))).text).toContain('Rua da Rosa 12')
    const { rows } = await house.owner.query('select seq from app.series_rule where circle = $1', [circle])
    expect(rows).toHaveLength(1)
  })
})

describe('Who comes', () => {
  test('Ana can’t make it in two taps, and changes her mind', async () => {
    await meets(ana, circle)
    const path = await nextPath(ana)
    expect((await ana.submit(`${path}/answer`, { answer: 'out' })).text).toContain('You can’t make it')
    const page = await ana.submit(`${path}/answer`, { answer: 'in' })
    expect(page.text).toContain('You are in')
    const seen = await ben.get(path)
    expect(seen.text).toContain('1 coming, 1 not said yet')
    expect((await ben.get(seen.address(/\/guests$/))).text).toContain('Ask somebody in')
  })

  test('Ana and Ben answer at the same moment, three times each, and both count once', async () => {
    await meets(ana, circle)
    const path = await nextPath(ana)
    const taps = [ana, ben, ana, ben, ana, ben].map((who) => who.post(`${path}/answer`, { answer: 'in' }))
    expect((await Promise.all(taps)).map(({ status }) => status)).toEqual([303, 303, 303, 303, 303, 303])
    expect((await ana.get(path)).text).toContain('2 coming, 0 not said yet')
  })

  test('After the meeting nobody says any more whether they come', async () => {
    await meets(ana, circle)
    const path = await nextPath(ana)
    house.setNow(new Date('2026-11-24T19:00Z'))
    const page = await ana.post(`${path}/answer`, { answer: 'out' })
    expect(page.status).toBe(403)
    expect(page.text).toContain('This meeting is over')
  })

  test('From half an hour before, going to the meeting is the first thing to do; once it was opened, one enters', async () => {
    await meets(ana, circle)
    const path = await nextPath(ana)
    const [unused = ''] =
      (await ana.get(meetings)).html.match(/\/circles\/[^"]+\/meetings\/[0-9a-f-]{36}(?=")/g)?.slice(-1) ?? []
    const door = async () => {
      const { html } = await ana.get(path)
      return new RegExp(`<a class="button (\\w+)" href="${path}/room">.*?<span>(.*?)</span>`).exec(html)?.slice(1)
    }
    expect(await door()).toEqual(['slight', 'To the meeting room'])
    house.setNow(new Date('2026-11-24T17:00Z'))
    expect(await door()).toEqual(['first', 'To the meeting room'])
    await agree(circle, ana, ben)
    await ana.submit(`${path}/room`, { protocol: 'circle-meeting-60', facilitator: ana.person })
    expect(await door()).toEqual(['first', 'Enter the meeting'])
    house.setNow(new Date('2027-11-24T17:00Z'))
    expect((await ana.get(unused)).text).toContain('This meeting is over')
    expect((await ana.get(unused)).html).not.toContain('/room')
  })

  test('An address that no meeting has leads nowhere', async () => {
    await meets(ana, circle)
    const path = await nextPath(ana)
    for (const bad of [`${path.slice(0, -1)}x`, `${meetings}/${circle}`, `${meetings}/nothing`])
      expect((await ana.get(bad)).status, bad).toBe(404)
    expect((await ana.post(`${meetings}/nothing/answer`, { answer: 'in' })).status).toBe(404)
  })
})

describe('Outsiders', () => {
  test('Someone who left, someone of another circle and an organiser find nothing there', async () => {
    await meets(ana, circle)
    const path = await nextPath(ana)
    const cara = await community.person('Cara Voss')
    await circleWith(cara)
    const olga = await community.person('Olga Organiser', { offices: ['organiser'] })
    await ben.post(`/circles/${circle}/leaving`)
    for (const who of [ben, cara, olga, house.nobody(), community.owner]) {
      for (const address of [meetings, `${meetings}/series`, path]) expect((await who.get(address)).status).toBe(404)
      expect((await who.post(`${meetings}/series`, tuesdays)).status).toBe(404)
      expect((await who.post(`${path}/answer`, { answer: 'in' })).status).toBe(404)
    }
  })

  test('The place is nowhere in the clear, and no organiser’s role may read who comes', async () => {
    await meets(ana, circle)
    await ana.submit(`${await nextPath(ana)}/answer`, { answer: 'in' })
    const { rows } = await house.owner.query<{ text: string }>(
      `select query_to_xml('select * from app.series_place', true, true, '')::text || query_to_xml('select * from app.series_rule', true, true, '')::text as text`,
    )
    expect(rows[0]?.text).not.toContain('video.example.org')
    const olga = await community.person('Olga Second', { offices: ['organiser'] })
    const attempt = house.services.handles.organiser({ community: community.id, person: olga.person }, (db) =>
      // @ts-expect-error The organiser's handle does not have this table.
      db.selectFrom('app.rsvp').selectAll().execute(),
    )
    await expect(attempt).rejects.toMatchObject({ code: '42501' })
  })

  test('Someone who came later reads where the circle meets once they are let in', async () => {
    await meets(ana, circle)
    await house.owner.query('update app.circle set wrote_at = now() where id = $1', [circle])
    const dora = await community.person('Dora Lind')
    await joinsLate(dora, circle, [ana, ben])
    expect((await dora.get(await nextPath(dora))).html).toContain('https://video.example.org/room-of-ours')
  })
})
