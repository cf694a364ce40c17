import { writeLetter } from '../../src/applying/writes.ts'
import { loadCommunity } from '../../src/communities/reads.ts'
import type { Office } from '../../src/communities/rules.ts'
import { newId } from '../../src/platform/ids.ts'
import { importFile, proposeCircles } from '../applicants.ts'
import type { TestCommunity } from '../arrange.ts'
import type { Browser } from '../browserless.ts'
import type { TestHouse } from '../house.ts'
import { letIn, type PersonaName } from './personas.ts'

interface Expected {
  readonly id: string
  readonly token: string
}

const people = (text: string) => ({ file: new Blob([text], { type: 'text/csv' }) })
const twoPeople =
  'id,name,email,timezone\na1,Lena Late,lena@example.org,Europe/Lisbon\na2,Alma Applicant,alma@example.org,Europe/Lisbon\n'

/** Two people from an organiser's file, with their personal links: Lena, who has not come yet, and Alma. */
export async function importPeople({ owner }: TestHouse, olga: Browser): Promise<[Expected, Expected]> {
  await importFile(olga, twoPeople)
  const { rows } = await owner.query<{ id: string }>('select id from app.application order by ref')
  const [lena, alma] = await Promise.all(
    rows.map(async ({ id }) => {
      const [, token = ''] = /\/p\/([\w-]{20,})/.exec((await olga.get(`/applications/${id}`)).html) ?? []
      return { id, token }
    }),
  )
  if (!lena || !alma) throw new Error('two people were not imported')
  return [lena, alma]
}

/** Opens the season in which they stand: with questions, it is there for everybody; and writes to those who applied in it. */
export async function openSeason(
  house: TestHouse,
  olga: Browser,
  community: TestCommunity,
): Promise<Record<string, string>> {
  const { owner } = house
  const { rows } = await owner.query<{ id: string }>('select id from app.season')
  const [{ id } = { id: '' }] = rows
  const asked = {
    'label-0': 'What do you hope for?',
    'kind-0': 'text',
    'label-1': 'Tea or coffee?',
    'kind-1': 'choice',
  }
  await olga.submit(`/seasons/${id}/questions`, { ...asked, 'choices-1': 'tea\ncoffee', 'seen-1': 'reasons' })
  await olga.submit(`/seasons/${id}/state`, { state: 'open' })
  return { '/seasons/:season': id, '/applications/letter/:letter': await letterIn(house, community, olga, id) }
}

/** A letter to those who applied. */
async function letterIn(
  { services }: TestHouse,
  { id: community }: TestCommunity,
  { person }: Browser,
  season: string,
): Promise<string> {
  const here = await loadCommunity(services.handles, services.vault, '')
  if (!here) throw new Error('no community')
  const office = { kind: 'organiser', community, person } as Office
  const words = { season, to: 'all', subject: 'We begin', text: 'Soon.', now: new Date() } as const
  return services.handles.organiser({ community, person }, (db) => writeLetter(db, here, office, words, []))
}

/** Comes by a personal link, and is a person from then on. */
export async function comeByLink(house: TestHouse, { token }: Expected): Promise<Browser> {
  const browser = house.nobody()
  await browser.submit(`/p/${token}/you`, {
    name: 'Alma Applicant',
    zone: 'Europe/Lisbon',
    forming: 'yes',
    privacy: 'on',
    version: '1',
  })
  return browser
}

/** Somebody who waits for a place is asked whether they would come into the circle that one is kept in. */
export async function arrangeChange(
  house: TestHouse,
  olga: Browser,
  invited: Browser,
): Promise<Record<string, string>> {
  const { rows } = await house.owner.query(
    'select s.community, s.id as season, i.circle from app.season s join app.invitation i on i.community = s.community where i.person = $1',
    [invited.person],
  )
  const [{ community, season, circle }] = rows
  const id = newId()
  const until = new Date(Date.now() + 86_400_000)
  await house.services.handles.organiser({ community, person: olga.person }, async (db) => {
    const asked = { kind: 'fill', made_by: olga.person, made_at: new Date(), until, stages: 2, minutes: 90 }
    await db
      .insertInto('app.rebalancing')
      .values({ community, id, season, ...asked })
      .execute()
    const seat = { community, rebalancing: id, person: invited.person, from_circle: null, to_circle: circle, stage: 1 }
    await db.insertInto('app.rebalancing_seat').values(seat).execute()
  })
  return { '/changes/:change': id, '/asked/:change': id, '/:remedy': `fill.${invited.person}` }
}

const article = {
  title: 'Hand over the part you are best at',
  takeaways: '- Write down what only you know\n- Let the first week go wrong',
  author: 'Ana Martins, who leads a team of nine',
  body: 'I kept the hardest part.',
  audience: 'public',
  next: 'publish',
}

