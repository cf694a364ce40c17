/**
 * Words of a person as they stand inside a sentence of ours, "When …, I will …": telephones begin every field with a capital letter, and
 * some people end theirs with a full stop. Names, abbreviations and "I" keep theirs where that can be seen.
 */
export function inside(words: string): string {
  const plain = words.trim().replace(/\.$/, '')
  return /^\p{Lu}(?=\p{Ll})(?!\p{Ll}+[’'‐-]?\p{Lu})/u.test(plain) ? plain[0]?.toLowerCase() + plain.slice(1) : plain
}
