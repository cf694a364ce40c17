import { z } from 'zod'
import { consentFields, personName } from '../people/rules.ts'
import {
  type AskedColumn,
  type FileColumn,
  type FilePerson,
  inOurDays,
  knownColumns,
  type Meaning,
  meaningOf,
  readHours,
} from './people-file/index.ts'
import { said } from './rules/answers.ts'

export {
  type AskedColumn,
  type Fault,
  type FileColumn,
  type FilePerson,
  type KnownColumn,
  keptAs,
  knownColumns,
  type Meaning,
  meaningOf,
  type PeopleFile,
  readHours,
  readPeople,
  type Span,
} from './people-file/index.ts'
export { answersFrom, askedAgain, said } from './rules/answers.ts'
export { isUnknown, knowForm, knowing, mostChoices, type Unknown, unknownIn } from './rules/unknown.ts'

/** Someone who asked for a circle, as organisers see them. */
export interface Application {
  readonly id: string
  readonly season: string
  /** The person it is, once they have come. */
  readonly person: string | undefined
  readonly ref: string
  readonly name: string
  /** Empty for whoever has not proven one. */
  readonly address: string
  /** The address that somebody who applied by themselves says is theirs, until they have proven it. */
  readonly claimed: string
  readonly zone: string
  /** Every column of the file but name, address and zone, under its name; sets separated by `;`. */
  readonly answers: Readonly<Record<string, string>>
  readonly generation: number
  /** For a place: all were taken when they came. */
  readonly waits: boolean
  readonly made_at: Date
  readonly changed_at: Date
  readonly taken_over_at: Date | null
  /** On what ground circles may be formed from these answers: their own yes, or what an organiser stated. */
  readonly ground: Ground
}

/** What an organiser may state about those whom they bring. `before`: brought when nobody asked yet. */
export const bases = ['asked', 'terms', 'interest'] as const
export type Basis = (typeof bases)[number] | 'before'

/** Why circles may be formed from somebody's answers. One of both is there (decision 85). */
export interface Ground {
  /** Which version of the sentence they said yes to, and when. */
  readonly agreed: { readonly version: number; readonly at: Date } | undefined
  readonly basis: { readonly as: Basis; readonly at: Date | undefined } | undefined
}

/** The sentence that people say yes to, `applications.agree`: another version with every change of what it means. */
export const agreeVersion = 1

/** Nobody chooses a ground for whoever organises; it is needed once the file brings somebody new. */
export const importForm = z.object({ basis: z.enum(bases).optional() })

/**
 * Who came by themselves and may be this one, whom an organiser brought: they say that they have the same address, or have the same name.
 * Only organisers can tell; knowing an address makes nobody anybody.
 */
export function twinsOf(brought: Application, people: readonly Application[]): Application[] {
  if (brought.person) return []
  const alike = ({ claimed, name }: Application) =>
    (claimed !== '' && claimed === brought.address) || bareName(name) === bareName(brought.name)
  return people.filter((each) => each.person !== undefined && each.address === '' && alike(each))
}

const bareName = (name: string) => name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()

/** Names that several people of a file have, each with the rows in which it stands. */
export const namesakes = (people: readonly FilePerson[]): [name: string, rows: number[]][] =>
  [...Map.groupBy(people, ({ name }) => bareName(name)).values()]
    .filter(({ length }) => length > 1)
    .map((same) => [same[0]?.name ?? '', same.map(({ row }) => row)])

export const twinForm = z.object({ own: z.uuid() })

/** The file of a form: at most 4 MB, so that the rest of the body has room. */
export const fileForm = z.object({
  file: z
    .instanceof(File, { message: 'applications.import.file.needed' })
    .refine((file) => file.size > 0, 'applications.import.file.needed')
    .refine((file) => file.size <= 4_000_000, 'applications.import.file.large'),
})

/** `meaning[]` in the order of the file's columns. */
const meaning = z
  .enum([...knownColumns, 'keep', 'ignore'])
  .or(z.custom<`asks:${string}`>((text) => typeof text === 'string' && /^asks:.{1,120}$/.test(text)))
export const columnsForm = z.record(z.string().regex(/^meaning-\d+$/), meaning)

export const nothing = z.object({})

/** What is kept of an organiser's choice: by the column's name in the file. */
export const toldColumns = z.record(z.string(), meaning)

/**
 * What importing a row would do. `theirs`: the person looks after their own answers now. `used`: their address is another's. `withdrew`: they
 * took their application back.
 */
export type Outcome = 'new' | 'changed' | 'same' | 'theirs' | 'used' | 'withdrew'

/** A row that can be used, and what importing it does. `before` is the application that it changes. */
export interface Planned {
  readonly row: FilePerson
  readonly outcome: Outcome
  readonly before: Application | undefined
}

/**
 * What importing these rows would do. Somebody is known by their address, else by the file's own id for them, unless another row has that
 * somebody's address: ids move on, and two rows never change one person. What a person has taken over stays; an address of somebody who
 * has come changes only by them.
 */
export function plan(
  rows: readonly FilePerson[],
  known: readonly Application[],
  withdrew: (address: string) => boolean = () => false,
): Planned[] {
  const byAddress = new Map(known.filter(({ address }) => address !== '').map((each) => [each.address, each]))
  const addresses = new Set(rows.map(({ address }) => address))
  const byRef = new Map(known.filter(({ address }) => !addresses.has(address)).map((each) => [each.ref, each]))
  const planned = rows.map((row) => planOne(row, byAddress.get(row.address), byRef.get(row.id)))
  const asked = planned.map((each) =>
    each.outcome === 'new' && withdrew(each.row.address) ? { ...each, outcome: 'withdrew' as const } : each,
  )
  return withoutHeldIds(asked, new Set(known.map(({ ref }) => ref)))
}

