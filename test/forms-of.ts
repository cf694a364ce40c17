/** A word in each form in which it may lie somewhere: as text, as hexadecimal, as base64 and in the two orders of UTF-16. */
export function formsOf(word: string): ReadonlyMap<string, Buffer> {
  const bytes = Buffer.from(word)
  const wide = Buffer.from(word, 'utf16le')
  return new Map([
    ['UTF-8', bytes],
    ['hexadecimal', Buffer.from(bytes.toString('hex'))],
    ['HEXADECIMAL', Buffer.from(bytes.toString('hex').toUpperCase())],
    ...[0, 1, 2].map((offset) => [`base64 after ${offset}`, Buffer.from(base64Inside(bytes, offset))] as const),
    ['UTF-16LE', wide],
    ['UTF-16BE', Buffer.from(wide).swap16()],
  ])
}

/** The letters that stand for the whole of these bytes wherever they lie in base64: those shared with neighbours are left out. */
function base64Inside(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString('base64')
    .replace(/=+$/, '')
  const first = Math.ceil((offset * 8) / 6)
  const last = Math.floor(((offset + bytes.length) * 8) / 6)
  return text.slice(first, last)
}

/** In which of these forms a word lies in some bytes or text. */
export function found(forms: ReadonlyMap<string, Buffer>, where: Buffer | string): string[] {
  const bytes = typeof where === 'string' ? Buffer.from(where) : where
  return [...forms].filter(([, form]) => bytes.includes(form)).map(([name]) => name)
}
