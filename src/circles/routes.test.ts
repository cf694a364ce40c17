import { describe, expect, test } from 'vitest'
import { linkFrom, requestIn, start, wishes } from '../../test/circles.ts'
import { theLongTable } from '../../test/long-table.ts'
import { newId } from '../platform/ids.ts'

const { house, community, ana, ben, caro } = await theLongTable({
  ana: 'Ana Martins',
  ben: 'Ben Okoro',
  caro: 'Caro Ruiz',
})

/** The circle has written something that stays there. */
const wrote = (circle: string) => house.owner.query('update app.circle set wrote_at = now() where id = $1', [circle])

describe('Starting a circle', () => {
  test('Ana starts a circle and sits in it', async () => {
    const circle = await start(ana)
    const page = await ana.get(`/circles/${circle}/people`)
    expect(page.text).toContain('Ana Martins')
    expect(page.text).toContain('4 places are free')
    expect((await ana.get('/circles')).text).toContain('Tuesday at seven')
  })

  test('Ana taps twice and has one circle', async () => {
    const id = newId()
    const name = 'Only once'
    const answers = await Promise.all([1, 2].map(() => ana.post('/circles/new', { ...wishes, name, id })))
    expect(answers.map((answer) => answer.status)).toEqual([303, 303])
    const { rows } = await house.owner.query('select id from app.circle where name = $1', [name])
    expect(rows).toEqual([{ id }])
  })

  test('Ana forgets the name and reads beside the field what is missing, with the rest kept', async () => {
    const page = await ana.post('/circles/new', { ...wishes, name: '', places: '12', id: newId() })
    expect(page.status).toBe(422)
    expect(page.text).toContain('Please fill this in')
    expect(page.text).toContain('A circle has five to ten places')
    expect(page.html).toContain('New in leading')
  })

  test('A community may switch it off, for the form as well as in the database', async () => {
    const other = await house.community('quiet', 'Quiet')
    await house.owner.query('update app.community set members_start_circles = false where id = $1', [other.id])
    const dora = await other.person('Dora Klein')
    const answer = await dora.post('/circles/new', { ...wishes, id: newId() })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    const { rows } = await house.owner.query('select 1 from app.circle where community = $1', [other.id])
    expect(rows).toEqual([])
  })
})

describe('A link into a circle', () => {
  test('Nobody in particular reads what it is, who invites, and finds one button', async () => {
    const circle = await start(ana, { name: 'First light' })
    const link = await linkFrom(ana, circle)
    const page = await house.nobody().get(link)
    expect(page.status).toBe(200)
    expect(page.text).toContain('First light')
    expect(page.text).toContain('Ana Martins invites you')
    expect(page.text).toContain('What is said in a circle stays there')
    expect(page.html.match(/class="button/g)).toHaveLength(1)
    expect(page.address(/^\/join/)).toBe(`/join?next=${encodeURIComponent(link)}`)
    expect(page.address(/^\/sign-in\?/)).toBe(`/sign-in?next=${encodeURIComponent(link)}`)
  })

  test('Looking at it spends nothing; only the button takes the place', async () => {
    const circle = await start(ana)
    const link = await linkFrom(ana, circle)
    await ben.get(link)
    expect((await ben.get(`/circles/${circle}/people`)).status).toBe(404)
    await ben.post(link)
    expect((await ben.get(`/circles/${circle}/people`)).text).toContain('Ben Okoro')
    expect((await ben.get(link)).location).toBe(`/circles/${circle}`)
  })

  test('Ben taps twice and sits once', async () => {
    const circle = await start(ana)
    const link = await linkFrom(ana, circle)
    const answers = await Promise.all([ben.post(link), ben.post(link)])
    expect(answers.map((answer) => answer.location)).toEqual(Array(2).fill(`/circles/${circle}/agreement`))
    expect((await ana.get(`/circles/${circle}/people`)).text).toContain('2 of you sit here')
  })

  test('An ended link leads nowhere, and an invented one looks just the same', async () => {
    const circle = await start(ana)
    const link = await linkFrom(ana, circle)
    const page = await ana.get(`/circles/${circle}/people`)
    await ana.submit(page.address(/\/links\/[^/]+\/end$/))
    const ended = await ben.get(link)
    const invented = await ben.get('/i/invented-token-that-was-never-made-by-anyone')
    expect([ended.status, invented.status]).toEqual([404, 404])
    expect(ended.text).toBe(invented.text)
    expect((await ben.post(link)).status).toBe(404)
    const again = await linkFrom(ana, circle)
    expect(again).not.toBe(link)
    expect((await ben.get(again)).status).toBe(200)
  })

  test('Of two who take the last place at once, one sits and the other reads a kind sentence', async () => {
    const circle = await start(ana)
    const link = await linkFrom(ana, circle)
    for (const name of ['Edu', 'Fay', 'Gus']) await (await community.person(`${name} ${circle.slice(-6)}`)).post(link)
    const answers = await Promise.all([ben.post(link), caro.post(link)])
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, 403])
    expect(answers.find((answer) => answer.status === 403)?.text).toContain('All places of this circle are taken')
    expect((await ana.get(`/circles/${circle}/people`)).text).toContain('5 of you sit here')
    expect((await house.nobody().get(link)).text).toContain('All places of this circle are taken')
  })

  test('After the first word it only lets one ask', async () => {
    const circle = await start(ana)
    const link = await linkFrom(ana, circle)
    await wrote(circle)
    expect((await ben.post(link)).status).toBe(403)
    expect((await ben.get(link)).text).toContain('Ask for a place')
    await ben.submit(`${link}/request`, { words: 'I lead a shift of nurses' })
    expect((await ben.get(`/circles/${circle}/people`)).status).toBe(404)
    expect((await ana.get(`/circles/${circle}/people`)).text).toContain('I lead a shift of nurses')
  })

  test('Somebody of another community cannot use it', async () => {
    const link = await linkFrom(ana, await start(ana))
    const other = await house.community(`other-${newId().slice(-6)}`, 'Other')
    const zoe = await other.person('Zoe Lind')
    expect((await zoe.post(link)).status).toBe(404)
  })
})

