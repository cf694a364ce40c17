import { type MessageKey, type Parts, useReader, type Values } from './reader.ts'

/** A message with elements in it: `<Said k="…" values={{ name }} parts={{ b: (inside) => <strong>{inside}</strong> }} />`. */
export function Said({ k, values = {}, parts = {} }: { k: MessageKey; values?: Values; parts?: Parts }) {
  return <>{useReader().say.rich(k, values, parts)}</>
}
