import IntlMessageFormat from 'intl-messageformat'
import type { ComponentChildren } from 'preact'
import type { MessageKey, Parts, Say, Values } from '../../ui/reader.ts'
import { dateFormat, numberFormat, pluralRules } from './formats.ts'
import { catalogues, formatsOf, type Locale, pseudoLanguage } from './languages.ts'
import { pseudo } from './pseudo.ts'

const formatters = {
  getNumberFormat: (locale?: string | string[], options?: object) => numberFormat(String(locale), options),
  getPluralRules: (locale?: string | string[], options?: object) => pluralRules(String(locale), options),
  getDateTimeFormat: (locale?: string | string[], options?: object) => dateFormat(String(locale), options ?? {}),
}

const sayers = new Map<Locale, Say>()

/**
 * Says the messages of a language. Each is compiled when first said and then kept.
 * Throws when a value that the message names is missing; a test finds such calls before they are made.
 */
export function sayIn(locale: Locale): Say {
  const made = sayers.get(locale) ?? makeSay(locale)
  sayers.set(locale, made)
  return made
}

function makeSay(locale: Locale): Say {
  const compiled = new Map<MessageKey, IntlMessageFormat>()
  const message = (key: MessageKey): IntlMessageFormat => {
    const found = compiled.get(key) ?? compile(locale, key)
    compiled.set(key, found)
    return found
  }
  const rich = (key: MessageKey, values: Values, parts: Parts): ComponentChildren =>
    message(key).format<ComponentChildren>({ ...textValues(values), ...parts })
  return Object.assign((key: MessageKey, values: Values = {}) => String(message(key).format(textValues(values))), {
    rich,
  })
}

function compile(locale: Locale, key: MessageKey): IntlMessageFormat {
  if (locale !== pseudoLanguage)
    return new IntlMessageFormat(catalogues[locale][key], formatsOf(locale), undefined, { formatters })
  const source = new IntlMessageFormat(catalogues.en[key], 'en')
  return new IntlMessageFormat(pseudo(source.getAst()), 'en', undefined, { formatters })
}

/** `select` compares with texts. */
const textValues = (values: Values): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'boolean' ? String(value) : value]),
  )
