import { beforeAll, describe, expect, test } from 'vitest'
import { agree, circleWith, meets } from '../../../test/circles.ts'
import { theLongTable } from '../../../test/long-table.ts'
import { begun, look, openRoom, press, until } from '../../../test/rooms.ts'
import { library } from '../protocols/shelves.ts'
import { castOf } from '../rules/library.ts'
import { nameWith, shelves } from '../rules/shelves.ts'

const { house, community } = await theLongTable({})

beforeAll(() => house.setNow(new Date('2026-11-24T17:25:00Z')))

/** What pages and rooms say, without the marks of the page. */
const plain = (html: string): string => html.replaceAll('&quot;', '"').replaceAll('&#39;', '’')

async function circleOf(names: readonly string[]) {
  const people = await Promise.all(names.map((name) => community.person(`${name} Reader`)))
  const [ana, ...others] = people
  if (!ana) throw new Error('nobody came')
  const id = await circleWith(ana, others, `Readers ${names.join(' ')}`)
  await agree(id, ana, ...others)
  return { id, ana, others, people }
}

const secrets = library.scenes().flatMap(({ roles }) => castOf(roles).flatMap(({ hides, wants }) => [hides, wants]))
const endings = library.cases().flatMap(({ ending }) => ending)

describe('The library', () => {
  test('is read by every member, in both languages, without a secret of a scene or the end of a case', async () => {
    const [ida, ines] = await Promise.all([
      community.person('Ida Alone'),
      community.person('Inés Sola', { locale: 'es' }),
    ])
    const list = await ida.get('/library')
    expect(list.text).toContain('Conversations to practise')
    expect((await ines.get('/library')).text).toContain('Conversaciones para ensayar')
    for (const shelf of shelves)
      for (const { id, title } of library[shelf]()) {
        expect(list.html).toContain(`/library/${shelf}/${id}"`)
        const [read, leido] = await Promise.all(
          [ida, ines].map(async (who) => plain((await who.get(`/library/${shelf}/${id}`)).html)),
        )
        expect(read).toContain(title.en)
        expect(leido).toContain(title.es)
        for (const { en, es } of [...secrets, ...endings]) {
          expect(read).not.toContain(en)
          expect(leido).not.toContain(es)
        }
      }
    expect((await ida.get('/library/cases/no-such-case')).status).toBe(404)
    expect((await ida.get('/library/nothing/nine-days')).status).toBe(404)
    expect((await house.nobody().get('/library')).status).not.toBe(200)
  })

  test('lends Ana a page for the next meeting: Ben sees her choice, and no file of it gives away what is told later', async () => {
    const { id, ana, others } = await circleOf(['Ana', 'Ben', 'Cleo'])
    const leaf = `/circles/${id}/library/cases/nine-days`
    expect((await ana.get(leaf)).text).toContain('no next meeting yet')
    expect((await ana.post(leaf, {})).text).toContain('no next meeting yet')
    await meets(ana, id, { minutes: '60' })
    const answer = await ana.post(leaf, {})
    expect(answer.status, answer.text).toBe(303)
    const meeting = await others[0]?.get(answer.location)
    expect(meeting?.text).toContain('Case study: Nine days')
    expect(meeting?.text).toContain('chosen by Ana')
    const choice = await others[0]?.get(`${answer.location}/format`)
    expect(choice?.text).toContain('Case study: Rack four')
    const format = `/circles/${id}/formats/${nameWith('cases', 'nine-days')}`
    const page = await ana.get(format)
    expect(page.status).toBe(200)
    expect((await ana.get(`${format}/sheet`)).status).toBe(200)
    expect((await ana.get(`${format}/file`)).status).toBe(404)
    expect(page.html).not.toContain(`${format}/file`)
    expect((await ana.get(`/circles/${id}/formats/case-study/file`)).status).toBe(200)
    const outside = await community.person('Otto Outside')
    expect((await outside.get(leaf)).status).toBe(404)
    expect((await outside.post(leaf, {})).status).toBe(404)
  })

  test('gives each in the room their own brief alone, the observer the questions, and nobody a secret twice', async () => {
    const { id, ana, people } = await circleOf(['Abla', 'Bruno', 'Chen'])
    await meets(ana, id, { minutes: '60' })
    const room = await openRoom(ana, id, nameWith('scenes', 'the-kiln'))
    await begun(room, people)
    await until(room, ana, ({ view }) => view.step?.key === 'scene')
    const [lerato, aiko] = castOf(library.scenes().find((one) => one.id === 'the-kiln')?.roles ?? never())
    const told: string[] = []
    for (const who of people) {
      const model = await look(who, room)
      const page = plain((await who.get(room)).html)
      const role = model.view.you.roles.find((one) => ['presenter', 'counterpart', 'observer'].includes(one))
      const own = { presenter: lerato, counterpart: aiko, observer: undefined }[role ?? '']
      for (const part of [lerato, aiko])
        for (const { en } of [part?.hides, part?.wants].flatMap((one) => one ?? []))
          expect(page.includes(en), `${role}: ${en}`).toBe(part === own)
      if (role === 'observer') expect(page).toContain('Who first named a part of their own?')
      expect(page).toContain('forty-two cracked plates')
      told.push(role ?? '')
    }
    expect(told.toSorted()).toEqual(['counterpart', 'observer', 'presenter'])
    expect((await look(ana, room)).ways).toBeUndefined()
  })

  test('can still be taken from in the room, before it starts', async () => {
    const { id, ana, people } = await circleOf(['Amal', 'Boris', 'Carla'])
    await meets(ana, id, { minutes: '60' })
    const room = await openRoom(ana, id, 'topic-meeting')
    for (const who of people) await press(who, room, 'arrive', { person: who.person })
    expect((await ana.get(room)).text).toContain('Nothing of the library is in it yet')
    const ways = (await look(ana, room)).ways?.choices.map(({ key }) => key)
    expect(ways).toContain('topic-meeting:conflict')
    expect(ways).not.toContain('case-study:nine-days')
    await press(ana, room, 'format', { format: 'topic-meeting:conflict' })
    const begins = await press(ana, room, 'start')
    expect(begins.view.step?.page).toContain('Conflict is a sign that something matters to both.')
  })
})

const never = (): never => {
  throw new Error('no such scene')
}
