/** Minutes of the week on the wall clock, counted from Monday 00:00; `from < to <= 10080`. */
export type Span = { from: number; to: number }

/** The columns that mean something to us; every other one is kept as it is. */
export const knownColumns = [
  'id',
  'name',
  'email',
  'time_zone',
  'availability',
  'hours_per_month',
  'stage',
  'industry',
  'function',
  'employer',
  'manager_email',
  'languages',
  'goals',
  'apart_from',
  'together_with',
] as const
export type KnownColumn = (typeof knownColumns)[number]

/** What a column of the file is taken for: one that we know, the answer to a question (`asks:COLUMN`), or neither. */
export type Meaning = KnownColumn | 'keep' | 'ignore' | `asks:${string}`

/** A question that people are asked, and the name under which its answers are kept. */
export interface AskedColumn {
  readonly column: string
  readonly label: string
  /** Words of one's own where nothing is said. */
  readonly kind?: 'choice' | 'several' | 'number' | 'text'
  readonly choices?: readonly string[]
}

export interface FileColumn {
  /** As the file's header says it. */
  readonly name: string
  readonly meaning: Meaning
}

export type FaultCode =
  | 'file.empty'
  | 'file.quote'
  | 'column.missing'
  | 'column.twice'
  | 'row.short'
  | 'row.long'
  | 'cell.formula'
  | 'cell.missing'
  | 'cell.long'
  | 'id.twice'
  | 'address.wrong'
  | 'address.twice'
  | 'zone.unknown'
  | 'hours.unreadable'
  | 'hours.ambiguous'
  | 'hours.backwards'
  | 'number.wrong'
  | 'answer.unknown'
  | 'answer.number'
  | 'mate.unknown'
  | 'mate.self'
  | 'mate.both'

/** Something in the file that is not right. Row 1 is the header. `value` is what was found there. */
export interface Fault {
  readonly row: number
  readonly column: string
  readonly code: FaultCode
  readonly value: string
  /** The row cannot be used as it is; otherwise it is only worth knowing. */
  readonly grave: boolean
}

/** Someone from the file, with everything understood. */
export interface FilePerson {
  readonly row: number
  readonly id: string
  readonly name: string
  /** Without capitals. */
  readonly address: string
  /** An IANA name in use today; empty where the file has none. */
  readonly zone: string
  readonly free: readonly Span[]
  /** Every column but name, address and zone, under its known name or its own. */
  readonly answers: Readonly<Record<string, string>>
  /** The id of the person whose address stands in `manager_email`, where the file has them. */
  readonly manager: string | undefined
  readonly apartFrom: readonly string[]
  readonly togetherWith: readonly string[]
}

export interface PeopleFile {
  readonly columns: readonly FileColumn[]
  /** Whose rows can be used. */
  readonly people: readonly FilePerson[]
  readonly faults: readonly Fault[]
  /** Rows with something in them, without the header. */
  readonly rows: number
}

export interface ReadOptions {
  /** `web`: name and address are needed. `command`: an id is. */
  readonly profile: 'web' | 'command'
  /** The zone that a text names, as it is written today. */
  readonly zone: (text: string) => string | undefined
  /** What columns are to be taken for, by their name in the file; the rest is guessed. */
  readonly columns?: Readonly<Record<string, Meaning>>
  /** What is asked on every other way in. */
  readonly asked?: readonly AskedColumn[]
}
