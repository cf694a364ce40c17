import { expect, test } from 'vitest'
import en from '../messages/en.json' with { type: 'json' }
import es from '../messages/es.json' with { type: 'json' }
import { protocolNamed, protocolNames } from '../src/meetings/protocols/index.ts'

const asked = { en: /[Pp]ress “([^”]+)”/g, es: /(?:[Pp]ulsa|[Pp]ulses) «([^»]+)»/g }
const unquoted = { en: /\b[Pp]ress (?!“)/, es: /\b(?:[Pp]ulsa|[Pp]ulses) (?!«)/ }
const words = { en, es }

test.each(['en', 'es'] as const)(
  'What a format asks people to press stands on a button of the room, in %s',
  (language) => {
    const buttons = Object.entries(words[language]).flatMap(([key, text]) =>
      key.startsWith('meetings.press.') || key === 'meetings.choose.keep' ? [text] : [],
    )
    for (const name of protocolNames) {
      const text = JSON.stringify(textsIn(protocolNamed(name), language))
      const named = [...text.matchAll(asked[language])].map(([, button]) => button)
      expect(named.length).toBeGreaterThan(3)
      for (const button of named) expect(buttons).toContain(button)
      expect(text).not.toMatch(unquoted[language])
    }
  },
)

/** Every text of a format in one language. */
function textsIn(value: unknown, language: string): string[] {
  if (typeof value !== 'object' || value === null) return []
  if (language in value) return [String(Object.entries(value).find(([key]) => key === language)?.[1])]
  return Object.values(value).flatMap((each) => textsIn(each, language))
}
