import { z } from 'zod'

/** A column of a table in which something about persons is kept, as its migration classed it. */
export interface KeptColumn {
  readonly table: string
  readonly column: string
  readonly class: string
  readonly type: string
}

/** A table with rows of a person, and the columns of it that are theirs to have. */
export interface KeptTable {
  readonly table: string
  /** The column that says whose row it is. */
  readonly owner: string
  readonly columns: readonly KeptColumn[]
}

/** The tables that name a person, from columns as {@link KeptColumn}. Hashes and wrapped keys are nobody's data. */
export function keptTables(columns: readonly KeptColumn[]): KeptTable[] {
  const tables = [...Map.groupBy(columns, ({ table }) => table)]
  return tables.flatMap(([table, all]) => {
    const owner = all.find((column) => column.class === 'personal, of the person')?.column
    const theirs = all.filter((column) => column.class !== 'technical' || column.type !== 'bytea')
    return owner ? [{ table, owner, columns: theirs }] : []
  })
}

/** A table that points to persons, and what deleting one does to it. */
export interface Fate {
  readonly table: string
  readonly fate: 'goes' | 'stays'
  readonly number: number
}

/** One's own name, typed to say that one means it; capitals and spaces do not matter. */
export const leavingForm = z.object({ name: z.string().max(120) })

export function meansIt(typed: string, name: string): boolean {
  const plain = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase()
  return plain(typed) === plain(name)
}
