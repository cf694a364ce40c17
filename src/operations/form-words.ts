import type { Fault } from '../applications/rules.ts'
import type { Impossible, Reason } from '../formation/solver/index.ts'

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
  'hours.backwards': 'ends before it begins',
  'number.wrong': 'is not a number that makes sense here',
  'mate.unknown': 'nobody in the file has this id',
  'mate.self': 'names the person themselves',
  'mate.both': 'the same person is wanted both together and apart',
}

/** One sentence of a circle's reasons. */
export function reasonSentence({ code, values }: Reason): string {
  const { column, aim, here, chance, slots } = values
  if (code === 'attribute') {
    const more = aim === 'diverse' ? 'differ' : 'differ, which should be little,'
    return `In ${column} two members ${more} by ${percent(here)} on average; two people drawn by chance by ${percent(chance)}.`
  }
  if (code === 'most-share') return `More than half share ${column}: ${list(values.values)}.`
  if (code === 'all-share') return `All share ${column}: ${list(values.values)}.`
  if (code === 'hours') return `There are ${slots} times at which all are free in every week of the season.`
  return code
}

/** Why people could not be placed. */
export function becauseSentence({ because, proved }: Impossible): string {
  const sentence = sentences[because.code]
  return sentence
    ? sentence(because.values)
    : `No circles were found that seat them${proved ? ', and there are none' : ''}.`
}

type Values = Reason['values']

const sentences: Readonly<Record<string, (values: Values) => string>> = {
  unsplittable: ({ people, min, max, most }) =>
    `${people} people cannot be split into circles of ${min} to ${max}; at most ${most} of them can be placed.`,
  'block-too-large': ({ people, max }) =>
    `${people} people wish to be together, directly or through others, and a circle has at most ${max}.`,
  'together-but-apart': ({ a, b, rule }) =>
    `${a} and ${b} are to be together, directly or through others, and apart (${rule}).`,
  'together-but-none': ({ people, rule }) =>
    `${list(people)} are to be together, and have nothing in common (${rule}).`,
  bound: ({ people, to }) => `${list(people)} wish to be with people who cannot be placed: ${list(to)}.`,
  'no-value': ({ people, column }) => `${list(people)} gave no ${column}, which the members of a circle must share.`,
  'no-hours': ({ people, minutes }) =>
    `${list(people)} is never free for ${minutes} minutes at one time in every week of the season.`,
  'few-others': ({ people, others, needed }) =>
    `${list(people)} could sit with ${others} others at most, and a circle needs ${needed}.`,
  'no-second': ({ people }) =>
    `There is nobody with whom ${list(people)} would not be the only one of a kind in a circle.`,
  crowd: ({ column, value, people, circles }) =>
    `${people} people have the ${column} ${value}, no two of them may share a circle, and there can be ${circles} circles at most.`,
  'together-impossible': () => 'There are no circles that seat all of them: every way was tried.',
  'not-found': ({ people, rules }) =>
    `No seats were found for ${people} people. What most often stood in the way: ${list(rules)}. More time may help.`,
}

const percent = (value: unknown) => `${Math.round(Number(value) * 100)} %`
const list = (value: unknown) => (Array.isArray(value) ? value.join(', ') : String(value))
