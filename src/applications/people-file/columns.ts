import { type AskedColumn, type Fault, type FileColumn, type KnownColumn, knownColumns, type Meaning } from './types.ts'

/** Other names under which people's tables hold the same, without capitals, blanks and marks. */
const alsoCalled = new Map<string, KnownColumn>(
  Object.entries({
    nombre: 'name',
    fullname: 'name',
    nombrecompleto: 'name',
    vollstandigername: 'name',
    mail: 'email',
    mailadresse: 'email',
    emailadresse: 'email',
    direcciondecorreo: 'email',
    emailaddress: 'email',
    correo: 'email',
    correoelectronico: 'email',
    zone: 'time_zone',
    zeitzone: 'time_zone',
    zonahoraria: 'time_zone',
    fusohorario: 'time_zone',
    fuseauhoraire: 'time_zone',
    hours: 'availability',
    disponibilidad: 'availability',
    verfugbarkeit: 'availability',
    company: 'employer',
    organisation: 'employer',
    empresa: 'employer',
    firma: 'employer',
    arbeitgeber: 'employer',
    manager: 'manager_email',
    language: 'languages',
    idiomas: 'languages',
    sprachen: 'languages',
    goal: 'goals',
    objetivos: 'goals',
    ziele: 'goals',
    sector: 'industry',
    branche: 'industry',
  } as const),
)

/** What each column of the header is for: as told, otherwise by its name. The first of two with the same meaning counts. */
export function columnsOf(
  header: readonly string[],
  told: Readonly<Record<string, Meaning>>,
  asked: readonly AskedColumn[] = [],
): FileColumn[] {
  const taken = new Set<Meaning>()
  return header.map((cell) => {
    const name = cell.trim()
    const wanted = Object.hasOwn(told, name) ? (told[name] ?? 'keep') : guess(name, asked)
    const free = wanted === 'keep' || wanted === 'ignore' || !taken.has(wanted)
    const meaning = name === '' ? 'ignore' : free ? wanted : 'keep'
    taken.add(meaning)
    return { name, meaning }
  })
}

/** Columns that must be there and are not, and names that stand twice. */
export function columnFaults(columns: readonly FileColumn[], profile: 'web' | 'command'): Fault[] {
  const needed = profile === 'web' ? (['name', 'email', 'time_zone'] as const) : (['id'] as const)
  const has = (meaning: Meaning) => columns.some((column) => column.meaning === meaning)
  const names = columns.map(({ name }) => name).filter((name) => name !== '')
  const twice = new Set(names.filter((name, index) => names.indexOf(name) < index))
  return [
    ...needed.filter((column) => !has(column)).map((column) => fault('column.missing', column, '')),
    ...[...twice].map((name) => fault('column.twice', name, name)),
  ]
}

const fault = (code: Fault['code'], column: string, value: string): Fault => ({
  ...{ row: 1, column, code, value },
  grave: true,
})

/** Under what the answer to a question is kept, as the meaning of a column. */
export const meaningOf = ({ column }: Pick<AskedColumn, 'column'>): Meaning =>
  knownColumns.find((known) => known === column) ?? `asks:${column}`

/** The name under which answers of a column are kept: never one that every object has of itself. */
export function keptAs({ name, meaning }: FileColumn): string {
  const kept = meaning === 'keep' ? name : meaning.startsWith('asks:') ? meaning.slice('asks:'.length) : meaning
  return kept in Object.prototype ? `${kept}_` : kept
}

const bareOf = (name: string) =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

function guess(name: string, asked: readonly AskedColumn[]): Meaning {
  const bare = bareOf(name)
  const question = asked.find(({ column, label }) => bare !== '' && [bareOf(column), bareOf(label)].includes(bare))
  if (question) return meaningOf(question)
  return knownColumns.find((known) => known.replaceAll('_', '') === bare) ?? alsoCalled.get(bare) ?? 'keep'
}
