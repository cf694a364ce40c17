import { newId } from '../../src/platform/ids.ts'
import { roles } from '../../src/turns/rules/ledger.ts'
import type { TestCommunity } from '../arrange.ts'
import type { Browser } from '../browserless.ts'
import { keepPlace, linkFrom, requestIn, seat, start } from '../circles.ts'
import type { TestHouse } from '../house.ts'
import { everyKind } from '../own-formats.ts'
import { type Populated, populate, type Words } from '../populated.ts'
import {
  arrangeChange,
  arrangeFormation,
  arrangeForum,
  arrangeInsights,
  comeByLink,
  importPeople,
  openSeason,
  ownThings,
} from './arrange.ts'
import type { Fill } from './matrix.ts'
import { arrangeChallenges, keptAlone, keptDoors } from './own.ts'
import { type People, type Persona, personaNames } from './personas.ts'

/** A community in which everything that an address can name is there, and those who try its doors. */
export interface Fixtures {
  readonly people: People
  readonly personas: readonly Persona[]
  readonly fill: Fill
  readonly populated: Populated
}

const picture = new Blob([Buffer.from('89504e470d0a1a0a00', 'hex')])

/** Arranges everything, through the pages wherever there is one. */
export async function arrange(house: TestHouse, words: Words): Promise<Fixtures> {
  const community = await house.community('long-table', 'The Long Table')
  const elsewhere = await house.community('other-table', 'The Other Table')
  const populated = await populate(house, community, words)
  const { circle, ben, cleo, finn } = populated
  const olga = await community.person('Olga Organiser', { offices: ['organiser'] })
  const oscar = await community.person('Oscar Organiser', { offices: ['organiser'] })
  const [ivo, tom] = [await community.person('Ivo Invited'), await community.person('Tom Another')]
  await seat(tom, await start(tom), oscar)
  const [expected, comes] = await importPeople(house, olga)
  const alma = await comeByLink(house, comes)
  await alma.submit(`/ask/${circle}`, { words: 'I would like to listen' })
  const people: People = {
    nobody: house.nobody(),
    'community member without a seat': await community.person('Nina Without'),
    applicant: alma,
    'invited person': ivo,
    'circle member': cleo,
    'former circle member': finn,
    'member of another circle': tom,
    organiser: olga,
    'organiser who sits in another circle': oscar,
    owner: community.owner,
    'owner of another community': elsewhere.owner,
    'member of another community': await elsewhere.person('Zoe Elsewhere'),
    'someone whose session has ended': await community.person('Sid Ended'),
  }
  const shared = {
    ...(await inCircle(populated, house, olga, words)),
    ...(await openSeason(house, olga, community)),
    ...(await arrangeInsights(olga)),
    ...(await arrangeForum(house, ben, cleo)),
    ...(await arrangeFormation(house, community, olga, expected)),
    '/p/:token': expected.token,
    ...(await forIvo(house, community, olga, ivo)),
    '/calendar/:file': /\/calendar\/([\w-]+\.ics)/.exec((await cleo.submit('/me/calendar')).html)?.[1] ?? '',
  }
  await community.owner.submit('/settings/logo', { logo: picture })
  return { people, personas: await personasOf(house, people), fill: filling(shared), populated }
}

const formatCalled = (title: string) => ({ text: JSON.stringify({ ...everyKind(), title: { en: title } }) })

const idOf = ({ location }: { readonly location: string }): string => location.split('/').at(-1) ?? ''

const personasOf = (house: TestHouse, people: People): Promise<Persona[]> =>
  Promise.all(personaNames.map((name) => personaOf(house, name, people[name])))

async function personaOf(house: TestHouse, name: Persona['name'], browser: Browser): Promise<Persona> {
  const { cookie } = browser
  const own = { ...(await ownThings(house, name, browser)), ...(await keptAlone(name, browser)) }
  if (name === 'someone whose session has ended') await browser.post('/sign-out')
  return { name, cookie, own }
}

/** A place that is kept for him, and the question whether he would come into a circle. */
async function forIvo(house: TestHouse, community: TestCommunity, olga: Browser, ivo: Browser) {
  const place = await keepPlace(house, community, olga, ivo)
  return { '/places/:place': place, ...(await arrangeChange(house, olga, ivo)) }
}

