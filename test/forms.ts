import type { Page } from './browserless.ts'

/** The fields of a page as they stand, as a browser would send them without a change. */
export function asItStands(page: Page): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {}
  for (const [, attributes = ''] of page.html.matchAll(/<input ([^>]*)>/g)) {
    const of = (name: string) => new RegExp(`(?:^| )${name}="([^"]*)"`).exec(attributes)?.[1]
    const [name, type, value] = [of('name'), of('type') ?? 'text', of('value')]
    if (!name || (/radio|checkbox/.test(type) && !/ checked(?:=|\/|$| )/.test(attributes))) continue
    const sent = value ?? (/radio|checkbox/.test(type) ? 'on' : '')
    fields[name] = name.endsWith('[]') ? [...(fields[name] ?? []), sent] : sent
  }
  for (const [, name = '', inside = ''] of page.html.matchAll(/<select [^>]*name="([^"]*)"[^>]*>(.*?)<\/select>/gs))
    fields[name] = /<option (?:[^>]* )?value="([^"]*)"[^>]* selected/.exec(inside)?.[1] ?? ''
  return fields
}
