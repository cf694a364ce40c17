import type { FaultCode, Span } from './types.ts'

/** English and Spanish names of the days, whole or by their first three letters, without marks. Monday first. */
const days = [
  ['monday', 'lunes'],
  ['tuesday', 'martes'],
  ['wednesday', 'miercoles'],
  ['thursday', 'jueves'],
  ['friday', 'viernes'],
  ['saturday', 'sabado'],
  ['sunday', 'domingo'],
]
const short = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const day = 24 * 60

/**
 * `Mon 18:00-20:00; mié 12:00-13:30`, also with commas or whole hours (`18-20`), or what is wrong with it and where. What could be meant in two
 * ways is not guessed.
 */
export function readHours(text: string): { spans: Span[] } | { code: FaultCode; value: string } {
  const spans: Span[] = []
  for (const part of text.split(/[;,]/).map((each) => each.trim())) {
    if (part === '') continue
    const [, name = '', rest = ''] = /^(\p{L}+)\.?\s+(.*)$/u.exec(part) ?? []
    const found = /^(\d{1,2})(?::(\d{2}))?\s*[-–—]\s*(\d{1,2})(?::(\d{2}))?$/.exec(rest)
    const weekday = weekdayOf(name)
    if (isAmbiguous(name, weekday, rest)) return { code: 'hours.ambiguous', value: part }
    const [from, to] = [minutes(found?.[1], found?.[2]), minutes(found?.[3], found?.[4])]
    if (weekday < 0 || from === undefined || to === undefined) return { code: 'hours.unreadable', value: part }
    if (from >= to) return { code: 'hours.backwards', value: part }
    spans.push({ from: weekday * day + from, to: weekday * day + to })
  }
  return { spans: joined(spans) }
}

/** The same hours, with days, minutes and semicolons as we write them: whoever shows them again need not know how files say it. */
export const inOurDays = (text: string): string =>
  text
    .replace(/\p{L}+/gu, (name) => (isOurs(name) ? name : (short[weekdayOf(name)] ?? name)))
    .replaceAll(',', ';')
    .replace(/(?<![:\d])\d{1,2}(?![:\d])/g, (hour) => `${hour}:00`)

const bare = (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

const weekdayOf = (name: string): number =>
  days.findIndex((names) => names.some((each) => bare(name) === each || bare(name) === each.slice(0, 3)))

const isOurs = (name: string): boolean => days.some(([english = '']) => english.startsWith(bare(name)))

/** A day that could be two, such as `T` or `Ma`, or hours that could be of the morning or of the evening, such as `6-8`; `18-20` could not. */
function isAmbiguous(name: string, weekday: number, rest: string): boolean {
  const alike = days.flat().filter((each) => bare(name) !== '' && each.startsWith(bare(name)))
  if (weekday < 0 && bare(name).length < 3 && alike.length > 0) return true
  const [, until] = /^\d{1,2}(?::\d{2})?\s*[-–—]\s*(\d{1,2})(?::\d{2})?$/.exec(rest) ?? []
  return weekday >= 0 && until !== undefined && !/:.*:/.test(rest) && Number(until) <= 12
}

function minutes(hours = '', rest = '00'): number | undefined {
  const all = Number(hours) * 60 + Number(rest)
  return hours !== '' && Number(rest) < 60 && all <= day ? all : undefined
}

function joined(spans: readonly Span[]): Span[] {
  const out: Span[] = []
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = out.at(-1)
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to)
    else out.push({ ...span })
  }
  return out
}
