import { describe, expect, test } from 'vitest'
import { agree, circleOf, linkFrom, meets, seat, start } from '../../test/circles.ts'
import { theLongTable } from '../../test/long-table.ts'
import { newId } from '../platform/ids.ts'

const { house, community, ana, ben } = await theLongTable({ ana: 'Ana Martins', ben: 'Ben Okoro' })

describe('Where a person arrives', () => {
  test('Somebody new learns what a circle is and how to start one', async () => {
    const eve = await community.person('Eve Lind')
    const page = await eve.get('/home')
    expect(page.text).toContain('Hello, Eve')
    expect(page.text).toContain('You are not in a circle yet')
    expect(page.address(/\/circles\/new$/)).toBe('/circles/new')
  })

  test('Ana sees each of her circles with what is asked of her there', async () => {
    const circle = await start(ana, { name: 'Before breakfast', open: 'open' })
    expect((await ana.get('/home')).text).toContain('Before breakfast')
    expect((await ana.get('/home')).address(/agreement$/)).toBe(`/circles/${circle}/agreement`)
    await agree(circle, ana)
    expect((await ana.get('/home')).text).toContain('You are the first one here')
    await ben.submit(`/ask/${circle}`)
    expect((await ana.get('/home')).text).toContain('Someone asks for a place here')
    for (const path of ['/home', '/circles']) {
      const page = await ben.get(path)
      expect(page.text).toMatch(/You have asked Before breakfast Asked today/)
      expect(page.text).not.toContain('You are not in a circle yet')
    }
  })

  test('Nobody without an account sees it', async () => {
    expect((await house.nobody().get('/home')).status).toBe(404)
  })
})

describe('A circle’s own page', () => {
  test('Ana, Ben and Caro see who sits there, who can read it, and that nothing is asked of them', async () => {
    const caro = await community.person('Caro Ruiz')
    const circle = await circleOf(ana, ben, caro)
    const page = await caro.get(`/circles/${circle}`)
    for (const words of [
      'Tuesday at seven',
      'Ben Okoro',
      'Only the 3 of you can read',
      'Nothing is asked of you',
      '3 of 3',
    ])
      expect(page.text).toContain(words)
    expect(page.address(/\/people$/)).toBe(`/circles/${circle}/people`)
  })

  test('Ana reads whose hour is hard, and nothing of the kind where it is a good one for all', async () => {
    const yuki = await community.person('Yuki Abe', { zone: 'Asia/Tokyo' })
    const emre = await community.person('Emre Kaya', { zone: 'Europe/Istanbul' })
    const [near, far] = [await circleOf(ana, emre), await circleOf(ana, emre, yuki)]
    house.setNow(new Date('2026-11-22T09:00Z'))
    for (const circle of [near, far]) await meets(ana, circle)
    expect((await ana.get(`/circles/${near}`)).text).not.toContain('Hardest for')
    expect((await ana.get(`/circles/${far}`)).text).toContain('Hardest for Yuki Abe: 02:30, Asia/Tokyo')
  })

  test('Ana and Ben see when they meet next, say in one tap whether they come, and what each took on', async () => {
    const circle = await circleOf(ana, ben)
    house.setNow(new Date('2026-11-22T09:00Z'))
    expect((await ana.get(`/circles/${circle}`)).text).toContain('Your circle has not chosen its times yet')
    await meets(ana, circle)
    await ben.submit(`/circles/${circle}/commitments`, { id: newId(), what: 'ask first', cue: '', due: '' })
    const page = await ben.get(`/circles/${circle}`)
    expect(page.text).toContain('Tuesday 24 November, 17:30–19:00')
    expect(page.text).toContain('“I will ask first.” by our next meeting, Tuesday 24 November')
    expect((await ana.get(`/circles/${circle}`)).text).not.toContain('ask first')
    const back = await ben.submit(page.address(/\/meetings\/.*\/answer$/), { answer: 'in', back: 'circle' })
    expect(back.text).toContain('You are in')
    expect((await ben.get('/home')).text).toContain('Tuesday 24 November, 17:30–19:00')
    expect((await ben.get('/home')).text).not.toContain('ask first')
    const kept = await ben.submit(page.address(/\/commitments\/.*\/answer$/), {
      answer: 'kept',
      seen: '1',
      back: 'circle',
    })
    expect(kept.text).not.toContain('ask first')
    house.setNow(new Date('2026-11-24T17:00Z'))
    expect((await ana.get(`/circles/${circle}`)).text).toContain('Go to the meeting')
    house.setNow(undefined)
  })

  test('From the personal link to here it takes a newcomer three taps once they are signed in', async () => {
    const circle = await start(ana)
    const dan = await community.person('Dan Abe')
    const link = await linkFrom(ana, circle)
    await dan.get(link)
    const agreement = await dan.submit(link)
    expect(agreement.text).toContain('Please read how we treat one another')
    const home = await dan.submit(`/circles/${circle}/agreement`, { version: '1' })
    expect(home.text).toContain('Dan Abe')
  })

  test('Somebody who left, and everybody outside, finds nothing', async () => {
    const circle = await start(ana)
    await seat(ana, circle, ben)
    await ben.submit(`/circles/${circle}/leaving`)
    const olga = await community.person('Olga Organiser', { offices: ['organiser'] })
    for (const who of [ben, olga, community.owner, house.nobody()])
      expect((await who.get(`/circles/${circle}`)).status).toBe(404)
  })
})
