/** Lines of a JSON text, from 1: of each value by its JSON Pointer, and the one at which it stops being JSON; null where all of it is. */
export type Lines = { readonly at: ReadonlyMap<string, number>; readonly broken: number | null }

/** On which line each value of a JSON text stands, so that a mistake can be shown where it is; `JSON.parse` forgets that. */
export const linesOf = (text: string): Lines => {
  const scan: Scan = { text, pos: 0, at: new Map() }
  try {
    value(scan, '')
    space(scan)
    if (scan.pos < text.length) throw new Broken()
    return { at: scan.at, broken: null }
  } catch (error) {
    if (!(error instanceof Broken)) throw error
    return { at: scan.at, broken: lineAt(text, scan.pos) }
  }
}

/** The line of a value, or of the nearest one around it that is there. */
export const lineOf = ({ at }: Lines, pointer: string): number => {
  const found = at.get(pointer)
  if (found !== undefined || pointer === '') return found ?? 1
  return lineOf({ at, broken: null }, pointer.slice(0, pointer.lastIndexOf('/')))
}

type Scan = { readonly text: string; pos: number; readonly at: Map<string, number> }

class Broken extends Error {}

/** Deeper than any protocol is, and far from where a stack ends. */
const DEEPEST = 100

const lineAt = (text: string, pos: number): number => text.slice(0, pos).split('\n').length

const space = (scan: Scan): void => {
  while (' \t\r\n'.includes(scan.text[scan.pos] ?? '.')) scan.pos += 1
}

const take = (scan: Scan, sign: string): boolean => {
  space(scan)
  if (scan.text[scan.pos] !== sign) return false
  scan.pos += 1
  return true
}

const need = (scan: Scan, sign: string): void => {
  if (!take(scan, sign)) throw new Broken()
}

const value = (scan: Scan, pointer: string, deep = 0): void => {
  if (deep > DEEPEST) throw new Broken()
  space(scan)
  scan.at.set(pointer, lineAt(scan.text, scan.pos))
  if (take(scan, '{')) members(scan, pointer, deep)
  else if (take(scan, '[')) items(scan, pointer, deep)
  else literal(scan)
}

const members = (scan: Scan, pointer: string, deep: number): void => {
  if (take(scan, '}')) return
  do {
    space(scan)
    const name = literal(scan)
    if (typeof name !== 'string') throw new Broken()
    need(scan, ':')
    value(scan, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, deep + 1)
  } while (take(scan, ','))
  need(scan, '}')
}

const items = (scan: Scan, pointer: string, deep: number): void => {
  if (take(scan, ']')) return
  let at = 0
  do value(scan, `${pointer}/${at++}`, deep + 1)
  while (take(scan, ','))
  need(scan, ']')
}

const LITERAL = /"(?:[^"\\]|\\[\s\S])*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

const literal = (scan: Scan): unknown => {
  LITERAL.lastIndex = scan.pos
  const [found] = LITERAL.exec(scan.text) ?? []
  if (found === undefined) throw new Broken()
  const read = parsed(found)
  scan.pos += found.length
  return read
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new Broken()
  }
}