describe('Asking for a place', () => {
  test('Ben finds an open circle, asks with a sentence, and sits once each has said yes', async () => {
    const circle = await start(ana, { name: 'Open table', open: 'open' })
    await caro.post(await linkFrom(ana, circle))
    const found = await ben.get('/circles')
    expect(found.text).toContain('Open table')
    await ben.submit(`/ask/${circle}`, { words: 'I would like to listen' })
    const request = await requestIn(ana, circle)
    await ana.submit(`${request}/yes`)
    expect((await ben.get(`/circles/${circle}/people`)).status).toBe(404)
    await caro.submit(`${request}/yes`)
    expect((await ben.get(`/circles/${circle}/people`)).text).toContain('3 of you sit here')
  })

  test('The last two say yes at the same moment, and the door opens', async () => {
    const circle = await start(ana, { open: 'open' })
    await caro.post(await linkFrom(ana, circle))
    await ben.submit(`/ask/${circle}`)
    const request = await requestIn(ana, circle)
    await Promise.all([ana.post(`${request}/yes`), caro.post(`${request}/yes`)])
    expect((await ben.get(`/circles/${circle}/people`)).status).toBe(200)
  })

  test('One "not now" is enough; nobody learns who said it, and Ben reads it kindly', async () => {
    const circle = await start(ana, { name: 'Not this time', open: 'open' })
    await caro.post(await linkFrom(ana, circle))
    await ben.submit(`/ask/${circle}`)
    const request = await requestIn(ana, circle)
    await ana.submit(`${request}/yes`)
    await caro.submit(`${request}/not-now`)
    expect((await ben.get('/circles')).text).toContain('It does not fit just now')
    const { rows } = await house.owner.query('select * from app.join_request where circle = $1', [circle])
    expect(JSON.stringify(rows)).not.toContain(caro.person)
    await caro.post(`${request}/yes`)
    expect((await ben.get(`/circles/${circle}/people`)).status).toBe(404)
    expect((await ben.post(`/ask/${circle}`)).text).toContain('it was not the right moment')
  })

  test('Ben takes his request back', async () => {
    const circle = await start(ana, { open: 'open' })
    await ben.submit(`/ask/${circle}`)
    const request = await requestIn(ana, circle)
    await ben.submit(`/ask/${circle}/withdrawal`)
    await ana.post(`${request}/yes`)
    expect((await ben.get(`/circles/${circle}/people`)).status).toBe(404)
  })

  test('A circle by invitation is not found, and asking it looks like asking one that does not exist', async () => {
    const circle = await start(ana, { name: 'Hidden table' })
    expect((await ben.get('/circles')).text).not.toContain('Hidden table')
    const hidden = await ben.get(`/ask/${circle}`)
    const invented = await ben.get(`/ask/${newId()}`)
    expect([hidden.status, invented.status]).toEqual([404, 404])
    expect(hidden.text).toBe(invented.text)
    expect((await ben.post(`/ask/${circle}`)).status).toBe(404)
  })

  test('Where all have said yes but no place was free, any of them opens the door later', async () => {
    const circle = await start(ana, { open: 'open' })
    const link = await linkFrom(ana, circle)
    await ben.submit(`/ask/${circle}`)
    for (const name of ['Hal', 'Ida', 'Jon', 'Kim'])
      await (await community.person(`${name} ${circle.slice(-6)}`)).post(link)
    const request = await requestIn(ana, circle)
    const { rows } = await house.owner.query('select person from app.seat where circle = $1', [circle])
    for (const { person } of rows)
      await house.services.handles.member({ community: community.id, person, circle }, async (db) => {
        const id = request.split('/').at(-1) ?? ''
        await db.insertInto('app.join_yes').values({ community: community.id, request: id, person }).execute()
      })
    await ana.post(`${request}/yes`)
    expect((await ben.get(`/circles/${circle}/people`)).status).toBe(404)
    await ana.submit(`/circles/${circle}/settings`, { ...wishes, places: '6', open: 'open' })
    expect((await ana.get(`/circles/${circle}/people`)).text).toContain('Open the door')
    await ana.submit(`${request}/yes`)
    expect((await ben.get(`/circles/${circle}/people`)).status).toBe(200)
  })
})

