import { beforeEach, describe, expect, test } from 'vitest'
import type { Browser } from '../../../test/browserless.ts'
import { agree, circleWith, meets } from '../../../test/circles.ts'
import { theLongTable } from '../../../test/long-table.ts'
import { newId } from '../../platform/ids.ts'
import { soonTimes } from '../rules/soon.ts'

const { house, community, ana, ben, yuki, olga } = await theLongTable({
  ana: 'Ana Martins',
  ben: 'Ben Okoro',
  yuki: ['Yuki Abe', { zone: 'Asia/Tokyo' }],
  olga: ['Olga Organiser', { offices: ['organiser'] }],
})

/** A Tuesday morning. */
const start = new Date('2026-11-24T09:10:00Z')
let circle: string
let soon: string

beforeEach(async () => {
  house.setNow(start)
  circle = await circleWith(ana, [ben, yuki], `Rowan ${newId().slice(-6)}`)
  await agree(circle, ana, ben, yuki)
  soon = `/circles/${circle}/soon`
})

const timesIn = (html: string) => [...html.matchAll(/name="times\[\]" value="([^"]+)"/g)].map(([, time = '']) => time)

/** Ana asks for the hours that are proposed; answers with them. */
async function asks(who: Browser): Promise<string[]> {
  const times = timesIn((await who.get(soon)).html)
  const answer = await who.post(soon, { id: newId(), minutes: '60', 'times[]': times })
  expect(answer.status, answer.text).toBe(303)
  return times
}

/** Taps "I can" or "I cannot" at a time, as the page offers it. */
async function says(who: Browser, starts: string, can: 'yes' | 'no') {
  const page = await who.get(soon)
  const action = page.address(/\/soon\/[^/]+\/answer$/)
  return who.post(action, { starts, can })
}

