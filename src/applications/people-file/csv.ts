/** One record of a table as text (RFC 4180), `row` counted from 1 for the header. */
export interface CsvRow {
  readonly row: number
  readonly cells: readonly string[]
}

const delimiters = [',', ';', '\t'] as const

/** The delimiter that the header uses most, outside of quotes. */
export function delimiterOf(text: string): string {
  const header = /^(?:[^"\r\n]|"(?:[^"]|"")*")*/.exec(text)?.[0].replace(/"(?:[^"]|"")*"/g, '') ?? ''
  const counted = delimiters.map((delimiter) => [header.split(delimiter).length, delimiter] as const)
  return counted.reduce((most, each) => (each[0] > most[0] ? each : most))[1]
}

/**
 * Reads a table row by row, with quotes, doubled quotes and line breaks within quotes. Empty lines count as rows and are left out.
 * A quote that never ends takes the rest as one cell; `open` tells then.
 */
export function* csvRows(text: string, delimiter: string, open: (row: number) => void): Generator<CsvRow> {
  let [at, row] = [text.startsWith('\ufeff') ? 1 : 0, 0]
  while (at < text.length) {
    const cells: string[] = []
    row++
    for (;;) {
      const cell = text[at] === '"' ? quotedFrom(text, at, () => open(row)) : plainFrom(text, at, delimiter)
      const rest = text[at] === '"' ? plainFrom(text, cell.end, delimiter) : undefined
      cells.push(cell.value + (rest?.value ?? ''))
      at = rest?.end ?? cell.end
      if (text[at] !== delimiter) break
      at++
    }
    at = text.startsWith('\r\n', at) ? at + 2 : at + 1
    if (cells.some((cell) => cell.trim() !== '')) yield { row, cells }
  }
}

interface Cell {
  readonly value: string
  /** Where the text goes on after it. */
  readonly end: number
}

function plainFrom(text: string, at: number, delimiter: string): Cell {
  let end = at
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end++
  return { value: text.slice(at, end), end }
}

function quotedFrom(text: string, at: number, open: () => void): Cell {
  let end = at + 1
  for (;;) {
    const quote = text.indexOf('"', end)
    if (quote < 0) {
      open()
      return { value: text.slice(at + 1).replaceAll('""', '"'), end: text.length }
    }
    if (text[quote + 1] !== '"') return { value: text.slice(at + 1, quote).replaceAll('""', '"'), end: quote + 1 }
    end = quote + 2
  }
}
