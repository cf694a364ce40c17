const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** One or two letters for a face: `Ana Maria Duarte` is AD, `Yara` is Y. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean)
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  return (
    ends
      .map((word) => first(word ?? ''))
      .join('')
      .toUpperCase() || '·'
  )
}

/** One of six quiet tints, always the same for a name, so that a face is found again at a glance. */
export function tintOf(name: string): number {
  let sum = 7
  for (const letter of name.trim()) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973
  return sum % 6
}

/** What one sees as its first letter; two plain letters in a row need no looking closer, which is slow. */
const first = (word: string): string => {
  if (/^[a-z]([a-z]|$)/i.test(word)) return word.charAt(0)
  for (const { segment } of graphemes.segment(word)) return segment
  return ''
}
