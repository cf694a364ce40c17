import type { FaultCode, Span } from './types.ts'

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const day = 24 * 60

/** `Mon 18:00-20:00; Wed 12:00-13:30`, or what is wrong with it and where. */
export function readHours(text: string): { spans: Span[] } | { code: FaultCode; value: string } {
  const spans: Span[] = []
  for (const part of text.split(';').map((each) => each.trim())) {
    if (part === '') continue
    const found = /^([a-z]{3})[a-z]*\.?\s+(\d{1,2}):(\d{2})\s*[-–—]\s*(\d{1,2}):(\d{2})$/i.exec(part)
    const weekday = days.indexOf(found?.[1]?.toLowerCase() ?? '')
    const from = minutes(found?.[2], found?.[3])
    const to = minutes(found?.[4], found?.[5])
    if (weekday < 0 || from === undefined || to === undefined) return { code: 'hours.unreadable', value: part }
    if (from >= to) return { code: 'hours.backwards', value: part }
    spans.push({ from: weekday * day + from, to: weekday * day + to })
  }
  return { spans: joined(spans) }
}

function minutes(hours = '', rest = ''): number | undefined {
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
