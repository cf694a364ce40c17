import { catalogues, chooseLocale, pseudoLanguage } from '../platform/i18n/languages.ts'
import { sayIn } from '../platform/i18n/say.ts'
import type { MessageKey } from '../ui/reader.ts'

const inTheRoom = /^(meetings\.|ui\.(face|steps|details)\.)/

/** The words that the island needs, as they stand in the catalogue: plain places such as {name}, nothing to count or choose. */
export function roomWords(locale: string): Record<string, string> {
  const known = chooseLocale({ chosen: locale })
  const words = known === pseudoLanguage ? catalogues.en : catalogues[known]
  return Object.fromEntries(
    Object.entries(words)
      .filter(([key]) => inTheRoom.test(key))
      .map(([key, text]) => [key, known === pseudoLanguage ? inPseudo(key) : text]),
  )
}

function inPseudo(key: string): string {
  // Its own places come back as they are: {name} stands for {name}.
  const places = Object.fromEntries(
    [...catalogues.en[key as MessageKey].matchAll(/\{(\w+)\}/g)].map(([whole, name]) => [name ?? '', whole]),
  )
  return sayIn(pseudoLanguage)(key as MessageKey, places)
}