function planOne(row: FilePerson, one: Application | undefined, other: Application | undefined): Planned {
  const before = one ?? other
  if (!before) return { row, outcome: 'new', before }
  if (before.taken_over_at || (before.person && !one)) return { row, outcome: 'theirs', before }
  return { row, outcome: isSame(row, before) ? 'same' : 'changed', before }
}

/** Leaves out rows whose id stays with somebody else; who is left out keeps their own id, so that others may have to follow. */
function withoutHeldIds(planned: readonly Planned[], refs: ReadonlySet<string>): Planned[] {
  let rows = [...planned]
  for (;;) {
    const free = new Set(rows.filter(givesUpId).map(({ before }) => before?.ref))
    const held = (each: Planned, ref = refOf(each.row)) =>
      (each.outcome === 'new' || givesUpId(each)) && refs.has(ref) && !free.has(ref)
    if (!rows.some((each) => held(each))) return rows
    rows = rows.map((each) => (held(each) ? { ...each, outcome: 'used' } : each))
  }
}

/** The row gives this person another id than they had. */
export const givesUpId = ({ row, outcome, before }: Planned): boolean =>
  outcome === 'changed' && before?.ref !== refOf(row)

const isSame = (row: FilePerson, found: Application) =>
  row.name === found.name &&
  row.address === found.address &&
  row.zone === found.zone &&
  refOf(row) === found.ref &&
  sorted(row.answers) === sorted(found.answers)

const sorted = (answers: Readonly<Record<string, string>>) => JSON.stringify(Object.entries(answers).sort())

/** The file's own name for somebody; where it has none, the address. */
export const refOf = (row: Pick<FilePerson, 'id' | 'address'>): string => row.id || row.address

/** The choices of a form by the columns of the file. */
export const choicesFrom = (
  columns: readonly FileColumn[],
  meanings: Readonly<Record<string, Meaning>>,
): Record<string, Meaning> =>
  Object.fromEntries(columns.map(({ name }, index) => [name, meanings[`meaning-${index}`] ?? 'keep']))

/** What the columns of an earlier file were taken for, as far as it still means something here. */
export const stillMeant = (
  remembered: Readonly<Record<string, Meaning>>,
  asked: readonly AskedColumn[],
): Record<string, Meaning> =>
  Object.fromEntries(
    Object.entries(remembered).filter(
      ([, meaning]) => !meaning.startsWith('asks:') || asked.some((question) => meaningOf(question) === meaning),
    ),
  )

/** Whom a community's own people could be: an address they have proven. */
export interface KnownAddress {
  readonly person: string
  readonly address: string
}

/** What somebody says who comes by their personal link. */
export const comingForm = z.object({
  name: personName,
  zone: z.string().max(60),
  /** May circles be formed from what was told of them? Not asked where one is formed already. */
  forming: z.enum(['yes', 'no']).optional(),
  ...consentFields,
})
export type Coming = z.output<typeof comingForm>

/** Hours as the field of a week sends them, a text for each box that is ticked, or as one text. */
export const hoursSaid = z
  .union([z.string().max(2000), z.array(z.string().max(2000)).max(400)])
  .default([])
  .transform((said) =>
    [said]
      .flat()
      .filter((each) => each !== '')
      .join('; '),
  )
  .refine((text) => 'spans' in readHours(text), 'applications.own.hours.unreadable')
  .transform(inOurDays)

/** What somebody says about themselves: `said-COLUMN` for each answer but the hours. */
export const ownForm = z
  .object({ zone: z.string().max(60), hours: hoursSaid, agree: z.literal('on').optional() })
  .catchall(said)
export type OwnSaid = z.output<typeof ownForm>

const keptAsItIs: readonly string[] = ['id', 'availability', 'manager_email', 'apart_from', 'together_with']

/** The answers that their person changes field by field; whom to keep together or apart is told to those who organise. */
export const ownColumns = (answers: Application['answers']): string[] =>
  Object.keys(answers).filter((column) => !keptAsItIs.includes(column))

/** Of these, the ones that no question of the season asks for: they are words of their own. */
export const otherColumns = (answers: Application['answers'], asked: readonly AskedColumn[]): string[] =>
  ownColumns(answers).filter((column) => !asked.some((question) => question.column === column))

/** The answers after their person has changed them. One that was taken back is empty, so that it can be given again. */
export const answersAfter = (
  before: Application['answers'],
  answers: Readonly<Record<string, string>>,
  others: OwnSaid,
  availability: string,
): Record<string, string> => ({
  ...before,
  ...Object.fromEntries(ownColumns(before).map((column) => [column, wordsIn(others[`said-${column}`])])),
  ...answers,
  availability,
})

const wordsIn = (text: unknown): string => (typeof text === 'string' ? text.trim() : '')

/** As in a file: what is said of the hours of a month is a number of hours. */
export const isNumberOfHours = (text: string): boolean => text === '' || (Number(text) >= 0 && Number(text) <= 744)

/** The day since when a person has answered for themselves; undefined for answers of a file. */
export const ownSince = ({ taken_over_at, changed_at }: Pick<Application, 'taken_over_at' | 'changed_at'>) =>
  taken_over_at && changed_at >= taken_over_at ? changed_at : undefined
