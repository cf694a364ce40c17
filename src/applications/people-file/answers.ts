import type { AskedColumn } from './types.ts'

/** What of a cell answers a question, written as the question's choices are, and what does not. */
export interface Fitted {
  readonly kept: string
  readonly left: readonly string[]
}

/** Holds a cell against the question that it answers: of several values those that are choices stay. */
export function fitted({ kind, choices = [] }: AskedColumn, text: string): Fitted {
  if (text === '' || kind === undefined || kind === 'text') return { kept: text, left: [] }
  if (kind === 'number') return Number(text) >= 0 ? { kept: text, left: [] } : { kept: '', left: [text] }
  const known = new Map(choices.map((choice) => [bare(choice), choice]))
  const values = kind === 'several' ? partsOf(text, (whole) => known.has(bare(whole))) : [text]
  const said = [...new Set(values.filter((each) => each !== ''))].map((each) => ({ each, as: known.get(bare(each)) }))
  return {
    kept: [...new Set(said.flatMap(({ as }) => as ?? []))].join('; '),
    left: said.filter(({ as }) => as === undefined).map(({ each }) => each),
  }
}

/** Several values, with semicolons between them, or else commas: but not those within a choice that has some of its own. */
const partsOf = (text: string, isChoice: (text: string) => boolean): string[] =>
  text.split(text.includes(';') ? ';' : isChoice(text) ? /$/ : ',').map((each) => each.trim())

/** Capitals, marks and blanks make no other answer. */
const bare = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ')
