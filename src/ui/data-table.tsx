// biome-ignore-all lint/a11y/noRedundantRoles: on a phone `display` changes, and with it some browsers forget the roles
import type { ComponentChildren } from 'preact'

export interface Column<Row> {
  label: string
  cell: (row: Row) => ComponentChildren
  /** Numbers stand under each other, at the end of the line. */
  numeric?: boolean
}

interface DataTableProps<Row> {
  /** What the table shows. */
  caption: string
  /** Hides the caption where a heading says the same. */
  quietCaption?: boolean
  /** The first column names the row. */
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
}

/** Rows and columns; on a phone each row is a small card with the columns' names. */
export function DataTable<Row>({ caption, quietCaption = false, columns, rows, rowKey }: DataTableProps<Row>) {
  return (
    <table class="table" role="table">
      <caption class={quietCaption ? 'unseen' : undefined}>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ label, numeric }) => (
            <th key={label} scope="col" role="columnheader" class={numeric ? 'numeric' : undefined}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={rowKey(row)} role="row">
            {columns.map((column, index) => (
              <Cell key={column.label} column={column} row={row} first={index === 0} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Cell<Row>({ column, row, first }: { column: Column<Row>; row: Row; first: boolean }) {
  const classes = column.numeric ? 'numeric' : undefined
  if (first)
    return (
      <th scope="row" role="rowheader" class={classes}>
        {column.cell(row)}
      </th>
    )
  return (
    <td role="cell" class={classes}>
      <span class="cell-label" aria-hidden="true">
        {column.label}
      </span>
      <span>{column.cell(row)}</span>
    </td>
  )
}
