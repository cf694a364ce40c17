import { fitted } from './answers.ts'
import { keptAs } from './columns.ts'
import { inOurDays, readHours } from './hours.ts'
import type { Fault, FaultCode, FileColumn, FilePerson, KnownColumn, ReadOptions } from './types.ts'

/** A row understood by itself; whom it speaks of is looked up afterwards. */
export interface Draft extends Omit<FilePerson, 'manager' | 'apartFrom' | 'togetherWith'> {
  readonly managerAddress: string
  readonly apartFrom: readonly string[]
  readonly togetherWith: readonly string[]
}

const longest = 2000
const shape = /^[^\s@"(),:;<>[\\\]]+@[^\s@.]+(\.[^\s@.]+)+$/

/** What a cell says without blanks around it; line breaks within names and words become blanks. */
const tidy = (cell: string) => cell.replace(/\s+/g, ' ').trim()

/** What spreadsheets would run rather than show. Telephone numbers and plain numbers are none. */
const isFormula = (cell: string) => /^\s*([=@]|[+-](?![\d\s().,/-]*$))/.test(cell) && cell.trim().length > 1

/** Reads one row; `draft` means something only where no fault is grave. */
export function readRow(
  row: number,
  cells: readonly string[],
  columns: readonly FileColumn[],
  options: ReadOptions,
): { draft: Draft; faults: Fault[] } {
  const faults: Fault[] = []
  const add = (code: FaultCode, column: string, value: string, grave = true) =>
    faults.push({ row, column, code, value, grave })
  if (cells.length < columns.length) add('row.short', '', String(cells.length))
  if (cells.slice(columns.length).some((cell) => cell.trim() !== '')) add('row.long', '', String(cells.length))
  const answers: Record<string, string> = {}
  columns.forEach((column, index) => {
    const { name, meaning } = column
    const cell = tidy(cells[index] ?? '')
    if (meaning === 'ignore') return
    if (isFormula(cell)) add('cell.formula', name, cell)
    if (cell.length > longest) add('cell.long', name, cell.slice(0, 40))
    answers[keptAs(column)] = answerIn(cell, keptAs(column), options, (code, value) => add(code, name, value, false))
  })
  const called = (known: KnownColumn) => columns.find(({ meaning }) => meaning === known)?.name ?? known
  // A short row is one fault, not one for each cell that is missing.
  const draft = understand(row, answers, options, (code, column, value) => {
    if (!faults.some((fault) => fault.code === 'row.short')) add(code, called(column), value)
  })
  return { draft, faults }
}

/** What a cell says to the question of its column: what is no answer to it is left out, and the row stays. */
function answerIn(
  cell: string,
  column: string,
  { asked = [] }: ReadOptions,
  add: (code: FaultCode, value: string) => void,
): string {
  const question = asked.find((each) => each.column === column)
  if (!question) return cell
  const { kept, left } = fitted(question, cell)
  for (const value of left) add(question.kind === 'number' ? 'answer.number' : 'answer.unknown', value)
  return kept
}

type Add = (code: FaultCode, column: KnownColumn, value: string) => void

function understand(row: number, said: Record<string, string>, options: ReadOptions, add: Add): Draft {
  const { id = '', name = '', email = '', time_zone = '', availability = '', ...others } = said
  const web = options.profile === 'web'
  if (web && name === '') add('cell.missing', 'name', '')
  if (name.length > 120) add('cell.long', 'name', name.slice(0, 40))
  if (!web && id === '') add('cell.missing', 'id', '')
  const address = addressIn('email', email, web, add)
  const zone = options.zone(time_zone)
  if (time_zone !== '' && !zone) add('zone.unknown', 'time_zone', time_zone)
  if (time_zone === '' && (web || availability !== '')) add('cell.missing', 'time_zone', '')
  const hours = readHours(availability)
  if ('code' in hours) add(hours.code, 'availability', hours.value)
  const month = others.hours_per_month ?? ''
  if (month !== '' && !(Number(month) >= 0 && Number(month) <= 744)) add('number.wrong', 'hours_per_month', month)
  const managerAddress = addressIn('manager_email', others.manager_email ?? '', false, add)
  return {
    ...{ row, id, name, address, zone: zone ?? '', managerAddress },
    free: 'spans' in hours ? hours.spans : [],
    answers: { ...(availability === '' ? {} : { availability: inOurDays(availability) }), ...withoutEmpty(others) },
    apartFrom: list(others.apart_from),
    togetherWith: list(others.together_with),
  }
}

function addressIn(column: 'email' | 'manager_email', text: string, needed: boolean, add: Add): string {
  if (text === '' && needed) add('cell.missing', column, '')
  if (text !== '' && (!shape.test(text) || text.length > 254)) add('address.wrong', column, text)
  return text.toLowerCase()
}

const list = (text = '') => [...new Set(text.split(';').map((each) => each.trim()))].filter((each) => each !== '')

const withoutEmpty = (said: Record<string, string>) =>
  Object.fromEntries(Object.entries(said).filter(([, value]) => value !== ''))