describe('Leaving', () => {
  test('Ben reads before what will happen, leaves, and finds nothing there any more', async () => {
    const circle = await start(ana, { name: 'Left behind', open: 'open' })
    await ben.post(await linkFrom(ana, circle))
    const link = await linkFrom(ben, circle)
    expect((await ben.get(`/circles/${circle}/leaving`)).text).toContain('From that moment you see nothing')
    const answers = await Promise.all([1, 2].map(() => ben.post(`/circles/${circle}/leaving`)))
    expect(answers.map((answer) => answer.location)).toEqual(['/circles', '/circles'])
    for (const page of ['people', 'settings', 'leaving'])
      expect((await ben.get(`/circles/${circle}/${page}`)).status).toBe(404)
    expect((await ben.post(`/circles/${circle}/links`)).status).toBe(404)
    expect((await house.nobody().get(link)).status).toBe(404)
    expect((await ana.get(`/circles/${circle}`)).text).not.toContain('Ben Okoro')
    expect((await ana.get(`/circles/${circle}/people`)).text).toContain('Ben Okoro left on')
  })

  test('A founder who left does not even find the name of a closed circle', async () => {
    const circle = await start(ana, { name: 'Founded and left' })
    await ben.post(await linkFrom(ana, circle))
    await ana.submit(`/circles/${circle}/leaving`)
    expect((await ana.get('/circles')).text).not.toContain('Founded and left')
    expect((await ana.get(`/ask/${circle}`)).status).toBe(404)
  })

  test('Those who stay go on under a new key, and when the last one leaves the circle has ended', async () => {
    const circle = await start(ana)
    await ben.post(await linkFrom(ana, circle))
    await ben.submit(`/circles/${circle}/leaving`)
    const keys = await house.owner.query('select epoch from app.circle_key where circle = $1 order by epoch', [circle])
    expect(keys.rows).toEqual([{ epoch: 1 }, { epoch: 2 }])
    const seats = await house.owner.query(
      'select person, until_epoch from app.seat where circle = $1 and left_at is not null',
      [circle],
    )
    expect(seats.rows).toEqual([{ person: ben.person, until_epoch: 1 }])
    const last = await ana.get(`/circles/${circle}/leaving`)
    expect(last.text).toContain('The circle ends with it, unless places in it are still kept for others.')
    expect(last.text).not.toContain('You can ask for a place again later')
    await ana.submit(`/circles/${circle}/leaving`)
    const { rows } = await house.owner.query('select ended_at is not null as ended from app.circle where id = $1', [
      circle,
    ])
    expect(rows).toEqual([{ ended: true }])
  })

  test('Somebody who never sat there cannot leave it', async () => {
    expect((await caro.post(`/circles/${await start(ana)}/leaving`)).status).toBe(404)
  })
})

describe('Settings', () => {
  test('There cannot be fewer places than people', async () => {
    const circle = await start(ana, { places: '6' })
    const link = await linkFrom(ana, circle)
    for (const name of ['Lea', 'Mo', 'Nia', 'Ove', 'Pia'])
      await (await community.person(`${name} ${circle.slice(-6)}`)).post(link)
    const page = await ana.post(`/circles/${circle}/settings`, { ...wishes, places: '5' })
    expect(page.status).toBe(422)
    expect(page.text).toContain('More people sit here than that')
  })
})
