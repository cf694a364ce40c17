import { describe, expect, test } from 'vitest'
import type { Browser } from '../../test/browserless.ts'
import { agree, circleOf, joinsLate, linkFrom, seat, start } from '../../test/circles.ts'
import { theLongTable } from '../../test/long-table.ts'
import { newId } from '../platform/ids.ts'

const { house, community, ana, ben, caro } = await theLongTable({
  ana: 'Ana Martins',
  ben: 'Ben Okoro',
  caro: 'Caro Ruiz',
})

const canary = 'Whoever is late brings figs'

/** Proposes one further point, and anything else that is said. */
const propose = (who: Browser, circle: string, wish: Record<string, string> = {}) =>
  who.post(`/circles/${circle}/agreement/new`, { id: newId(), from: '1', kind: 'meaning', new: canary, ...wish })

const standing = async (circle: string) => {
  const { rows } = await house.owner.query('select version, binding, pending from app.charter where circle = $1', [
    circle,
  ])
  return rows[0]
}

describe('Agreeing', () => {
  test('Ana reads the starting version in her language, agrees once for two taps, and comes home', async () => {
    const circle = await start(ana)
    const page = await ana.get(`/circles/${circle}/agreement`)
    expect(page.text).toContain('It stays here')
    expect(page.text).toContain('Ana Martins not yet')
    const answers = await Promise.all([1, 2].map(() => ana.post(`/circles/${circle}/agreement`, { version: '1' })))
    expect(answers.map((answer) => answer.status)).toEqual([303, 303])
    expect(answers.map((answer) => answer.location)).toContain(`/circles/${circle}`)
    expect((await ana.get(`/circles/${circle}/agreement`)).text).toContain('Ana Martins agreed')
  })

  test('Agreeing to the starting version is no word yet: a link still opens the door', async () => {
    const circle = await circleOf(ana, ben)
    await caro.submit(await linkFrom(ana, circle))
    expect((await caro.get(`/circles/${circle}/people`)).status).toBe(200)
  })

  test('Before Ben has agreed he can propose nothing', async () => {
    const circle = await start(ana)
    await seat(ana, circle, ben)
    expect((await propose(ben, circle)).status).toBeGreaterThanOrEqual(400)
    expect((await ben.get(`/circles/${circle}/agreement/new`)).location).toBe(`/circles/${circle}/agreement`)
  })

  test('Nobody agrees to a version that is not there', async () => {
    const circle = await start(ana)
    const page = await ana.post(`/circles/${circle}/agreement`, { version: '7' })
    expect(page.status).toBe(409)
    expect(page.text).toContain('The agreement has changed meanwhile')
  })
})