/** What the addresses of a circle name. */
async function inCircle(
  populated: Populated,
  house: TestHouse,
  olga: Browser,
  words: Words,
): Promise<Record<string, string>> {
  const { circle, mia, cleo, running, ended, commitment } = populated
  const { owner } = house
  const ours = formatCalled(words('format'))
  const link = await linkFrom(mia, circle)
  const meetingOf = (room: string) => room.split('/').at(-2) ?? ''
  const [guest, path] = [newId(), `/circles/${circle}/guests`]
  await mia.submit(path, { id: guest, meeting: meetingOf(running), name: 'Gus Guest', part: 'speaks' })
  const guests = await mia.get(path)
  await mia.post(`${path}/${guest}/face`, { shown: 'Mia' })
  const { rows } = await owner.query(`select id from app.invitation where circle = $1 and ended_at is null`, [circle])
  return {
    '/circles/:circle': circle,
    '/ask/:circle': circle,
    '/i/:token': link.split('/').at(-1) ?? '',
    '/links/:link': rows[0].id,
    '/guest/:token': /\/guest\/([\w-]+)/.exec(guests.html)?.[1] ?? '',
    '/guests/:guest': guest,
    '/circles/:circle/formats/:format': idOf(await mia.post(`/circles/${circle}/formats/new`, ours)),
    '/library/:shelf': 'cases',
    '/:shelf/:item': 'nine-days',
    '/formats/:format': idOf(await olga.post('/formats/new', formatCalled('Every kind'))),
    '/requests/:request': (await requestIn(mia, circle)).split('/').at(-1) ?? '',
    '/commitments/:commitment': commitment,
    '/wishes/:wish': await wishOf(cleo, circle, mia, meetingOf(running), owner),
    '/meetings/:meeting': meetingOf(running),
    '/part/:step': 'updates',
    '/soon/:soon': await soonOf(cleo, circle),
    // What stays of a meeting is there once it has ended.
    '/circles/:circle/meetings/:meeting/minutes': meetingOf(ended),
    // Who did what is said of a meeting that has begun.
    '/turns/meetings/:meeting': meetingOf(ended),
    ...(await arrangeChallenges(house, populated, words)),
  }
}

/** Cleo asks to meet soon: tomorrow. */
async function soonOf(cleo: Browser, circle: string): Promise<string> {
  const id = newId()
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
  await cleo.post(`/circles/${circle}/soon`, { id, minutes: '60', 'times[]': [tomorrow] })
  return id
}

/** Cleo asks Mia to swap, in whichever role it is her turn. */
async function wishOf(
  cleo: Browser,
  circle: string,
  { person: fellow }: Browser,
  meeting: string,
  owner: TestHouse['owner'],
): Promise<string> {
  for (const role of roles) await cleo.post(`/circles/${circle}/turns/swaps`, { meeting, role, fellow })
  const { rows } = await owner.query('select id from app.turn_wish where circle = $1 and person = $2', [
    circle,
    cleo.person,
  ])
  return rows[0].id
}

/** Doors that open on what is one's own alone: everyone is given what is theirs. What is somebody else's is tried apart. */
export const ownDoors: Readonly<Record<string, string>> = {
  '/forum/topics/:topic/edition': 'topic',
  '/forum/topics/:topic/removal': 'topic',
  '/forum/answers/:answer/edition': 'answer',
  '/forum/answers/:answer/removal': 'answer',
  '/me/sign-in/passkeys/:passkey': 'passkey',
  '/me/sign-in/passkeys/:passkey/removal': 'passkey',
  ...keptDoors,
  '/applications/import/:import': 'import',
  '/applications/import/:import/choices': 'import',
  '/applications/import/:import/columns': 'import',
}

/** Addresses that name what comes with the program, which is the same for the members of every community. */
export const sameEverywhere: readonly string[] = ['/library/:shelf/:item']

/**
 * Links that anyone may follow: the page answers alike whatever the token is, for its reader may simply have used it before. Whether a
 * token lets somebody in is the matter of their own tests.
 */
const anyToken = /^\/(sign-in\/(link|first|operator|address)|letter\/(confirm|leave))\/:token$/

/** Fills an address from what is known, by the whole address, or else by its longest known beginning. */
export function filling(shared: Readonly<Record<string, string>>): Fill {
  return (path, name, { own }) => {
    if (path in ownDoors) return own[name] ?? newId()
    if (anyToken.test(path)) return newId()
    const exact = shared[`${path} :${name}`]
    if (exact) return exact
    const upTo = path.slice(0, path.indexOf(`:${name}`) + name.length + 1)
    const keys = Object.keys(shared).filter((key) => key.endsWith(`:${name}`) && upTo.endsWith(key))
    const [longest] = keys.sort((a, b) => b.length - a.length)
    return (name === 'meeting' ? shared[path] : undefined) ?? (longest && shared[longest])
  }
}
