import { beforeEach, describe, expect, test } from 'vitest'
import type { Browser } from '../../test/browserless.ts'
import { agree, circleOf, circleWith, inSeat, joinsLate, meets } from '../../test/circles.ts'
import { theLongTable } from '../../test/long-table.ts'
import { newId } from '../platform/ids.ts'
import { meetingBefore, nextMeeting } from '../scheduling/reads.ts'
import { forOpening } from './reads.ts'
import { answer, take } from './writes.ts'

const { house, community, ana, ben } = await theLongTable({ ana: 'Ana Martins', ben: 'Ben Okoro' })
let circle: string
let commitments: string

beforeEach(async () => {
  house.setNow(new Date('2026-11-20T09:00Z'))
  circle = await circleOf(ana, ben)
  commitments = `/circles/${circle}/commitments`
  await meets(ana, circle)
})

const promise = { what: 'let the team speak first', cue: 'the Monday review starts', due: '' }

/** Takes something on; answers with its path. */
async function takes(who: Browser, wish: Partial<typeof promise> = {}): Promise<string> {
  const id = newId()
  await who.submit(commitments, { ...promise, ...wish, id })
  return `${commitments}/${id}`
}

const steps = async (path: string): Promise<string[]> => {
  const { rows } = await house.owner.query<{ kind: string }>(
    'select kind from app.commitment_step where commitment = $1 order by seq',
    [path.split('/').at(-1)],
  )
  return rows.map(({ kind }) => kind)
}

describe('Taking something on', () => {
  test('Ana takes one thing on, with its moment, until the next meeting; Ben can read it', async () => {
    await takes(ana)
    const page = await ana.get(commitments)
    expect(page.text).toContain('“When the Monday review starts, I will let the team speak first.”')
    expect(page.text).toContain('by our next meeting, 24 November 2026')
    expect((await ben.get(commitments)).text).toContain('Ana Martins · by our next meeting')
  })

  test('Ana forgets to say what, and finds her moment still there', async () => {
    const page = await ana.post(commitments, { ...promise, what: '', id: newId() })
    expect(page.status).toBe(422)
    expect(page.text).toContain('Please write what you will do')
    expect(page.html).toContain('value="the Monday review starts"')
  })

  test('Ana’s thumb taps three times and she has taken on one thing', async () => {
    const fields = { ...promise, id: newId() }
    const answers = await Promise.all([1, 2, 3].map(() => ana.post(commitments, fields)))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(await steps(`${commitments}/${fields.id}`)).toEqual(['taken'])
  })

  test('A day that has passed is said kindly, not counted', async () => {
    await takes(ana, { due: '2026-11-22' })
    house.setNow(new Date('2026-11-23T09:00Z'))
    expect((await ana.get(commitments)).text).toContain('its day has passed')
  })
})

describe('Before agreeing', () => {
  test('Eva has not agreed yet: she is led to the agreement, and nothing is taken on', async () => {
    const eva = await community.person('Eva Stone')
    circle = await circleWith(eva)
    commitments = `/circles/${circle}/commitments`
    const page = await eva.get(commitments)
    expect(page.address(/\/agreement$/)).toBe(`/circles/${circle}/agreement`)
    expect(page.html).not.toContain('name="what"')
    const answer = await eva.post(commitments, { ...promise, id: newId() })
    expect(answer.status).toBe(403)
    expect(answer.text).toContain('Please read your agreement first')
    await agree(circle, eva)
    expect(await steps(await takes(eva))).toEqual(['taken'])
  })
})

