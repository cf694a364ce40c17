import ICAL from 'ical.js'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Page } from '../../test/browserless.ts'
import { circleWith, meets } from '../../test/circles.ts'
import { openTestHouse } from '../../test/house.ts'
import { theLongTable } from '../../test/long-table.ts'

const { house, community, ana, ben } = await theLongTable({
  ana: 'Ana Martins',
  ben: ['Ben Okoro', { zone: 'America/New_York' }],
})
let circle: string

beforeAll(async () => {
  house.setNow(new Date('2026-11-13T09:00Z'))
  circle = await circleWith(ana, [ben], 'Secretcirclename')
  await meets(ana, circle, { place: 'https://video.example.org/secretroom' })
})

/** Makes a (new) address for this person's calendar; answers with its path. */
async function addressOf(who: Browser): Promise<string> {
  const page = await who.submit('/me/calendar')
  return /\/(?:c\/[\w-]+\/)?calendar\/[\w-]+\.ics/.exec(page.html)?.[0] ?? ''
}

/** What a calendar program finds there, without any cookie. */
const read = (path: string, headers: Record<string, string> = {}): Promise<Page> => house.nobody().get(path, headers)

/** The events, read by a program that is not ours; each zone as the text itself describes it. */
function eventsIn(page: Page) {
  const calendar = new ICAL.Component(ICAL.parse(page.html))
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
  return calendar.getAllSubcomponents('vevent').map((each) => {
    const event = new ICAL.Event(each)
    return { uid: event.uid, title: event.summary, starts: event.startDate.toJSDate(), ends: event.endDate.toJSDate() }
  })
}

describe('A person’s calendar', () => {
  test('A calendar program reads every meeting at its instant, on both sides of the clock changes', async () => {
    const events = eventsIn(await read(await addressOf(ana)))
    const starts = events.map((event) => event.starts.toISOString())
    expect(starts.slice(0, 2)).toEqual(['2026-11-24T17:30:00.000Z', '2026-12-01T17:30:00.000Z'])
    expect(starts).toContain('2027-03-23T17:30:00.000Z')
    expect(starts).toContain('2027-03-30T16:30:00.000Z')
    expect(events[0]?.ends.toISOString()).toBe('2026-11-24T19:00:00.000Z')
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length)
    expect(events.length).toBeGreaterThan(50)
  })

  test('Hours that clocks skip or show twice are read right, too', async () => {
    const cara = await community.person('Cara Voss')
    const night = await circleWith(cara)
    await meets(cara, night, { from: '2027-03-21', at: '01:30' })
    const starts = eventsIn(await read(await addressOf(cara))).map((event) => event.starts.toISOString())
    expect(starts).toContain('2027-03-21T01:30:00.000Z')
    expect(starts).toContain('2027-03-28T01:30:00.000Z')
    expect(starts).toContain('2027-10-31T00:30:00.000Z')
  })

  test('No name, no place and no word of a circle stands in it, only times and links', async () => {
    const page = await read(await addressOf(ana))
    expect(page.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    const text = page.html.replaceAll('\r\n ', '')
    for (const word of ['Secretcirclename', 'secretroom', 'video.example', 'Ana', 'Ben', 'Long Table'])
      expect(text, word).not.toContain(word)
    expect(text).toContain('SUMMARY:Peer circle meeting')
    expect(text).toContain(`http://localhost:8080/circles/${circle}/meetings/`)
    expect(text).toContain('BEGIN:VTIMEZONE\r\nTZID:Europe/Lisbon')
    const fields = new Set(text.split('\r\n').map((line) => line.split(/[:;]/)[0]))
    for (const field of ['ATTENDEE', 'ORGANIZER', 'LOCATION', 'CATEGORIES']) expect(fields).not.toContain(field)
  })

  test('It speaks the language of its person', async () => {
    const lucia = await community.person('Lucía Prado', { locale: 'es' })
    await meets(lucia, await circleWith(lucia))
    expect((await read(await addressOf(lucia))).html).toContain('SUMMARY:Reunión de mi círculo')
  })

  test('A program that has this very text is told so in a few bytes, until something changes', async () => {
    const path = await addressOf(ana)
    const etag = (await read(path)).headers.get('etag') ?? ''
    const again = await read(path, { 'if-none-match': `W/${etag}` })
    expect([again.status, again.html]).toEqual([304, ''])
    await meets(ana, circle, { from: '2026-12-08', at: '18:30', seen: '1', place: '' })
    const changed = await read(path, { 'if-none-match': etag })
    expect(changed.status).toBe(200)
    expect(changed.html).toContain('DTSTART;TZID=Europe/Lisbon:20261208T183000')
    expect(changed.html).toContain('SEQUENCE:1')
  })
})

