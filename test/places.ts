import { importFile, proposeCircles } from './applicants.ts'
import type { TestCommunity } from './arrange.ts'
import { Browser } from './browserless.ts'
import { asItStands } from './forms.ts'
import type { TestHouse } from './house.ts'

/** Somebody of a season, as a file of applicants tells of them. */
export interface Applicant {
  readonly name: string
  readonly hours?: string
  readonly employer?: string
  readonly stage?: string
  readonly apartFrom?: string
}

/** So many people by names of their own, who could all sit together. */
export const people = (...names: readonly string[]): Applicant[] => names.map((name) => ({ name }))

/** Brings people as a file, forms circles of them, and publishes these. Answers with the path of the formation. */
export async function publish(
  house: TestHouse,
  olga: Browser,
  applicants: readonly Applicant[],
  wish: Record<string, string | string[]>,
): Promise<string> {
  await importFile(olga, fileOf(applicants))
  const path = await proposeCircles(olga, wish)
  await house.work()
  await olga.submit(`${path}/publication`, asItStands(await olga.get(`${path}/publication`)))
  await house.work()
  return path
}

const refOf = (name: string) => name.toLowerCase().replaceAll(' ', '.')

/** The personal link of somebody for whom a place is kept, as it is handed on by hand; undefined where there is none. */
export async function linkFor(olga: Browser, path: string, name: string): Promise<string | undefined> {
  const list = await (await olga.raw(`${path}/links.csv`)).text()
  const row = list.split('\n').find((each) => each.startsWith(`${name},`))
  return /(\/p\/[\w-]+)/.exec(row ?? '')?.[1]
}

/** Somebody comes in by their link, without an account, and stands before their place. */
export async function comesIn(house: TestHouse, olga: Browser, path: string, name: string): Promise<Arrived> {
  const link = await linkFor(olga, path, name)
  if (!link) throw new Error(`no link for ${name}`)
  const who = new Browser(house.server, { base: olga.base })
  const you = asItStands(await who.get(`${link}/you`))
  const answer = await who.submit(`${link}/you`, { ...you, privacy: 'on' })
  return { who, place: answer.location.replace(/^.*(\/places\/)/, '$1') }
}

export interface Arrived {
  readonly who: Browser
  readonly place: string
}

/** They say yes, and agree to what the circle has agreed. Answers with the circle's path. */
export async function takesPlace({ who, place }: Arrived): Promise<string> {
  const agreement = await who.submit(place, { answer: 'yes' })
  const circle = agreement.address(/\/agreement$/)
  await who.submit(circle, asItStands(agreement))
  return circle.replace('/agreement', '')
}

/** Who has a place where, by name: open places by the circle's name, and what became of the others. */
export async function placesBy(
  { owner }: TestHouse,
  { id }: Pick<TestCommunity, 'id'>,
): Promise<Record<string, { circle: string; ended: string | null }[]>> {
  const { rows } = await owner.query<{ who: string; circle: string; ended: string | null }>(
    `select a.name as who, c.name as circle, p.ended from app.placement p join app.application a on a.id = p.application
     join app.circle c on c.id = p.circle where p.community = $1 order by p.made_at, p.id`,
    [id],
  )
  const names = Map.groupBy(rows, ({ who }) => who)
  return Object.fromEntries([...names].map(([who, own]) => [who, own.map(({ circle, ended }) => ({ circle, ended }))]))
}

/** What nobody may ever see: two open places of one person, a circle with more than was wished for, a free place given twice. */
export async function wrongPlaces({ owner }: TestHouse, most: number): Promise<unknown[]> {
  const { rows } = await owner.query(
    `select 'twice' as what, application::text as of from app.placement where ended is null group by application having count(*) > 1
     union all select 'too many', circle::text from app.circle_taken where taken > ${most}
     union all select 'filled twice', fills::text from app.placement where fills is not null group by fills having count(*) > 1`.replace(
      'app.circle_taken',
      `(select c.circle, app.places_taken(c.community, c.circle) as taken from app.formed_circle c) as circle_taken`,
    ),
  )
  return rows
}

/** A community of its own with published circles, and whoever organises it. */
export interface Season {
  readonly community: TestCommunity
  readonly olga: Browser
  /** Of the formation. */
  readonly path: string
  /** The name of the circle in which somebody has an open place. */
  placeOf(name: string): Promise<string | undefined>
  comesIn(name: string): Promise<Arrived>
  circle(name: string): Promise<{ id: string }>
}

export async function season(
  house: TestHouse,
  slug: string,
  applicants: readonly Applicant[],
  wish: Record<string, string | string[]>,
): Promise<Season> {
  const community = await house.community(slug, slug)
  const olga = await community.person('Olga Ortiz', { offices: ['organiser'] })
  const path = await publish(house, olga, applicants, wish)
  const circles = 'select id from app.circle where community = $1 and name = $2'
  return {
    ...{ community, olga, path },
    placeOf: async (name) => (await placesBy(house, community))[name]?.find(({ ended }) => ended === null)?.circle,
    comesIn: (name) => comesIn(house, olga, path, name),
    circle: async (name) => {
      const { rows } = await house.owner.query<{ id: string }>(circles, [community.id, name])
      if (!rows[0]) throw new Error(`no ${name}`)
      return rows[0]
    },
  }
}

/** Twelve who could all sit together. */
export const twelve = [
  'Ana Abt',
  'Bo Berg',
  'Cy Cole',
  'Di Dorn',
  'Ed Eck',
  'Fe Font',
  'Gil Gray',
  'Hana Hori',
  'Ida Ivers',
  'Jo Jung',
  'Kai Kern',
  'Lea Lind',
]

/** A file of more people for a season. */
export const fileOf = (applicants: readonly Applicant[]): string => {
  const rows = applicants.map(({ name, hours = 'Mon 18:00-21:00', employer = '', stage = 'new', apartFrom = '' }) =>
    [
      refOf(name),
      name,
      `${refOf(name)}@example.org`,
      'Europe/Lisbon',
      hours,
      employer,
      stage,
      'English',
      apartFrom,
    ].join(),
  )
  return ['id,name,email,time_zone,availability,employer,stage,languages,apart_from', ...rows].join('\n')
}
