import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Seat } from '../../circles/rules.ts'
import type { CircleDb } from '../../platform/db/handles.ts'
import type { Protocol, RunState } from '../protocol/engine.ts'
import { protocolNamed, protocolNames, shippedAs } from '../protocols/index.ts'

interface OfRun {
  readonly id: string
  readonly protocol: string
  readonly epoch: number
}

/**
 * The format that a run began with. One that the program ships, in the same version, is at hand; any other stands beside the run, and stays what it
 * was when somebody changes it, or a new version of the program brings another.
 */
export async function formatOfRun(
  db: CircleDb,
  seat: Seat,
  { id, protocol, epoch }: OfRun,
  { version }: Pick<RunState, 'version'>,
): Promise<Protocol> {
  const shipped = shippedAs(protocol, version)
  if (shipped) return shipped
  const row = await db
    .selectFrom('app.run_format')
    .select('body')
    .where('community', '=', seat.community)
    .where('run', '=', id)
    .executeTakeFirst()
  // Runs of an earlier version of the program have none.
  if (!row) return protocolNamed(protocol)
  return unpacked(seat.box.open('run_format.body', id, epoch, row.body))
}

/** A format as it is kept beside a run: small. */
export const packed = (format: Protocol): string => deflateRawSync(JSON.stringify(format)).toString('base64')

const unpacked = (text: string): Protocol => JSON.parse(inflateRawSync(Buffer.from(text, 'base64')).toString())

/** A format that this circle may choose; undefined where there is none of the name. */
export async function formatNamed(_db: CircleDb, _seat: Seat, name: string): Promise<Protocol | undefined> {
  return protocolNames.includes(name) ? protocolNamed(name) : undefined
}
