import { stringify } from 'csv-stringify/sync'
import { bytes } from './answers.ts'

/**
 * A list to take along as a table that spreadsheets open: words never run as formulas, also where a spreadsheet takes semicolons or tabs to
 * part cells, as in half of Europe.
 */
export function table(name: string, rows: readonly (readonly string[])[]): Response {
  const harmless = rows.map((row) => row.map((cell) => cell.replace(/([;\t]\s*)(?=[=+@-])/g, "$1'")))
  const text = stringify(harmless, { bom: true, escape_formulas: true })
  return bytes(text, 'text/csv; charset=utf-8', { 'content-disposition': `attachment; filename="${name}"` })
}

/** The same as lines of text. */
export const lines = (all: readonly string[]): Response => bytes(`${all.join('\n')}\n`, 'text/plain; charset=utf-8')

/** An address with its name as mail programs take it (RFC 5322, 3.4): whatever a name says, it is no second address. */
export function mailbox({ name, address }: { readonly name: string; readonly address: string }): string {
  const plain = name.replace(/\s+/g, ' ')
  const words = /^[\p{L}\p{M}\p{N} '-]*$/u.test(plain) ? plain : `"${plain.replace(/["\\]/g, '\\$&')}"`
  return `${words} <${address}>`
}
