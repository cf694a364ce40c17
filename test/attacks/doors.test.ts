import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MemberDb, OrganiserDb } from '../../src/platform/db/handles.ts'
import { newId } from '../../src/platform/ids.ts'
import { chooseFile } from '../applicants.ts'
import type { TestCommunity } from '../arrange.ts'
import { comeByLink, importPeople } from '../audience/arrange.ts'
import type { Browser } from '../browserless.ts'
import { circleOf, linkFrom, requestIn } from '../circles.ts'
import { type MailServer, openMailServer } from '../mail-server.ts'
import { type OwnHouse, openOwnHouse } from '../own-house.ts'
import { type Populated, populate } from '../populated.ts'
import { look, press, streamOf } from '../rooms.ts'

// The doors that look like conveniences, each tried by the steps of somebody who would like to read a circle: through the pages, and one
// step below them with the role's own connection. That links die with the first sign-in is tried in src/arriving/arriving.test.ts.

let house: OwnHouse
let mailbox: MailServer
let community: TestCommunity
let populated: Populated
let olga: Browser

beforeAll(async () => {
  mailbox = await openMailServer()
  house = await openOwnHouse({ SMTP_URL: mailbox.url })
  community = await house.community('long-table', 'The Long Table')
  populated = await populate(house, community, (place) => `murmur ${place}`)
  olga = await community.person('Olga Organiser', { offices: ['organiser'] })
})
afterAll(async () => {
  await house.end()
  await mailbox.close()
})

const asOrganiser = <T>(work: (db: OrganiserDb) => Promise<T>) =>
  house.services.handles.organiser({ community: community.id, person: olga.person }, work)
const asMember = <T>(who: Browser, circle: string, work: (db: MemberDb) => Promise<T>) =>
  house.services.handles.member({ community: community.id, person: who.person, circle }, work)
const sits = async (who: Browser, circle: string) => (await who.get(`/circles/${circle}`)).status === 200

describe('The mail that lets somebody in', () => {
  test('is shown to no organiser or owner, on no page, in no row that their role may read, and in no log', async () => {
    await house.nobody().post('/sign-in/link', { address: 'ben.fellow@long-table.example.org' })
    await house.work()
    const mail = (await house.mails()).findLast(({ kind }) => kind === 'arriving.link')
    const arrived = mailbox.received.map(({ text }) => text).join()
    const token = /\/sign-in\/link\/([\w-]+)/.exec(arrived)?.[1] ?? ''
    expect(token.length).toBeGreaterThan(20)
    for (const who of [olga, community.owner])
      for (const path of ['/outbox', '/status', '/me/mail', '/settings/mail'])
        expect((await who.get(path)).html, path).not.toContain(token)
    const rows = await asOrganiser((db) => db.selectFrom('app.mail').select(['kind', 'id']).execute())
    expect(rows.filter(({ id, kind }) => id === mail?.id || kind === 'arriving.link')).toEqual([])
    expect(house.logged()).not.toContain(token)
    expect(house.logged()).not.toContain('ben.fellow@')
  })
})

describe('An address that is in use', () => {
  test('is changed by no file: who imports somebody under another address gets no way into what is theirs', async () => {
    const { ben } = populated
    const file = 'id,name,email,timezone\nben,Ben Fellow,ben.fellow@long-table.example.org,UTC\n'
    const other = file.replace('ben.fellow@long-table', 'ben@evil')
    for (const text of [file, other]) {
      const preview = await chooseFile(olga, text)
      const [, confirm] = /action="([^"]+\/import\/[0-9a-f-]{36})"/.exec(preview.html) ?? []
      if (confirm) await olga.submit(confirm, { basis: 'asked' })
    }
    const { rows } = await house.owner.query('select address from app.contact where person = $1', [ben.person])
    expect(rows).toEqual([{ address: 'ben.fellow@long-table.example.org' }])
    const links = await (await olga.raw('/applications/links.txt')).text()
    for (const [, path = ''] of links.matchAll(/(\/p\/[\w-]+)/g)) {
      const thief = house.nobody()
      await thief.post(`${path}/you`, { name: 'Ben Fellow', zone: 'UTC', privacy: 'on', version: '1' })
      expect(await sits(thief, populated.circle)).toBe(false)
    }
  })

  test('is changed by no form of somebody else, and by no role but that of accounts', async () => {
    const { ben } = populated
    for (const who of [olga, community.owner])
      await who.post('/me/sign-in/address', { address: 'ben.fellow@long-table.example.org', person: ben.person })
    const changing = sql`update app.contact set address = 'evil@example.org' where person = ${ben.person}`
    await expect(asOrganiser((db) => changing.execute(db))).rejects.toThrow('permission denied')
    await expect(asMember(ben, populated.circle, (db) => changing.execute(db))).rejects.toThrow('permission denied')
    await expect(asOrganiser((db) => sql`select * from auth."user"`.execute(db))).rejects.toThrow('permission denied')
    const { rows } = await house.owner.query(`select email from auth."user" where id = $1`, [ben.account])
    expect(rows).toEqual([{ email: 'ben.fellow@long-table.example.org' }])
  })
})

