/** `Intl` objects cost far more to make than to use, and hold memory outside of the heap: keep those used last. */
const kept = 200

const dates = new Map<string, Intl.DateTimeFormat>()
const numbers = new Map<string, Intl.NumberFormat>()
const plurals = new Map<string, Intl.PluralRules>()
const distances = new Map<string, Intl.RelativeTimeFormat>()

export const dateFormat = (locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  recall(dates, [locale, options], () => new Intl.DateTimeFormat(locale, options))

export const numberFormat = (locale: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat =>
  recall(numbers, [locale, options], () => new Intl.NumberFormat(locale, options))

export const pluralRules = (locale: string, options: Intl.PluralRulesOptions = {}): Intl.PluralRules =>
  recall(plurals, [locale, options], () => new Intl.PluralRules(locale, options))

export const distanceFormat = (locale: string): Intl.RelativeTimeFormat =>
  recall(distances, [locale], () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))

function recall<T>(cache: Map<string, T>, parts: unknown[], make: () => T): T {
  const key = JSON.stringify(parts)
  const found = cache.get(key) ?? make()
  cache.delete(key)
  cache.set(key, found)
  const oldest = cache.keys().next()
  if (cache.size > kept && !oldest.done) cache.delete(oldest.value)
  return found
}
