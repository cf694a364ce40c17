import type { Say } from '../../ui/index.ts'
import type { Note, Possible } from '../rules.ts'

/** Everything of a challenge as a text for its person, each note with what may leave of it. */
export function fileOf(say: Say, challenge: Possible, notes: readonly Note[]): string {
  const part = (title: string, words: string) => (words ? [title.toUpperCase(), words] : [])
  const lines = [
    say('challenges.file.own'),
    challenge.question,
    ...part(say('challenges.form.what'), challenge.what),
    ...part(say('challenges.form.tried'), challenge.tried),
    ...part(say('challenges.form.wanted'), challenge.wanted),
    ...notes
      .toReversed()
      .flatMap(({ words, lesson, privacy }) => [
        `[${say('challenges.privacy', { privacy })}]\n${words}`,
        ...(lesson ? [say('challenges.file.lesson', { lesson })] : []),
      ]),
  ]
  return `${lines.join('\n\n')}\n`
}

/** What may be handed on: lessons, and what is shareable. */
export function fileToHandOn(say: Say, items: readonly { readonly words: string; readonly lesson: string }[]): string {
  const said = items.flatMap(({ words, lesson }) => [words, lesson].filter((text) => text !== ''))
  return `${(said.length > 0 ? said : [say('challenges.file.nothing')]).join('\n\n')}\n`
}