describe('Changing the agreement', () => {
  test('A change counts once all have agreed, the last two at the same moment', async () => {
    const circle = await circleOf(ana, ben, caro)
    await propose(ana, circle, { why: 'It was fun last year' })
    expect(await standing(circle)).toEqual({ version: 1, binding: 1, pending: 2 })
    const page = await ben.get(`/circles/${circle}/agreement`)
    for (const words of ['Ana Martins proposes a change', canary, 'It was fun last year', '1 of 3 have agreed'])
      expect(page.text).toContain(words)
    await Promise.all([ben, caro].map((who) => who.post(`/circles/${circle}/agreement`, { version: '2' })))
    expect(await standing(circle)).toEqual({ version: 2, binding: 2, pending: null })
    expect((await caro.get(`/circles/${circle}/agreement`)).text).toContain(canary)
  })

  test('Another wording counts at once and asks nobody again', async () => {
    const circle = await circleOf(ana, ben)
    await propose(ana, circle, { kind: 'wording', new: '', 'words-time': 'We start at seven sharp' })
    expect(await standing(circle)).toEqual({ version: 2, binding: 1, pending: null })
    const page = await ben.get(`/circles/${circle}/agreement`)
    expect(page.text).toContain('We start at seven sharp')
    expect(page.text).toContain('Ben Okoro agreed')
  })

  test('Where a point comes or goes, it is more than wording', async () => {
    const circle = await circleOf(ana)
    const page = await propose(ana, circle, { kind: 'wording' })
    expect(page.status).toBe(422)
    expect(page.text).toContain('this is more than wording')
    expect(page.html).toContain(canary)
  })

  test('Confidentiality cannot be left out, and a proposal that changes nothing is none', async () => {
    const circle = await circleOf(ana)
    expect((await propose(ana, circle, { 'drop-confidentiality': 'on' })).text).toContain('not left out')
    expect((await propose(ana, circle, { new: '' })).text).toContain('Nothing is different yet')
  })

  test('Sent twice it is proposed once; a second one waits for the first', async () => {
    const circle = await circleOf(ana, ben)
    const id = newId()
    const answers = await Promise.all([1, 2].map(() => propose(ana, circle, { id })))
    expect(answers.map((answer) => answer.status)).toEqual([303, 303])
    const both = await Promise.all([propose(ben, circle), propose(ana, circle)])
    for (const page of both) expect(page.text).toContain('Something is proposed already')
    expect(await standing(circle)).toEqual({ version: 1, binding: 1, pending: 2 })
  })

  test('Ben sets it aside; nobody learns who did, and the next proposal has a number of its own', async () => {
    const circle = await circleOf(ana, ben)
    await propose(ana, circle)
    await ben.submit(`/circles/${circle}/agreement/aside`, { version: '2' })
    expect(await standing(circle)).toEqual({ version: 1, binding: 1, pending: null })
    await propose(ana, circle, { new: 'Something else' })
    expect(await standing(circle)).toEqual({ version: 1, binding: 1, pending: 3 })
  })

  test('Who leaves is no longer waited for', async () => {
    const circle = await circleOf(ana, ben, caro)
    await propose(ana, circle)
    await ben.submit(`/circles/${circle}/agreement`, { version: '2' })
    await caro.submit(`/circles/${circle}/leaving`)
    expect(await standing(circle)).toEqual({ version: 2, binding: 2, pending: null })
  })
})

describe('Later on', () => {
  test('Caro joins when the circle has written: she reads the agreement, nothing older, and what is new', async () => {
    const circle = await circleOf(ana, ben)
    await propose(ana, circle, { new: 'An idea that was dropped' })
    await ben.submit(`/circles/${circle}/agreement/aside`, { version: '2' })
    await propose(ana, circle)
    await ben.submit(`/circles/${circle}/agreement`, { version: '3' })
    expect((await caro.post(await linkFrom(ana, circle))).status).toBe(403)
    await joinsLate(caro, circle, [ana, ben])
    const page = await caro.get(`/circles/${circle}/agreement`)
    expect(page.text).toContain(canary)
    expect(page.text).not.toContain('An idea that was dropped')
    const read = await house.services.handles.member({ community: community.id, person: caro.person, circle }, (db) =>
      db.selectFrom('app.charter_version').select(['number', 'epoch']).where('circle', '=', circle).execute(),
    )
    expect(read).toEqual([{ number: 3, epoch: 2 }])
    const keys = await house.services.handles.member({ community: community.id, person: caro.person, circle }, (db) =>
      db.selectFrom('app.circle_key').select('epoch').where('circle', '=', circle).execute(),
    )
    expect(keys).toEqual([{ epoch: 2 }])
    await agree(circle, caro)
    await propose(caro, circle, { from: '3', new: 'From the newcomer' })
    expect((await ana.get(`/circles/${circle}/agreement`)).text).toContain('From the newcomer')
    expect(await standing(circle)).toEqual({ version: 3, binding: 3, pending: 4 })
  })

  test('What a circle words itself stands in the database as sealed bytes only', async () => {
    const circle = await circleOf(ana)
    await propose(ana, circle)
    const { rows } = await house.owner.query('select v::text as line from app.charter_version v')
    expect(rows.length).toBeGreaterThan(0)
    for (const { line } of rows) {
      expect(line).not.toContain(canary)
      expect(line).not.toContain(Buffer.from(canary).toString('hex'))
    }
  })

  test('Those outside find no agreement, nor do organisers', async () => {
    const olga = await community.person('Olga Organiser', { offices: ['organiser'] })
    const circle = await circleOf(ana)
    for (const who of [caro, olga, community.owner, house.nobody()])
      expect((await who.get(`/circles/${circle}/agreement`)).status).toBe(404)
  })
})