describe('The address', () => {
  test('A new one stops the old one at once', async () => {
    const old = await addressOf(ana)
    const fresh = await addressOf(ana)
    expect(fresh).not.toBe(old)
    expect((await read(old)).status).toBe(404)
    expect((await read(fresh)).status).toBe(200)
    expect((await ana.get('/me/calendar')).html).toContain(fresh)
  })

  test('Dan leaves the circle, and his calendar is empty at once', async () => {
    const bea = await community.person('Bea Lund')
    const dan = await community.person('Dan Frost')
    const shared = await circleWith(bea, [dan])
    await meets(bea, shared)
    const path = await addressOf(dan)
    expect(eventsIn(await read(path)).length).toBeGreaterThan(0)
    await dan.submit(`/circles/${shared}/leaving`)
    expect(eventsIn(await read(path))).toEqual([])
  })

  test('It dies with its person', async () => {
    const eva = await community.person('Eva Stone')
    const path = await addressOf(eva)
    expect((await read(path)).status).toBe(200)
    await house.services.handles.accounts({ community: community.id }, (db) =>
      db.deleteFrom('app.person').where('id', '=', eva.person).execute(),
    )
    expect((await read(path)).status).toBe(404)
  })

  test('It opens nothing in another community, and a guessed one nothing at all', async () => {
    const other = await house.community('second', 'Second')
    const path = await addressOf(ana)
    expect((await read(`/c/${other.slug}${path}`)).status).toBe(404)
    for (const bad of ['/calendar/short.ics', path.replace(/.\.ics$/, '.ics'), path.replace('.ics', ''), '/calendar/x'])
      expect([bad, (await read(bad)).status]).toEqual([bad, 404])
    expect((await read('/calendar/short.ics')).html).toBe('')
  })

  test('The database keeps only its hash', async () => {
    const token = /calendar\/([\w-]+)\.ics/.exec(await addressOf(ana))?.[1] ?? ''
    const { rows } = await house.owner.query<{ text: string }>(
      `select query_to_xml('select * from app.calendar_feed', true, true, '')::text as text`,
    )
    expect(token.length).toBeGreaterThan(40)
    expect(rows[0]?.text).not.toContain(token)
  })

  test('While the server is reached on this computer only, the page says so and offers no outside doors', async () => {
    await addressOf(ana)
    const page = await ana.get('/me/calendar')
    expect(page.text).toContain('This link works on this computer only')
    expect(page.html).not.toContain('calendar.google.com')
  })

  test('Under a public address one tap leads into the calendars that most people have', async () => {
    const open = await openTestHouse({ BASE_URL: 'https://circles.example.org' })
    const gil = await (await open.community('open', 'Open')).person('Gil Nunes')
    await gil.submit('/me/calendar')
    const { html, text } = await gil.get('/me/calendar')
    const address = /https:\/\/circles\.example\.org\/calendar\/[\w-]+\.ics/.exec(html)?.[0] ?? ''
    const subscribed = address.replace('https:', 'webcal:')
    expect(html).toContain(`href="${subscribed}"`)
    expect(html).toContain(`https://calendar.google.com/calendar/render?cid=${encodeURIComponent(subscribed)}`)
    expect(html).toContain(`https://outlook.live.com/calendar/0/addfromweb?url=${encodeURIComponent(address)}`)
    expect(text).not.toContain('works on this computer only')
    await open.end()
  })

  test('Who has none yet is offered one, and looking makes none', async () => {
    const flo = await community.person('Flo Hart')
    expect((await flo.get('/me/calendar')).text).toContain('Make my calendar address')
    const { rows } = await house.owner.query('select 1 from app.calendar_feed where person = $1', [flo.person])
    expect(rows).toEqual([])
    expect((await house.nobody().get('/me/calendar')).status).toBe(404)
  })
})