describe('A seat in a circle that has written', () => {
  /** Everything that a page lets somebody do to sit down who was not let in by all. */
  async function tries(who: Browser, link: string): Promise<string> {
    const { circle } = populated
    await who.post(link)
    await who.post(`${link}/request`, { words: 'Only for a moment' })
    await who.post(`/ask/${circle}`, { words: 'Only for a moment' })
    const request = await requestIn(populated.mia, circle)
    expect((await who.post(`${request}/yes`)).status).toBe(404)
    for (const path of ['links', 'agreement', 'settings', 'leaving'])
      expect((await who.post(`/circles/${circle}/${path}`)).status, path).toBe(404)
    return request
  }

  test('is not taken by an organiser with a member’s link; one member’s no is enough, and nobody’s yes counts for another', async () => {
    const { circle, mia, ben, cleo } = populated
    const request = await tries(olga, await linkFrom(mia, circle))
    await mia.submit(`${request}/yes`)
    await mia.post(`${request}/yes`)
    await ben.submit(`${request}/yes`)
    expect(await sits(olga, circle)).toBe(false)
    const id = request.split('/').at(-1) ?? ''
    for (const person of [cleo.person, olga.person])
      await expect(
        asMember(olga, circle, (db) =>
          db.insertInto('app.join_yes').values({ community: community.id, request: id, person }).execute(),
        ),
      ).rejects.toThrow('row-level security')
    await cleo.submit(`${request}/not-now`)
    expect(await sits(olga, circle)).toBe(false)
  })

  test('is not taken by a person whom an organiser invented', async () => {
    const [invented] = await importPeople(house, olga)
    const puppet = await comeByLink(house, invented)
    const request = await tries(puppet, await linkFrom(populated.mia, populated.circle))
    expect(await sits(puppet, populated.circle)).toBe(false)
    await populated.mia.submit(`${request}/not-now`)
  })

  test('is not written by the organiser’s role, for anybody, nor kept for anybody as a place', async () => {
    const { circle } = populated
    for (const person of [olga.person, newId()])
      await expect(
        asOrganiser((db) =>
          sql`insert into app.seat (community, id, circle, person, from_epoch) values (${community.id}, ${newId()}, ${circle}, ${person}, 1)`.execute(
            db,
          ),
        ),
      ).rejects.toThrow('permission denied')
    const place = { community: community.id, id: newId(), circle, person: olga.person, via: 'placement' }
    await expect(asOrganiser((db) => db.insertInto('app.invitation').values(place).execute())).rejects.toThrow(
      'row-level security',
    )
  })
})

describe('An organiser who also sits in a circle', () => {
  test('sees that one as a member does, and of others nothing', async () => {
    const tom = await community.person('Tom Another')
    const own = await circleOf(tom, olga)
    await tom.submit(`/circles/${own}/commitments`, { id: newId(), what: 'rustle of ours', cue: '', due: '' })
    expect((await olga.get(`/circles/${own}/commitments`)).text).toContain('rustle of ours')
    for (const page of ['', '/commitments', '/agreement', '/people', '/meetings'])
      expect((await olga.get(`/circles/${populated.circle}${page}`)).status, page).toBe(404)
    const steps = (circle: string) =>
      asMember(olga, circle, (db) => db.selectFrom('app.commitment_step').select('circle').execute())
    expect((await steps(own)).map(({ circle }) => circle)).toEqual([own])
    expect(await steps(populated.circle)).toEqual([])
    await expect(asOrganiser((db) => sql`select * from app.commitment_step`.execute(db))).rejects.toThrow(
      'permission denied',
    )
    for (const path of ['/applications', '/formation', '/outbox', '/insights/desk', '/forum/reports', '/home'])
      expect((await olga.get(path)).text, path).not.toMatch(/murmur|rustle/)
  })
})

describe('Whoever leaves a circle', () => {
  test('sees nothing written afterwards on any channel, within one second', async () => {
    const { circle, mia, ben, running } = populated
    const calendar = /\/calendar\/[\w-]+\.ics/.exec((await ben.submit('/me/calendar')).html)?.[0] ?? ''
    expect(await (await ben.raw(calendar)).text()).toContain('BEGIN:VEVENT')
    const stream = await streamOf(ben, running)
    const left = performance.now()
    expect((await ben.post(`/circles/${circle}/leaving`)).status).toBe(303)
    expect(await stream.isOver()).toBe(true)
    console.info(JSON.stringify({ streamEndedAfterMs: Math.round(performance.now() - left) }))
    await mia.submit(`/circles/${circle}/commitments`, { id: newId(), what: 'murmur afterwards', cue: '', due: '' })
    const pages = [
      running,
      `/circles/${circle}`,
      `/circles/${circle}/commitments`,
      `/ask/${circle}`,
      '/home',
      '/circles',
      '/me/data.json',
      '/me/mail',
      calendar,
    ]
    for (const path of pages) expect(await (await ben.raw(path)).text(), path).not.toContain('murmur afterwards')
    expect((await ben.raw(`${running}/stream`)).status).toBe(404)
    expect((await ben.post(`${running}/commands`, { id: newId(), kind: 'hand-up' })).status).toBe(404)
    expect(await (await ben.raw(calendar)).text()).not.toContain('BEGIN:VEVENT')
    const rows = await asMember(ben, circle, (db) => db.selectFrom('app.commitment_step').select('id').execute())
    expect(rows).toEqual([])
    const room = await look(mia, running)
    expect(room.view.people.find(({ id }) => id === ben.person)?.here).toBe(false)
    await press(mia, running, 'pause')
  })
})