describe('Saying how it went', () => {
  test('Kept, in one tap', async () => {
    const path = await takes(ana)
    const page = await ana.submit(`${path}/answer`, { answer: 'kept', seen: '1' })
    expect(page.text).toContain('Ana Martins kept it, 20 November 2026')
    expect(await steps(path)).toEqual(['taken', 'kept'])
  })

  test('Carried on, with its history', async () => {
    const path = await takes(ana, { due: '2026-11-21' })
    const page = await ana.submit(`${path}/answer`, { answer: 'carried', seen: '1' })
    expect(page.text).toContain('carried on once')
    expect(page.text).toContain('Taken on, 20 November 2026')
    expect(page.text).toContain('by our next meeting')
  })

  test('Let go, and taken up again after all', async () => {
    const path = await takes(ana)
    await ana.submit(`${path}/answer`, { answer: 'dropped', seen: '1' })
    const page = await ana.get(commitments)
    expect(page.text).toContain('Ana Martins let go of it')
    expect((await ana.submit(`${path}/answer`, { answer: 'carried', seen: '2' })).text).toContain('you took this on')
  })

  test('What has ended cannot end another way', async () => {
    const path = await takes(ana)
    await ana.submit(`${path}/answer`, { answer: 'kept', seen: '1' })
    const page = await ana.post(`${path}/answer`, { answer: 'dropped', seen: '2' })
    expect(page.status).toBe(403)
    expect(page.text).toContain('You can take it up again')
  })

  test('Said differently, with what was learned', async () => {
    const path = await takes(ana)
    const fresh = {
      what: 'ask one question first',
      cue: '',
      due: '2026-12-01',
      learned: 'Mondays are too full',
      seen: '1',
    }
    const page = await ana.submit(`${path}/words`, fresh)
    expect(page.text).toContain('“I will ask one question first.”')
    expect(page.text).toContain('by 1 December 2026')
    expect(page.text).toContain('Learned: Mondays are too full')
    await ana.submit(`${path}/words`, fresh)
    expect(await steps(path)).toEqual(['taken', 'renegotiated'])
  })

  test('New words without words come back with the form open and what was learned kept', async () => {
    const path = await takes(ana)
    const page = await ana.post(`${path}/words`, { what: '', cue: '', due: '', learned: 'Mondays are full', seen: '1' })
    expect(page.status).toBe(422)
    expect(page.html).toMatch(/<details class="details" open/)
    expect(page.html).toContain('Mondays are full')
  })

  test('A double tap says it once, also at the same moment', async () => {
    const path = await takes(ana)
    const taps = await Promise.all([1, 2, 3].map(() => ana.post(`${path}/answer`, { answer: 'kept', seen: '1' })))
    expect(taps.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(await steps(path)).toEqual(['taken', 'kept'])
  })

  test('Two devices say different things: the first counts, and the second shows how it stands', async () => {
    const path = await takes(ana)
    const [one, two] = await Promise.all(
      ['kept', 'carried'].map((answer) => ana.post(`${path}/answer`, { answer, seen: '1' })),
    )
    expect([one?.status, two?.status].sort()).toEqual([303, 409])
    const late = [one, two].find((page) => page?.status === 409)
    expect(late?.text).toContain('You have said something else about it meanwhile')
    expect(await steps(path)).toHaveLength(2)
  })
})

describe('From meeting to meeting', () => {
  /** What the meeting that is on, or comes next, opens with: whose, and what was said of it last. */
  const opening = (who: Browser) =>
    inSeat(house, who, circle, async ({ db, seat }) => {
      const meeting = await nextMeeting(db, seat, house.services.now())
      const found = meeting ? await forOpening(db, seat, meeting, await meetingBefore(db, seat, meeting)) : []
      return found.map(({ name, steps }) => [
        name,
        steps.findLast(({ words }) => words)?.words?.what,
        steps.at(-1)?.kind,
      ])
    })

  test('What Ana takes on at the close stands at the beginning of the next meeting, with what became of it', async () => {
    await takes(ana, { what: 'call Ines' })
    house.setNow(new Date('2026-11-24T17:35Z'))
    expect(await opening(ben)).toEqual([['Ana Martins', 'call Ines', 'taken']])
    const close = { id: newId(), what: 'write it down', cue: '', due: null }
    await inSeat(house, ana, circle, async ({ db, seat }) => {
      const now = house.services.now()
      const meeting = await nextMeeting(db, seat, now)
      if (!meeting) throw new Error('no meeting')
      const [open] = await forOpening(db, seat, meeting, undefined)
      await answer(db, seat, open?.id ?? '', { answer: 'carried', seen: 1, meeting: meeting.id }, now)
      await take(db, seat, { ...close, meeting: meeting.id }, now)
    })
    expect(await opening(ben)).toEqual([['Ana Martins', 'call Ines', 'carried']])
    house.setNow(new Date('2026-11-30T08:00Z'))
    await ana.submit(`${commitments}/${close.id}/answer`, { answer: 'kept', seen: '1' })
    expect(await opening(ben)).toEqual([
      ['Ana Martins', 'call Ines', 'carried'],
      ['Ana Martins', 'write it down', 'kept'],
    ])
    house.setNow(new Date('2026-12-05T08:00Z'))
    expect(await opening(ben)).toEqual([['Ana Martins', 'call Ines', 'carried']])
  })
})

describe('Whose it is', () => {
  test('Ben sees no button for Ana’s, and none that he made up works', async () => {
    const path = await takes(ana)
    expect((await ben.get(commitments)).html).not.toContain(`${path}/answer`)
    for (const answer of ['kept', 'carried', 'dropped'])
      expect((await ben.post(`${path}/answer`, { answer, seen: '1' })).status).toBe(404)
    expect((await ben.post(`${path}/words`, { ...promise, seen: '1' })).status).toBe(404)
    expect(await steps(path)).toEqual(['taken'])
  })

  test('Not even the database lets Ben answer for Ana', async () => {
    const id = (await takes(ana)).split('/').at(-1) ?? ''
    const step = {
      ...{ community: community.id, id: newId(), circle, epoch: 1, commitment: id, seq: 2, kind: 'kept' },
      said_at: new Date(),
    }
    for (const person of [ben.person, ana.person]) {
      const attempt = house.services.handles.member({ community: community.id, person: ben.person, circle }, (db) =>
        db
          .insertInto('app.commitment_step')
          .values({ ...step, person })
          .execute(),
      )
      await expect(attempt).rejects.toMatchObject({ code: '42501' })
    }
  })

  test('Outsiders and whoever left find nothing', async () => {
    const path = await takes(ana)
    const cara = await community.person('Cara Voss')
    const olga = await community.person('Olga Organiser', { offices: ['organiser'] })
    await ben.submit(`/circles/${circle}/leaving`)
    for (const who of [ben, cara, olga, community.owner, house.nobody()]) {
      expect((await who.get(commitments)).status).toBe(404)
      expect((await who.post(commitments, { ...promise, id: newId() })).status).toBe(404)
      expect((await who.post(`${path}/answer`, { answer: 'kept', seen: '1' })).status).toBe(404)
    }
  })

  test('A commitment of one circle cannot be answered through another', async () => {
    const path = await takes(ana)
    const other = await circleOf(ana)
    const elsewhere = path.replace(circle, other)
    expect((await ana.post(`${elsewhere}/answer`, { answer: 'kept', seen: '1' })).status).toBe(404)
    expect((await ana.get(`/circles/${other}/commitments`)).text).not.toContain('I will let the team')
  })

  test('Its words are nowhere in the clear', async () => {
    const path = await takes(ana, { what: 'sayacanaryword', cue: 'anothercanary' })
    await ana.submit(`${path}/words`, { what: 'x', cue: '', due: '', learned: 'thirdcanary', seen: '1' })
    const { rows } = await house.owner.query<{ text: string }>(
      `select query_to_xml('select * from app.commitment_step', true, true, '')::text as text`,
    )
    expect(rows[0]?.text).not.toContain('canary')
    expect(rows[0]?.text).not.toContain(Buffer.from('sayacanaryword').toString('hex'))
    expect(rows[0]?.text).not.toContain(Buffer.from('sayacanaryword').toString('base64'))
  })

  test('A newcomer reads nothing older, until its owner carries it on', async () => {
    const path = await takes(ana)
    const dora = await community.person('Dora Lind')
    await joinsLate(dora, circle, [ana, ben])
    expect((await dora.get(commitments)).text).not.toContain('I will let the team')
    await ana.submit(`${path}/answer`, { answer: 'carried', seen: '1' })
    expect((await dora.get(commitments)).text).toContain('I will let the team speak first')
  })
})
