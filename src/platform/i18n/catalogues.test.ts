import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import IntlMessageFormat from 'intl-messageformat'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { catalogues, languages } from './languages.ts'
import { pseudo } from './pseudo.ts'

/** Keys that code puts together, as in say(`circles.role.${role}`): each family is named here by its beginning. */
const families: readonly string[] = [
  'applications.basis.',
  'applications.column.',
  'applications.fault.',
  'applications.ground.',
  'applying.letter.group.',
  'applying.letter.to.',
  'applying.standing.',
  'challenges.hint.',
  'challenges.told.',
  'charter.point.',
  'circles.answered.',
  'meetings.',
  'commitments.ended.',
  'commitments.history.',
  'commitments.tap.',
  'formation.because.',
  'formation.hand.was.',
  'formation.happened.',
  'formation.lock.',
  'formation.person.',
  'formation.published.state.',
  'formation.rule.',
  'formation.unlock.',
  'formation.why.',
  'home.desk.state.',
  'journal.hint.',
  'offers.draft.',
  'offers.example.',
  'offers.question.',
  'policies.kept.',
  'policies.privacy.',
  'policies.terms.',
  'preparing.card.',
  'rebalancing.deed.',
  'rebalancing.kind.',
  'rebalancing.mail.',
  'rebalancing.outcome.',
  'scheduling.hour.',
  'scheduling.moving.which.',
  'scheduling.rhythm.',
  'seasons.bank.',
  'seasons.page.private.',
  'seasons.question.kind.',
  'seasons.rhythm.',
  'seasons.seen.',
  'seasons.step.',
  'seasons.template.',
  'turns.why.',
  'ui.face.',
  'ui.week.preset.',
  'welcome.asks.',
  'welcome.not.',
  'welcome.what.',
]

const root = join(import.meta.dirname, '..', '..', '..')
const keys = new Set<string>(Object.keys(catalogues.en))

type Ast = ReturnType<IntlMessageFormat['getAst']>

/** The names in a message: `zone`, `<b>` and, with their kind, those that choose or count. */
function placeholders(ast: Ast): string[] {
  const names = ast.flatMap((element) => {
    if ('options' in element)
      return [element.value, ...Object.values(element.options).flatMap((option) => placeholders(option.value))]
    if ('children' in element) return [`<${element.value}>`, ...placeholders(element.children)]
    return element.type === 0 || element.type === 7 ? [] : [element.value]
  })
  return [...new Set(names)].sort()
}

const parsed = (message: string, language: string): Ast => new IntlMessageFormat(message, language).getAst()

const kinds = (ast: Ast): number[] =>
  ast.flatMap((element) => [
    element.type,
    ...('options' in element ? Object.values(element.options).flatMap((option) => kinds(option.value)) : []),
    ...('children' in element ? kinds(element.children) : []),
  ])

describe('the catalogues', () => {
  test.each(languages)('%s has every key, sorted, and nothing else', (language) => {
    const file = readFileSync(join(root, 'messages', `${language}.json`), 'utf8')
    expect(Object.keys(catalogues[language])).toEqual([...keys].sort())
    expect(file).toBe(`${JSON.stringify(catalogues[language], null, 2)}\n`)
  })

  test.each(languages)('%s says something for every key, with the same placeholders', (language) => {
    for (const [key, message] of Object.entries(catalogues[language])) {
      expect(message.trim(), key).not.toBe('')
      const source = placeholders(parsed(catalogues.en[key as keyof typeof catalogues.en], 'en'))
      expect(placeholders(parsed(message, language)), key).toEqual(source)
    }
  })

  test('Spanish calls nobody vosotros: most who read it never would', () => {
    const plural = /(?<!\p{L})(vosotr[oa]s|vuestr[oa]s?|os|sois|(?!dieciséis)\p{L}+(áis|éis))(?!\p{L})/iu
    for (const [key, message] of Object.entries(catalogues.es)) expect(message, key).not.toMatch(plural)
  })

  test('no message formats a time: it could not know the reader’s zone', () => {
    for (const [key, message] of Object.entries(catalogues.en))
      expect(
        kinds(parsed(message, 'en')).filter((kind) => kind === 3 || kind === 4),
        key,
      ).toEqual([])
  })

  test('the pseudo-language keeps every placeholder', () => {
    for (const [key, message] of Object.entries(catalogues.en)) {
      const source = parsed(message, 'en')
      expect(placeholders(pseudo(source)), key).toEqual(placeholders(source))
    }
  })
})

interface Call {
  where: string
  key: string
  given: string[]
}

const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
  .map((name) => ts.createSourceFile(name, readFileSync(join(root, 'src', name), 'utf8'), ts.ScriptTarget.Latest, true))

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node)
  ts.forEachChild(node, (child) => walk(child, visit))
}

/** Every text in the code, and the fixed beginning of every text that is put together. */
function texts(): Set<string> {
  const found = new Set<string>()
  for (const source of sources)
    walk(source, (node) => {
      if (ts.isStringLiteralLike(node)) found.add(node.text)
    })
  return found
}

/** Calls of `say('key', { … })` whose values can be read off the page. */
function calls(): Call[] {
  const found: Call[] = []
  for (const source of sources)
    walk(source, (node) => {
      const call = ts.isCallExpression(node) && said(node)
      if (call) found.push({ where: `${source.fileName}: ${call.key}`, ...call })
    })
  return found
}

function said(node: ts.CallExpression): { key: string; given: string[] } | undefined {
  const [key, values] = node.arguments
  const callee = node.expression
  const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : ts.isIdentifier(callee) ? callee.text : ''
  if (name !== 'say' || !key || !ts.isStringLiteralLike(key)) return undefined
  if (!values) return { key: key.text, given: [] }
  if (!ts.isObjectLiteralExpression(values)) return undefined
  const names = values.properties.map((property) => property.name?.getText())
  return names.every((each) => each !== undefined) ? { key: key.text, given: names } : undefined
}

describe('the code', () => {
  test('uses every key', () => {
    const used = texts()
    const inFamily = (key: string) => families.some((family) => key.startsWith(family))
    expect([...keys].filter((key) => !used.has(key) && !inFamily(key))).toEqual([])
  })

  test('has no family without members', () => {
    expect(families.filter((family) => ![...keys].some((key) => key.startsWith(family)))).toEqual([])
  })

  test('says only what exists, and gives each message what it names', () => {
    const all = calls()
    expect(all.length).toBeGreaterThan(0)
    for (const { where, key, given } of all) {
      expect(keys.has(key), where).toBe(true)
      const wanted = placeholders(parsed(catalogues.en[key as keyof typeof catalogues.en], 'en'))
      expect(
        wanted.filter((name) => !given.includes(name)),
        where,
      ).toEqual([])
    }
  })
})
