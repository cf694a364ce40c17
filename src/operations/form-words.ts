import type { Fault } from '../applications/rules.ts'
import { type Naming, whyNot, whyTogether } from '../formation/rules.ts'
import type { Impossible, Reason } from '../formation/solver/index.ts'
import { sayIn } from '../platform/i18n/say.ts'

/** What is wrong with a cell, in English, for one line of the command's output. */
export function faultLine(file: string, { row, column, code, value }: Fault): string {
  const where = column === '' ? `row ${row}` : `row ${row}, ${column}`
  const found = value === '' ? '' : `: ${JSON.stringify(value)}`
  return `${file}: ${where}: ${faults[code]}${found}`
}

const faults: Readonly<Record<Fault['code'], string>> = {
  'file.empty': 'there is nobody in the file',
  'file.quote': 'a quotation mark opens here and never closes',
  'column.missing': 'the file has no such column',
  'column.twice': 'the header names this column twice',
  'row.short': 'has fewer cells than the header',
  'row.long': 'has more cells than the header',
  'cell.formula': 'a spreadsheet would run this as a formula',
  'cell.missing': 'is empty',
  'cell.long': 'is too long',
  'id.twice': 'another row has the same id',
  'address.wrong': 'is not an address',
  'address.twice': 'another row has the same address',
  'zone.unknown': 'is not a time zone such as Europe/Lisbon',
  'hours.unreadable': 'is not a span such as Mon 18:00-20:00',
  'hours.ambiguous': 'can be meant in two ways',
  'hours.backwards': 'ends before it begins',
  'number.wrong': 'is not a number that makes sense here',
  'answer.unknown': 'is not among the choices of this question',
  'answer.number': 'is not a number',
  'mate.unknown': 'nobody in the file has this id',
  'mate.self': 'names the person themselves',
  'mate.both': 'the same person is wanted both together and apart',
}

const say = sayIn('en')

/** Whoever runs the command knows people by their ids and columns by their names in the file. */
const inFile: Naming = {
  person: (id) => id,
  column: (name) => name,
  rule: (rule) => say(`formation.rule.${rule}`),
  list: (items) => new Intl.ListFormat('en', { type: 'conjunction' }).format(items),
  others: (count) => say('formation.because.others', { others: count }),
}

/** One sentence of a circle's reasons. */
export function reasonSentence(reason: Reason): string {
  const { kind, values } = whyTogether(reason, inFile)
  return say(`formation.why.${kind}`, values)
}

/** Why people could not be placed. */
export const becauseSentence = (entry: Impossible): string =>
  say(`formation.because.${entry.because.code}`, whyNot(entry, inFile))
