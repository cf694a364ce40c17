import { readdirSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser } from '../../test/browserless.ts'
import { start } from '../../test/circles.ts'
import { openTestHouse, type TestHouse } from '../../test/house.ts'
import { readPeople } from '../applications/rules.ts'
import { firstOwnerLink } from '../communities/writes.ts'
import { ownOrigin } from '../platform/http/origin.ts'
import { sayIn } from '../platform/i18n/say.ts'
import { zoneNamed } from '../platform/i18n/zones.ts'
import { questionsOf } from '../seasons/rules.ts'
import { addDemo } from './add.ts'
import { type Demo, findDemo } from './find.ts'
import { renewLinks, viewsOf } from './links.ts'
import { removeDemo } from './remove.ts'
import { applicants } from './texts/applicants.ts'

let house: TestHouse

/** A demo takes three seconds where nothing else runs. */
const patience = 120_000

beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.end())

async function add(of: TestHouse = house): Promise<Demo> {
  await addDemo(of.services, ownOrigin(of.services))
  return (await findDemo(of.services.handles)) ?? expect.unreachable()
}

/** Every row of every table of ours, and every file in the key folder. */
async function everything(of: TestHouse): Promise<Record<string, unknown>> {
  const { rows: tables } = await of.owner.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('app', 'auth', 'ops') and c.relkind = 'r' order by 1`,
  )
  const found: Record<string, unknown> = {}
  for (const { name } of tables) {
    const { rows } = await of.owner.query<{ row: string }>(`select t::text as row from ${name} t order by 1`)
    found[name] = rows.map(({ row }) => row)
  }
  return { ...found, keys: filesIn(of.services.config.shareDir) }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true }).map(String).sort()
  } catch {
    return []
  }
}

/** How many jobs the queue still knows of a community. */
async function jobsAbout({ services }: TestHouse, community: string): Promise<number> {
  const { rows } = await services.handles.worker({}, (db) =>
    sql<{
      number: number
    }>`select count(*)::integer as number from jobs.job where data->>'community' = ${community}`.execute(db),
  )
  return rows[0]?.number ?? 0
}

/** Someone of the demo, come in by a fresh link of theirs. */
async function cameAs(name: string, demo: Demo): Promise<Browser> {
  await renewLinks(house.services, demo)
  const links = await viewsOf(house.services, demo)
  const path = links.find((each) => each.name === name)?.path ?? expect.unreachable()
  const who = house.nobody()
  expect((await who.submit(path)).status).toBe(200)
  return who
}

test(
  'Before anything is set up a demo can be looked at, and the wizard still waits for the first owner',
  async () => {
    const before = await everything(house)
    const demo = await add()
    expect(demo).toMatchObject({ slug: 'demo', state: 'ready', name: 'The Long Table' })
    expect((await house.nobody().get('/c/demo')).status).toBe(200)
    expect(await firstOwnerLink(house.services)).toBeDefined()
    await removeDemo(house.services, demo)
    await house.owner.query('delete from ops.setup_link')
    expect(await everything(house)).toEqual(before)
  },
  patience,
)

test(
  'Added again, looked at and worked off, it leaves no row, account, key, mail or job beside a real community',
  async () => {
    const real = await house.community('real', 'A real community')
    await start(real.owner, { name: 'Ours' })
    await house.work()
    const before = await everything(house)
    const demo = await add()
    await house.work()
    await cameAs('Amara Okafor', demo)
    expect(await everything(house)).not.toEqual(before)
    await removeDemo(house.services, demo)
    expect(await everything(house)).toEqual(before)
    expect((await real.owner.get('/circles')).text).toContain('Ours')
  },
  patience,
)

test('What is no demo is not removed as one', async () => {
  const { rows } = await house.owner.query<{ id: string }>(`select id from app.community where slug = 'real'`)
  const real = { id: rows[0]?.id ?? '', slug: 'real', name: '', state: 'ready' } as const
  const before = await everything(house)
  await expect(removeDemo(house.services, real)).rejects.toThrow('not a demo')
  expect(await everything(house)).toEqual(before)
})

test('A demo that cannot be played to its end is removed again', async () => {
  const { services } = house
  const before = await everything(house)
  const nobodyOrganises = () => Promise.reject(new Error('nobody organises'))
  const broken = { ...services, handles: { ...services.handles, organiser: nobodyOrganises } }
  await expect(addDemo(broken, ownOrigin(services))).rejects.toThrow('nobody organises')
  expect(await everything(house)).toEqual(before)
})

test(
  'An address that a community has already is left to it',
  async () => {
    await house.community('demo', 'Our demonstrations')
    const demo = await add()
    expect(demo.slug).toBe('demo-2')
    expect((await house.nobody().get('/c/demo-2')).text).toContain('The Long Table')
  },
  patience,
)

test('Amara finds her circle in the middle of its time', async () => {
  const demo = (await findDemo(house.services.handles)) ?? expect.unreachable()
  const amara = await cameAs('Amara Okafor', demo)
  const home = await amara.get('/c/demo-2/home')
  expect(home.text).toContain('The second cup')
  const circle = home.address(/\/circles\/[0-9a-f-]{36}$/)
  const page = await amara.get(circle)
  expect(page.text).toContain('I will tell the team what I will no longer decide')
  const meetings = await amara.get(`${circle}/meetings`)
  expect(meetings.status).toBe(200)
  expect((await amara.get(`${circle}/commitments`)).text).toContain('give Chidi the client review')
  expect((await amara.get(`${circle}/people`)).text).toContain('Sofia Papadaki')
  expect((await amara.get('/c/demo-2/forum/topics')).text).toContain('Leading people who are older than you')
  expect((await amara.get('/c/demo-2/insights')).text).toContain('Leading a meeting for the first time')
})

test('Amara finds what she might bring, what she decided, who is asked as a guest, and what stays of a meeting that she was at', async () => {
  const demo = (await findDemo(house.services.handles)) ?? expect.unreachable()
  const amara = await cameAs('Amara Okafor', demo)
  expect((await amara.get('/c/demo-2/me/challenges')).text).toContain('I carry messages between them')
  const journal = await amara.get('/c/demo-2/me/journal')
  expect(journal.text).toMatch(/Still to come.*No status meeting.*Looked back on.*client review/)
  const circle = (await amara.get('/c/demo-2/home')).address(/\/c\/demo-2\/circles\/[0-9a-f-]{36}$/)
  expect((await amara.get(`${circle}/challenges`)).text).toContain('Ines and Femi')
  expect((await amara.get(`${circle}/guests`)).text).toContain('Ruth Bekele')
  const meetings = await amara.get(`${circle}/meetings`)
  const past = [...meetings.html.matchAll(/href="([^"]*\/meetings\/[0-9a-f-]{36})"/g)].map(([, path]) => path ?? '')
  const doors = await Promise.all(past.map(async (path) => (await amara.get(path)).html))
  expect(doors.some((html) => html.includes('/minutes'))).toBe(true)
})

test('Jonas, who organises, sees who applied and who sits where, and no word of a circle', async () => {
  const demo = (await findDemo(house.services.handles)) ?? expect.unreachable()
  const jonas = await cameAs('Jonas Lindqvist', demo)
  expect((await jonas.get('/c/demo-2/applications')).text).toContain('Aroha Ngata')
  for (const path of ['/home', '/circles', '/applications', '/outbox', '/insights'])
    expect((await jonas.get(`/c/demo-2${path}`)).text).not.toContain('Chidi')
})

test('Jonas sees a season that is formed and one that people apply for; a newcomer finds the second on the public home', async () => {
  const demo = (await findDemo(house.services.handles)) ?? expect.unreachable()
  const jonas = await cameAs('Jonas Lindqvist', demo)
  const seasons = await jonas.get('/c/demo-2/seasons')
  expect(seasons.text).toContain('First season')
  expect(seasons.text).toMatch(/Second season .*At hand Open for applications/)
  const { rows } = await house.owner.query(
    `select f.id, jsonb_array_length(f.result->'circles') as circles, f.result->'violations' as broken from app.formation f
      where f.state = 'published' and f.community = $1`,
    [demo.id],
  )
  expect(rows.map(({ circles }) => circles)).toEqual([1])
  expect(Object.values<number>(rows[0].broken).every((count) => count === 0)).toBe(true)
  expect((await jonas.get(`/c/demo-2/formation/${rows[0].id}`)).text).toContain('Harbour at nine')
  const { rows: waiting } = await house.owner.query<{ id: string }>(
    `select id from app.formation where state = 'ready' and community = $1`,
    [demo.id],
  )
  const board = await jonas.get(`/c/demo-2/formation/${waiting[0]?.id}`)
  expect(board.text).toContain('Mateo Herrera')
  expect((await house.nobody().get('/c/demo-2')).text).toContain('Second season')
  const asked = questionsOf('managers', sayIn('en'))
  expect(readPeople(applicants, { profile: 'web', zone: zoneNamed, asked }).faults).toEqual([])
})

test('Amara has found what she can give: her circle reads what she shows, and nobody the rest', async () => {
  const demo = (await findDemo(house.services.handles)) ?? expect.unreachable()
  const amara = await cameAs('Amara Okafor', demo)
  expect((await amara.get('/c/demo-2/me/offers')).html).toContain('I rewrote everybody’s reports')
  const circle = (await amara.get('/c/demo-2/home')).address(/\/c\/demo-2\/circles\/[0-9a-f-]{36}$/)
  const people = await amara.get(`${circle}/people`)
  expect(people.text).toContain('practising a difficult talk')
  expect(people.text).not.toContain('calming a room')
})

test('Everything happened in the past, and nothing at the moment in which it was made', async () => {
  const demo = (await findDemo(house.services.handles)) ?? expect.unreachable()
  const { rows: columns } = await house.owner.query<{ table: string; column: string }>(
    `select c.relname as table, a.attname as column from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     where n.nspname = 'app' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and a.atttypid = 'timestamptz'::regtype`,
  )
  const late: string[] = []
  for (const { table, column } of columns) {
    if (['until', 'starts_at', 'settled_at', 'opens_at', 'closes_at'].includes(column)) continue
    const key = table === 'community' ? 'id' : 'community'
    const { rows } = await house.owner.query(
      `select 1 from app.${table} where ${key} = $1 and ${column} > now() - interval '10 minutes'`,
      [demo.id],
    )
    if (rows.length > 0) late.push(`${table}.${column}`)
  }
  expect(late).toEqual([])
})

test(
  'Olivia chose a demo in the wizard: it is made beside her own community, she looks in as Amara, and removes it',
  async () => {
    const fresh = await openTestHouse()
    const worker = await fresh.startWorker()
    const link = (await firstOwnerLink(fresh.services)) ?? ''
    const key = new URL(link, 'http://localhost').searchParams.get('key') ?? ''
    const olivia = fresh.nobody()
    const answers = { key, name: 'La Mesa', slug: '', language: 'en', zone: 'Europe/Madrid', origin: '' }
    const mine = { owner: 'Olivia', address: 'olivia@example.org', start: 'demo' }
    const status = await olivia.submit('/setup', { ...answers, ...mine })
    expect((await olivia.get(status.address(/status\/demo/))).status).toBe(200)
    await expect.poll(async () => (await findDemo(fresh.services.handles))?.state, { timeout: 90_000 }).toBe('ready')
    const made = await findDemo(fresh.services.handles)
    expect((await olivia.get('/')).text).toContain('La Mesa')
    const page = await olivia.submit('/status/demo/links')
    expect(page.text).toContain('this computer only')
    const [, amara = ''] = /value="http:\/\/localhost:8080(\/c\/demo\/sign-in\/first\/[^"]+)"/.exec(page.html) ?? []
    expect((await fresh.nobody().submit(amara)).text).toContain('Hello, Amara')
    expect((await olivia.submit('/status/demo/removal')).text).toContain('nothing of it is left')
    expect(await findDemo(fresh.services.handles)).toBeUndefined()
    const { id } = made ?? expect.unreachable()
    expect(await jobsAbout(fresh, id)).toBe(0)
    await worker.stop()
    await fresh.end()
  },
  patience,
)