describe('A meeting that cannot wait', () => {
  test('Ana asks without a word about why; each of the others is told once, and home asks them when they can', async () => {
    const page = await ana.get(soon)
    expect(page.html).not.toContain('<textarea')
    expect(page.text).toContain('You do not have to say why')
    const before = (await house.mails()).length
    await asks(ana)
    await house.work()
    await house.work()
    const mails = (await house.mails()).slice(before).filter(({ kind }) => kind === 'scheduling.soon')
    expect(mails.map(({ person }) => person).sort()).toEqual([ben.person, yuki.person].sort())
    expect(mails[0]?.text).toContain(soon)
    for (const word of ['Rowan', 'Ana']) expect(mails[0]?.text).not.toContain(word)
    for (const path of ['/home', `/circles/${circle}`]) expect((await ben.get(path)).address(/\/soon$/)).toBe(soon)
    expect((await ana.get('/home')).html).not.toContain(soon)
    const second = await ben.post(soon, {
      id: newId(),
      minutes: '60',
      'times[]': [new Date(+start + 9e6).toISOString()],
    })
    expect(second.status).toBe(403)
  })

  test('One tap says who can; with two of three a time is set by itself, stands in the list and the calendar, and leaves no request behind', async () => {
    const [first = '', other = ''] = await asks(ana)
    await says(ben, first, 'no')
    expect((await ana.get(soon)).text).toContain('Can you meet soon?')
    const set = await says(yuki, other, 'yes')
    expect(set.location).toMatch(/\/meetings\/[0-9a-f-]{36}$/)
    const list = await ben.get(`/circles/${circle}/meetings`)
    expect(list.address(/\/meetings\/[0-9a-f-]{36}$/)).toBe(set.location)
    const meeting = await ben.get(set.location)
    expect(meeting.text).toContain('To the meeting room')
    expect((await yuki.get(set.location)).text).toContain('You are in')
    expect((await ben.get('/home')).html).not.toContain(soon)
    const feed = /\/calendar\/[\w-]+\.ics/.exec((await ben.submit('/me/calendar')).html)?.[0] ?? ''
    const text = (await house.nobody().get(`${ben.base}${feed}`)).html
    expect(text).toContain(set.location.split('/').at(-1))
    expect(text).not.toContain('soon')
    await house.work()
    const mails = (await house.mails()).filter(
      ({ kind, text: said }) => kind === 'scheduling.soonSet' && said?.includes(set.location),
    )
    expect(mails.length).toBe(3)
    expect((await says(ana, first, 'yes').catch(() => undefined))?.status).not.toBe(500)
    house.setNow(new Date(+start + 15 * 86_400_000))
    const { rows } = await house.owner.query('select count(*)::int as left from app.soon where circle = $1', [circle])
    expect(rows[0].left).toBe(1)
  })

  test('Whoever asked may set a time at once, or take it all back; nobody else may', async () => {
    const [first = ''] = await asks(ana)
    const page = await ana.get(soon)
    const at = page.address(/\/soon\/[^/]+\/time$/)
    expect((await ben.get(soon)).html).not.toContain('/time"')
    expect((await ben.post(at, { starts: first })).status).toBe(403)
    expect((await ben.post(at.replace('time', 'withdrawal'))).status).toBe(403)
    await ana.post(at.replace('time', 'withdrawal'))
    expect((await ben.get('/home')).html).not.toContain(soon)
    await asks(ben)
    const set = await ben.post((await ben.get(soon)).address(/\/soon\/[^/]+\/time$/), { starts: first })
    expect(set.status).toBe(303)
    expect((await ana.get(set.location)).status).toBe(200)
  })

  test('Two who answer at the same moment are both counted', async () => {
    const eve = await community.person('Eve Lind')
    const dan = await community.person('Dan Abe')
    circle = await circleWith(ana, [ben, eve, dan], `Rowan ${newId().slice(-6)}`)
    soon = `/circles/${circle}/soon`
    const [first = ''] = await asks(ana)
    const answers = await Promise.all([says(ben, first, 'yes'), says(eve, first, 'yes')])
    expect(answers.map(({ location }) => /meetings/.test(location)).filter(Boolean)).toHaveLength(1)
    expect((await dan.get(`/circles/${circle}/meetings`)).text).toContain('Next meeting')
  })

  test('Two who ask at the same moment ask once, and so does one who presses twice', async () => {
    const times = timesIn((await ana.get(soon)).html)
    const [twice, other] = [newId(), newId()]
    const ask = (who: Browser, id: string) => who.post(soon, { id, minutes: '60', 'times[]': times })
    const answers = await Promise.all([ask(ana, twice), ask(ana, twice), ask(ben, other)])
    for (const { status } of answers) expect([303, 403]).toContain(status)
    const { rows } = await house.owner.query('select id from app.soon where circle = $1', [circle])
    expect(rows).toHaveLength(1)
  })

  test('Ana asks and leaves the circle: those who stay set the time themselves, or take it back', async () => {
    const dan = await community.person('Dan Lind')
    circle = await circleWith(ana, [ben, yuki, dan], `Rowan ${newId().slice(-6)}`)
    soon = `/circles/${circle}/soon`
    const [first = ''] = await asks(ana)
    await ana.submit(`/circles/${circle}/leaving`)
    const at = (await ben.get(soon)).address(/\/soon\/[^/]+\/time$/)
    expect((await ben.post(at.replace('time', 'withdrawal'))).status).toBe(303)
    expect((await ben.get(soon)).html).toContain('times[]')
    await asks(ben)
    await ben.submit(`/circles/${circle}/leaving`)
    const again = (await yuki.get(soon)).address(/\/soon\/[^/]+\/time$/)
    expect((await yuki.post(again, { starts: first })).status).toBe(303)
  })

  test('The regular meeting stays what it was, and nobody outside finds any of it', async () => {
    await meets(ana, circle)
    await asks(ana)
    for (const who of [olga, community.owner, house.nobody()]) expect((await who.get(soon)).status).toBe(404)
    expect((await ben.get(`/circles/${circle}/meetings`)).text).toContain('Tuesday 24 November, 17:30')
  })

  test('The hours that are proposed are decent for most, soonest first, two a day, and in nobody’s other meeting', () => {
    const zones = ['Europe/Lisbon', 'Europe/Lisbon', 'Asia/Tokyo']
    const times = soonTimes(zones, [], start)
    expect(times).toHaveLength(6)
    expect(times.every((time) => time > start)).toBe(true)
    expect([...times].sort((a, b) => +a - +b)).toEqual(times)
    for (const time of times.slice(1)) {
      const hour = Number(
        new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone: 'Europe/Lisbon' }).format(time),
      )
      expect(hour).toBeGreaterThanOrEqual(7)
      expect(hour).toBeLessThan(22)
    }
    const [first] = times
    if (!first) throw new Error('no time')
    const taken = { id: 'x', circle, series: 's', day: '2026-11-24', zone: 'UTC', minutes: 90, starts: first }
    const around = soonTimes(zones, [{ ...taken, ends: new Date(+first + 90 * 60_000) }], start)
    expect(around.map(Number)).not.toContain(+first)
  })

  test('Whenever Ana’s circle meets in these days, she is offered two hours a day, three or more apart', () => {
    const zones = ['Asia/Tokyo', 'Europe/Berlin', 'America/Los_Angeles']
    const hour = 3_600_000
    for (const at of Array.from({ length: 48 }, (_, index) => index)) {
      const starts = new Date(+start + at * hour)
      const taken = { id: 'x', circle, series: 's', day: '2026-11-24', zone: 'UTC', minutes: 180 }
      const times = soonTimes(zones, [{ ...taken, starts, ends: new Date(+starts + 3 * hour) }], start).map(Number)
      expect(times.every((time) => time + 1.5 * hour <= +starts || time >= +starts + 3 * hour)).toBe(true)
      const days = Map.groupBy(times, (time) => Math.floor((time - +start - 2 * hour) / (24 * hour)))
      for (const [one = 0, other = 0, ...more] of days.values()) {
        expect(more, starts.toISOString()).toEqual([])
        expect(other - one, starts.toISOString()).toBeGreaterThanOrEqual(3 * hour)
      }
    }
  })
})
