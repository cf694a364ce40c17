import { newId } from '../src/platform/ids.ts'
import { importFile, proposeCircles } from './applicants.ts'
import type { TestCommunity } from './arrange.ts'
import type { Browser } from './browserless.ts'
import { agree } from './circles.ts'
import { asItStands } from './forms.ts'
import type { TestHouse } from './house.ts'

const first = ['Ana', 'Ben', 'Cleo', 'Dan', 'Eva', 'Finn'] as const
const second = ['Gil', 'Hana', 'Ivo', 'Jana', 'Kim', 'Leo'] as const
type Name = (typeof first)[number] | (typeof second)[number] | 'Wanda'

/** Two circles of a season that have met, six people in each, and Wanda, who waits for a place. Circles have three to eight people. */
export interface Tables {
  readonly community: TestCommunity
  readonly olga: Browser
  /** The ids of the circles. */
  readonly one: string
  readonly two: string
  who(name: Name): Browser
  whoAll(names: readonly Name[]): Browser[]
}

/** Everything through the pages: a file, a proposal, who sits where moved by hand, published, places taken, agreements agreed to. */
export async function twoTables(house: TestHouse, slug: string): Promise<Tables> {
  const community = await house.community(slug, 'The Long Table')
  const olga = await community.person('Olga Ortiz', { offices: ['organiser'] })
  const people = new Map<string, Browser>()
  for (const name of [...first, ...second, 'Wanda']) people.set(name, await community.person(`${name} Novak`))
  await importFile(olga, fileOf(slug, [...first, ...second]))
  const proposal = await proposeCircles(olga, { min: '3', max: '8' })
  await house.work()
  await seatAll(house, olga, proposal)
  const form = asItStands(await olga.get(`${proposal}/publication`))
  await olga.submit(`${proposal}/publication`, { ...form, 'name-1': 'First table', 'name-2': 'Second table' })
  const circles = new Map<string, string>()
  for (const name of [...first, ...second]) {
    const person = people.get(name)
    if (person) circles.set(name, await takePlace(person))
  }
  await importFile(olga, fileOf(slug, ['Wanda']))
  const who = (name: Name) => {
    const person = people.get(name)
    if (!person) throw new Error(name)
    return person
  }
  const whoAll = (names: readonly Name[]) => names.map(who)
  const [one = '', two = ''] = [circles.get('Ana'), circles.get('Gil')]
  return { community, olga, one, two, who, whoAll }
}

const fileOf = (slug: string, names: readonly string[]) =>
  [
    'id,name,email,time_zone,availability,industry,languages',
    ...names.map((name, n) =>
      [
        name,
        `${name} Novak`,
        `${name.toLowerCase()}.novak@${slug}.example.org`,
        'Europe/Lisbon',
        hours,
        industry(n),
        'English',
      ].join(),
    ),
  ].join('\n')
const hours = '"Tue 17:00-20:00; Thu 12:00-14:00"'
const industry = (n: number) => ['health', 'schools', 'software', 'trade'][n % 4]

async function seatAll(house: TestHouse, olga: Browser, proposal: string): Promise<void> {
  const { rows } = await house.owner.query<{ id: string; ref: string }>(
    'select a.id, a.ref from app.application a join app.formation f on f.community = a.community where f.id = $1',
    [proposal.split('/').at(-1)],
  )
  for (const { id, ref } of rows) {
    const circle = first.some((name) => name === ref) ? '1' : '2'
    await olga.post(`${proposal}/people/${id}/seat`, { circle })
  }
}

/** Takes the place that is kept, and agrees to the agreement there. Answers with the circle. */
async function takePlace(person: Browser): Promise<string> {
  const { location } = await person.get('/places')
  const agreement = await person.post(location, { answer: 'yes' })
  const [, circle = ''] = /\/circles\/([0-9a-f-]{36})/.exec(agreement.location) ?? []
  await agree(circle, person)
  return circle
}

/** Leaves a circle. */
export const leaves = async (circle: string, ...people: readonly Browser[]): Promise<void> => {
  for (const person of people) await person.submit(`/circles/${circle}/leaving`)
}

/** Chooses what would help a circle, the best of its kind, and asks for it. Answers with its id. */
export async function proposeChange(
  { owner }: TestHouse,
  olga: Browser,
  circle: string,
  kind: 'merge' | 'split' | 'move' | 'fill',
  wish: Record<string, string> = {},
): Promise<string> {
  const page = await olga.get(`/rebalancing/circles/${circle}`)
  const way = page.address(new RegExp(`/${kind}\\.`)).replace(olga.base, '')
  const form = asItStands(await olga.get(way))
  await olga.submit(way, { ...form, ...wish })
  const { rows } = await owner.query('select id from app.rebalancing order by id desc limit 1')
  return rows[0].id
}

/** Answers what is asked in a circle. */
export const answers = async (person: Browser, circle: string, answer: 'yes' | 'no') => {
  const page = await person.get(`/circles/${circle}/change`)
  const [, change = ''] = /name="change" value="([^"]+)"/.exec(page.html) ?? []
  return person.post(`/circles/${circle}/change`, { change, answer })
}

/** Takes something on in a circle. */
export const takeOn = (who: Browser, circle: string, what: string) =>
  who.submit(`/circles/${circle}/commitments`, { id: newId(), what })

/** Who sits in a circle today, by first names. */
export async function firstNamesIn({ owner }: TestHouse, circle: string): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select p.name from app.seat s join app.person p on p.id = s.person where s.circle = $1 and s.left_at is null order by 1`,
    [circle],
  )
  return rows.map(({ name }) => name.split(' ')[0] ?? '')
}
