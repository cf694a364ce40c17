import { parseArgs } from 'node:util'

/** Input that cannot be used; one line for each fault. */
export class Unusable extends Error {
  readonly lines: readonly string[]
  constructor(lines: readonly string[]) {
    super(lines.join('\n'))
    this.lines = lines
  }
}

export type Wishes = ReturnType<typeof wishesOf>

const text = { type: 'string' } as const
const options = {
  ...{ policy: text, out: text, report: text, seed: text, effort: text, seconds: text, keep: text },
  'what-if': { type: 'boolean' },
} as const

/** What the words after `form` ask for. Throws Unusable with a sentence for each that it does not understand. */
export function wishesOf(args: readonly string[]) {
  const { values, positionals } = parsed(args)
  const { policy, out, report, keep } = values
  const [people, ...more] = positionals
  if (!people || !policy || !out || !report) {
    const missing = { 'the file of people': people, '--policy': policy, '--out': out, '--report': report }
    throw misunderstood(Object.entries(missing).flatMap(([name, given]) => (given ? [] : [`${name} is missing`])))
  }
  if (more.length > 0) throw misunderstood([`one file of people at a time: ${more.join(' ')} is too many`])
  if (values.effort !== undefined && values.seconds !== undefined) {
    throw misunderstood(['--effort and --seconds exclude each other'])
  }
  return {
    ...{ people, policy, out, report, keep },
    whatIf: values['what-if'] === true,
    seed: number('--seed', values.seed ?? '1', /^\d{1,15}$/, 'a whole number'),
    effort:
      values.effort === undefined
        ? undefined
        : number('--effort', values.effort, /^[1-9]\d{0,14}$/, 'a whole number above 0'),
    seconds:
      values.seconds === undefined
        ? undefined
        : number('--seconds', values.seconds, /^(?!0*\.?0*$)\d{1,6}(\.\d+)?$/, 'a number above 0'),
  }
}

/** Looks for itself at what is not known, for the parser would say it in words about programs. */
function parsed(args: readonly string[]) {
  const loose = parseArgs({ args: [...args], allowPositionals: true, strict: false, tokens: true, options })
  const problems = loose.tokens.flatMap((token) => {
    if (token.kind !== 'option') return []
    const { rawName, value, inlineValue } = token
    if (!Object.hasOwn(options, token.name)) return [`there is no option ${rawName}`]
    if (token.name === 'what-if') return value === undefined ? [] : [`${rawName} takes no value`]
    const missing = value === undefined || (!inlineValue && value.startsWith('-'))
    return missing ? [`${rawName} needs a value after it`] : []
  })
  if (problems.length > 0) throw misunderstood(problems)
  return parseArgs({ args: [...args], allowPositionals: true, options })
}

const misunderstood = (lines: readonly string[]) =>
  new Unusable([...lines, 'What it understands: npm run trellis -- help form'])

function number(option: string, given: string, form: RegExp, wanted: string): number {
  if (!form.test(given)) throw misunderstood([`${option}: ${JSON.stringify(given)} is not ${wanted}`])
  return Number(given)
}
