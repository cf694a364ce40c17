import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { z } from 'zod'
import { format } from './write.ts'

const header = z.object({
  format: z.literal(format),
  madeAt: z.iso.datetime(),
  keyId: z.string(),
  migrations: z.array(z.object({ name: z.string(), hash: z.string() })),
})
const tableLine = z.object({ table: z.string().regex(/^(app|auth|ops)\.\w+$/), columns: z.array(z.string()).min(1) })
const trailer = z.object({ rows: z.record(z.string(), z.number()), sha256: z.string() })

export type Header = z.output<typeof header>
export type BackupTable = z.output<typeof tableLine>

/** The file is no backup, not a whole one, or was changed. */
export class BadBackup extends Error {}

/** What a reader does with a backup as it comes by. Nothing of it is to be trusted before {@link readBackup} has returned. */
export interface Reader {
  begin(header: Header): Promise<void>
  table(table: BackupTable, rows: AsyncIterable<Buffer>): Promise<void>
}

/** Reads a backup from beginning to end. Throws {@link BadBackup}. Returns the number of rows of each table. */
export async function readBackup(file: string, reader: Reader): Promise<Readonly<Record<string, number>>> {
  const lines = new Lines(file)
  await reader.begin(parsed(header, await lines.next(), 'This is not a Trellis backup.'))
  const seen: Record<string, number> = {}
  for (;;) {
    const before = lines.digest()
    const line = await lines.next()
    const table = tableLine.safeParse(json(line))
    if (!table.success) return checkedEnd(line, before, seen)
    let rows = 0
    const counted = lines.untilEnd(() => {
      rows += 1
    })
    await reader.table(table.data, counted)
    seen[table.data.table] = rows
  }
}

function checkedEnd(line: Buffer, sha256: string, seen: Record<string, number>): Record<string, number> {
  const end = parsed(trailer, line, 'The backup ends in the middle.')
  const same = JSON.stringify(sorted(end.rows)) === JSON.stringify(sorted(seen))
  if (end.sha256 !== sha256 || !same)
    throw new BadBackup('The backup was changed or damaged: its checksum does not fit.')
  return seen
}

const sorted = (record: Record<string, number>) => Object.entries(record).sort()

function parsed<T>(schema: z.ZodType<T>, line: Buffer, problem: string): T {
  const result = schema.safeParse(json(line))
  if (!result.success) throw new BadBackup(problem)
  return result.data
}

function json(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString())
  } catch {
    return undefined
  }
}

const lineEnd = 0x0a
const endOfRows = Buffer.from('\\.\n')

/** The lines of the file, each with its end, and the checksum of those that have come by. */
class Lines {
  private readonly hash = createHash('sha256')
  private readonly source: AsyncIterator<Buffer>

  constructor(file: string) {
    const gunzip = createGunzip()
    // What goes wrong while reading is heard where the lines are awaited.
    pipeline(createReadStream(file), gunzip, () => {})
    this.source = linesOf(gunzip)
  }

  async next(): Promise<Buffer> {
    const { done, value } = await this.source.next().catch((error) => Promise.reject(unreadable(error)))
    if (done) throw new BadBackup('The backup ends in the middle.')
    this.hash.update(value)
    return value
  }

  /** The checksum so far. */
  digest(): string {
    return this.hash.copy().digest('hex')
  }

  async *untilEnd(count: () => void): AsyncGenerator<Buffer> {
    for (;;) {
      const line = await this.next()
      if (line.equals(endOfRows)) return
      count()
      yield line
    }
  }
}

/** What unpacking says of a damaged file is no sentence for a person. */
function unreadable(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return code.startsWith('Z_') ? new BadBackup('The backup cannot be unpacked: it is damaged, or no backup.') : error
}

async function* linesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0)
  for await (const chunk of stream) {
    const text = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    let from = 0
    for (let at = text.indexOf(lineEnd); at >= 0; at = text.indexOf(lineEnd, from)) {
      yield text.subarray(from, at + 1)
      from = at + 1
    }
    rest = Buffer.from(text.subarray(from))
  }
  if (rest.length > 0) throw new BadBackup('The backup ends in the middle.')
}
