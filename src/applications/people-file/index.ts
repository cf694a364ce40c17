import { columnFaults, columnsOf } from './columns.ts'
import { csvRows, delimiterOf } from './csv.ts'
import { type Draft, readRow } from './row.ts'
import { lookAround } from './together.ts'
import type { Fault, FileColumn, PeopleFile, ReadOptions } from './types.ts'

export { keptAs, meaningOf } from './columns.ts'
export { inOurDays, readHours } from './hours.ts'
export * from './types.ts'

/**
 * Reads a table of people: UTF-8 with or without a byte-order mark; commas, semicolons or tabs. Every fault is named by row and column; the
 * other rows can be used. Nothing is thrown.
 */
export function readPeople(text: string, options: ReadOptions): PeopleFile {
  const faults: Fault[] = []
  const open = (row: number) => faults.push({ row, column: '', code: 'file.quote', value: '', grave: true })
  const rows = csvRows(text, delimiterOf(text), open)
  const header = rows.next()
  if (header.done) return empty
  const columns = columnsOf(header.value.cells, options.columns ?? {}, options.asked)
  faults.push(...columnFaults(columns, options.profile))
  const drafts: Draft[] = []
  let count = 0
  for (const { row, cells } of rows) {
    count++
    const read = readRow(row, cells, columns, options)
    faults.push(...read.faults)
    if (!read.faults.some((fault) => fault.grave)) drafts.push(read.draft)
  }
  if (count === 0) faults.push({ row: 1, column: '', code: 'file.empty', value: '', grave: true })
  return finished(columns, drafts, faults, count)
}

const empty: PeopleFile = {
  columns: [],
  people: [],
  faults: [{ row: 1, column: '', code: 'file.empty', value: '', grave: true }],
  rows: 0,
}

function finished(columns: readonly FileColumn[], drafts: readonly Draft[], faults: Fault[], rows: number): PeopleFile {
  const around = lookAround(drafts, columns)
  const missing = faults.filter(({ code }) => code === 'column.missing')
  // A column that is not there is one fault; what else is wrong can be told once it is known which one it is.
  const all = [...faults, ...around.faults]
    .filter(({ row }) => missing.length === 0 || row === 1)
    .sort((a, b) => a.row - b.row)
  const usable = !all.some((fault) => fault.row === 1 && fault.grave)
  return { columns, people: usable ? around.people : [], faults: all, rows }
}