/** An article, a letter that was sent and one that is a draft. */
export async function arrangeInsights(olga: Browser): Promise<Record<string, string>> {
  const insight = idIn((await olga.post('/insights/new', article)).location)
  const compose = async (subject: string) =>
    idIn(
      (await olga.post('/insights/letters/new', { subject, intro: 'Good morning', 'insights[]': [insight] })).location,
    )
  const sent = await compose('The first letter')
  await olga.submit(`/insights/letters/${sent}/sending`)
  return {
    '/insights/:insight': insight,
    '/letters/:letter': sent,
    '/insights/letters/:letter': await compose('The next letter'),
  }
}

/** Somebody who waits for a circle, and a proposal with them in it, ready to look at; and one that is published. */
export async function arrangeFormation(
  house: TestHouse,
  community: Pick<TestCommunity, 'id'>,
  olga: Browser,
  { id }: Expected,
): Promise<Record<string, string>> {
  const proposal = await proposeCircles(olga)
  await house.work()
  const published = await arrangePlaces(house, community, olga)
  return { '/applications/:id': id, '/people/:application': id, '/formation/:formation': idIn(proposal), ...published }
}

const anyPolicy = {
  size: { min: 2, max: 5 },
  season: { from: '2027-01-11', to: '2027-06-27' },
  meetingMinutes: 60,
  ...{ attributes: [], apart: [], common: [], noLone: [] },
}

/** A formation that is published, with one circle in which nobody has a place yet. */
async function arrangePlaces(
  { services }: TestHouse,
  { id: community }: Pick<TestCommunity, 'id'>,
  olga: Browser,
): Promise<Record<string, string>> {
  const [formation, circle] = [newId(), newId()]
  const who = { community, person: olga.person }
  await services.handles.organiser(who, async (db) => {
    const season = (await db.selectFrom('app.season').select('id').executeTakeFirstOrThrow()).id
    const policy = JSON.stringify(anyPolicy)
    const made = { community, made_by: olga.person }
    await db
      .insertInto('app.formation')
      .values({ ...made, id: formation, season, rhythm: 'weekly', policy })
      .execute()
    const published = { state: 'published', published_at: services.now(), published_by: olga.person }
    await db.updateTable('app.formation').set(published).where('id', '=', formation).execute()
    const places = { name: 'Spring one', rhythm: 'weekly', places: 5, origin: 'season' }
    await db
      .insertInto('app.circle')
      .values({ community, id: circle, ...places })
      .execute()
    const formed = { ...made, circle, formation, slots: '[]', minutes: 60, people: 2, alike: [], unlike: [] }
    await db.insertInto('app.formed_circle').values(formed).execute()
  })
  const paths = ['', '/places', '/search'].map((end) => `/formation/:formation/circles/:circle${end}`)
  return Object.fromEntries(
    paths.flatMap((path) => [
      [`${path} :formation`, formation],
      [`${path} :circle`, circle],
    ]),
  )
}

/** A topic of Ben's, what Cleo answered, and a report. */
export async function arrangeForum({ owner }: TestHouse, ben: Browser, cleo: Browser): Promise<Record<string, string>> {
  const { topic, answer } = await talk(ben)
  await cleo.submit(`/forum/topics/${topic}/report`, { because: 'It names a colleague' })
  const { rows } = await owner.query('select id from app.report where topic = $1', [topic])
  return { '/topics/:topic': topic, '/answers/:answer': answer, '/reports/:report': rows[0].id }
}

async function talk(who: Browser): Promise<{ topic: string; answer: string }> {
  const topic = idIn((await who.post('/forum/topics/new', { title: 'How do you rest?', body: 'I do not.' })).location)
  const answer = await who.post(`/forum/topics/${topic}`, { body: 'I will try.' })
  return { topic, answer: idIn(answer.location.split('#')[1] ?? '') }
}

/** What is somebody's own, as far as their audience lets them have it. */
export async function ownThings(house: TestHouse, name: PersonaName, who: Browser): Promise<Record<string, string>> {
  return {
    ...(letIn['community member'].includes(name) ? await talk(who) : {}),
    ...(letIn['signed in'].includes(name) ? { passkey: await passkeyOf(house, name, who) } : {}),
    ...(letIn.organiser.includes(name)
      ? { import: idIn((await who.post('/applications/import', people(twoPeople))).location) }
      : {}),
  }
}

/** A passkey needs an authenticator; what stays of one is put where it would be kept. */
async function passkeyOf({ services, owner }: TestHouse, name: string, { account }: Browser): Promise<string> {
  const id = newId()
  const known = account || (await owner.query(`select id from auth."user" where name = 'Alma Applicant'`)).rows[0].id
  await services.handles.accounts({}, async (db) => {
    const kept = { publicKey: 'none', credentialID: id, counter: 0, deviceType: 'singleDevice', backedUp: false }
    await db
      .insertInto('auth.passkey')
      .values({ id, name, userId: known, ...kept })
      .execute()
  })
  return id
}

function idIn(path: string): string {
  const [found] = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(path) ?? []
  if (!found) throw new Error(`no id in ${path}`)
  return found
}
