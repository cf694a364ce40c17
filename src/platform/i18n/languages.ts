import en from '../../../messages/en.json' with { type: 'json' }
import es from '../../../messages/es.json' with { type: 'json' }
import type { MessageKey } from '../../ui/reader.ts'

/** The languages that people are offered. A new one: its file in `messages/`, a line in each constant here. */
export const languages = ['en', 'es'] as const
export type Language = (typeof languages)[number]

/** English with accents, written from right to left: shows in tests what was never translated or mirrored. */
export const pseudoLanguage = 'ar-XB'
export type Locale = Language | typeof pseudoLanguage

/** English is the source of the pseudo-language too. */
export const catalogues: Record<Language, Record<MessageKey, string>> = { en, es }

/** Each language in its own name, for a person who looks for theirs. */
export const languageChoices: readonly { code: Language; name: string }[] = [
  { code: 'en', name: 'English' },
  { code: 'es', name: 'Español' },
]

/** English for the world: day before month, 24 hours. The pseudo-language borrows real Arabic dates. */
const regions: Record<Locale, string> = { en: 'en-GB', es: 'es', 'ar-XB': 'ar-u-nu-latn' }

/** The name under which `Intl` formats dates and numbers for this language. */
export const formatsOf = (locale: Locale): string => regions[locale]

export const directionOf = (locale: Locale): 'ltr' | 'rtl' => (locale === pseudoLanguage ? 'rtl' : 'ltr')

export const isLocale = (text: string): text is Locale =>
  text === pseudoLanguage || languages.some((language) => language === text)

/**
 * The person's own choice, else the first language of the browser's list that we speak, else the community's.
 * The pseudo-language is found by its exact name only.
 */
export function chooseLocale(wish: { chosen?: string; accepted?: string; fallback?: string }): Locale {
  if (wish.chosen && isLocale(wish.chosen)) return wish.chosen
  for (const tag of byPreference(wish.accepted ?? '')) {
    const known = localeFor(tag)
    if (known) return known
  }
  return (wish.fallback && localeFor(wish.fallback)) || 'en'
}

/** The tags of an Accept-Language header, best first, without those refused by `q=0`. */
function byPreference(header: string): string[] {
  return header
    .split(',', 20)
    .map(weighed)
    .filter(({ tag, weight }) => tag !== '' && weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag)
}

function weighed(entry: string): { tag: string; weight: number } {
  const [tag = '', ...parameters] = entry.split(';').map((part) => part.trim())
  const q = parameters.find((parameter) => parameter.startsWith('q='))
  const weight = q === undefined ? 1 : Number(q.slice(2))
  return { tag, weight: Number.isFinite(weight) ? weight : 0 }
}

function localeFor(tag: string): Locale | undefined {
  if (tag.toLowerCase() === pseudoLanguage.toLowerCase()) return pseudoLanguage
  const primary = tag.toLowerCase().split('-')[0]
  return languages.find((language) => language === primary)
}
