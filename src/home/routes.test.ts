import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { importFile, proposeCircles } from '../../test/applicants.ts'
import { agree, circleOf, linkFrom, meets, seat, start } from '../../test/circles.ts'
import { asItStands } from '../../test/forms.ts'
import { theLongTable } from '../../test/long-table.ts'
import { sample } from '../../test/people-files.ts'
import { openSeason } from '../../test/seasons.ts'
import { newId } from '../platform/ids.ts'

const { house, community, ana, ben } = await theLongTable({ ana: 'Ana Martins', ben: 'Ben Okoro' })

describe('Where a person arrives', () => {
  test('Somebody new learns what a circle is and how to start one', async () => {
    const eve = await community.person('Eve Lind')
    const page = await eve.get('/home')
    expect(page.text).toContain('Hello, Eve')
    expect(page.text).toContain('You are not in a circle yet')
    expect(page.address(/\/circles\/new$/)).toBe('/circles/new')
    expect(page.text).toContain('Give yourself a passkey or a password before you close this browser')
    await eve.submit('/me/sign-in/password', { password: 'seven quiet herons', current: '' })
    expect((await eve.get('/home')).text).not.toContain('passkey or a password')
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

  test('Olga, who organises, reads how far her season is, until when, and what stands next', async () => {
    house.setNow(new Date('2026-11-20T09:00Z'))
    const lane = await house.community('lane', 'The Lane')
    const olga = await lane.person('Olga Ortiz', { offices: ['organiser'] })
    const eva = await lane.person('Eva Lund')
    const home = () => olga.get('/home')
    expect((await home()).address(/\/seasons\/new$/)).toBe('/c/lane/seasons/new')
    const season = await openSeason(olga, {
      ...{ name: 'Spring', applyUntil: '2027-01-31', starts: '2027-03-01', ends: '2027-07-30' },
    })
    expect((await home()).text).toContain(
      'Spring Open for applications until 31 January 2027. Nobody has asked for a circle yet.',
    )
    expect((await home()).html).toContain(season)
    await importFile(olga, readFileSync(sample('applicants-48.csv'), 'utf8'))
    const form = await home()
    expect(form.text).toContain('48 people have asked for a circle; 48 have no place in one yet.')
    expect(form.address(/\/formation$/)).toBe('/c/lane/formation')
    const proposal = await proposeCircles(olga)
    expect((await home()).address(/\/formation\/.+/)).toBe(`/c/lane${proposal}`)
    expect((await home()).text).toContain('See how far the search is')
    await house.work()
    expect((await home()).text).toContain('Look at the proposal')
    await olga.submit(`${proposal}/publication`, asItStands(await olga.get(`${proposal}/publication`)))
    expect((await home()).text).toMatch(/0 of 48 have taken their place\. 48 places wait for an answer, .* until/)
    expect((await eva.get('/home')).text).not.toContain('have asked for a circle')
    house.setNow(undefined)
  })

  test('Nobody without an account sees it', async () => {
    expect((await house.nobody().get('/home')).status).toBe(404)
  })
})

describe('A circle’s own page', () => {
  test('Ana, Ben and Caro see who sits there, who can read it, and what stands next', async () => {
    const caro = await community.person('Caro Ruiz')
    const circle = await circleOf(ana, ben, caro)
    const page = await caro.get(`/circles/${circle}`)
    for (const words of [
      'Tuesday at seven',
      'Ben Okoro',
      'Only the 3 of you can read',
      'Choose when we meet',
      '3 of 3',
    ])
      expect(page.text).toContain(words)
    expect(page.address(/\/people$/)).toBe(`/circles/${circle}/people`)
    expect((await caro.get('/home')).text).toContain('No times are set here yet.')
    house.setNow(new Date('2026-11-22T09:00Z'))
    await meets(ana, circle)
    const open = await caro.get(`/circles/${circle}`)
    expect(open.text).not.toContain('Nothing is asked of you')
    const said = await caro.submit(open.address(/\/meetings\/.*\/answer$/), { answer: 'in', back: 'circle' })
    expect(said.text).toContain('Nothing is asked of you')
    house.setNow(undefined)
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
    for (const path of ['/home', `/circles/${circle}`])
      expect((await ana.get(path)).text).toContain('Go to the meeting')
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
