import type IntlMessageFormat from 'intl-messageformat'

type Ast = ReturnType<IntlMessageFormat['getAst']>
type Element = Ast[number]

const accents: Record<string, string> = {
  a: 'á',
  c: 'ç',
  e: 'é',
  i: 'í',
  n: 'ñ',
  o: 'ö',
  u: 'ü',
  y: 'ý',
  A: 'Á',
  C: 'Ç',
  E: 'É',
  I: 'Í',
  N: 'Ñ',
  O: 'Ö',
  U: 'Ü',
  Y: 'Ý',
}

/**
 * Turns a parsed message into the pseudo-language: its words get accents and are shown from right to left.
 * What is filled in, counted or chosen stays as it is.
 */
export const pseudo = (message: Ast): Ast => message.map(pseudoElement)

function pseudoElement(element: Element): Element {
  if ('options' in element) {
    const options = Object.entries(element.options).map(([name, option]) => [
      name,
      { ...option, value: pseudo(option.value) },
    ])
    return { ...element, options: Object.fromEntries(options) }
  }
  if ('children' in element) return { ...element, children: pseudo(element.children) }
  return element.type === 0 ? { ...element, value: pseudoWords(element.value) } : element
}

/** Each word between marks: U+202E turns it round, U+202C ends that, U+200F keeps the neighbours in order. */
const pseudoWords = (text: string): string =>
  text.replaceAll(/\p{L}[\p{L}\p{M}'’]*/gu, (word) => `\u200f\u202e${accented(word)}\u202c\u200f`)

const accented = (word: string): string => [...word].map((letter) => accents[letter] ?? letter).join('')
