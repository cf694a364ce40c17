import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Seat } from '../../circles/rules.ts'
import type { CircleDb, OrganiserDb } from '../../platform/db/handles.ts'
import { isId } from '../../platform/ids.ts'
import type { Meeting } from '../../scheduling/rules.ts'
import type { Protocol, RunState } from '../protocol/engine.ts'
import { filledWays, isShipped, protocolFor, protocolNamed, protocolNames, shippedAs } from '../protocols/index.ts'
import type { Chosen, Format } from '../rules/formats.ts'

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
export async function formatNamed(db: CircleDb, seat: Seat, name: string): Promise<Protocol | undefined> {
  if (isShipped(name)) return protocolNamed(name)
  return isId(name) ? (await ownFormats(db, seat, name))[0]?.format : undefined
}

/**
 * All that this circle may choose from: whole meetings first, then the library, the circle's own and the community's. Where one is `chosen` that
 * something of the library may be taken to, all that may be stands behind it.
 */
export async function formatsFor(db: CircleDb, seat: Seat, chosen = ''): Promise<readonly Format[]> {
  return [...shippedFormats(filledWays(chosen)), ...(await ownFormats(db, seat))]
}

/** The format of a meeting: the one that was chosen, else the whole meeting of its length. */
export async function chosenFor(
  db: CircleDb,
  seat: Seat,
  { id, minutes }: Pick<Meeting, 'id' | 'minutes'>,
): Promise<Chosen> {
  const row = await db
    .selectFrom('app.meeting_format')
    .select(['format', 'chosen_by'])
    .where('community', '=', seat.community)
    .where('circle', '=', seat.circle)
    .where('meeting', '=', id)
    .executeTakeFirst()
  const found = row && (await formatOf(db, seat, row.format))
  if (found) return { ...found, by: row.chosen_by ?? undefined }
  const key = protocolFor(minutes)
  return { key, origin: 'shipped', format: protocolNamed(key), by: undefined }
}

/** A format with where it comes from. */
export async function formatOf(db: CircleDb, seat: Seat, key: string): Promise<Format | undefined> {
  if (isShipped(key)) return { key, origin: 'shipped', format: protocolNamed(key) }
  return isId(key) ? (await ownFormats(db, seat, key))[0] : undefined
}

const shippedFormats = (filled: readonly string[]): readonly Format[] =>
  protocolNames
    .flatMap((key) => [key, ...filled.filter((each) => each.startsWith(`${key}:`))])
    .map((key) => ({ key, origin: 'shipped', format: protocolNamed(key) }))

/** The formats that this circle and its community wrote; only the one of an id, where one is given. */
async function ownFormats(db: CircleDb, seat: Seat, id?: string): Promise<readonly Format[]> {
  const ours = db
    .selectFrom('app.circle_format')
    .select(['id', 'epoch', 'body'])
    .where('community', '=', seat.community)
    .where('circle', '=', seat.circle)
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
    .orderBy('made_at')
    .execute()
  const [mine, shared] = await Promise.all([ours, communityFormats(db, seat.community, id)])
  const own = mine.map(({ id: key, epoch, body }): Format => {
    return { key, origin: 'circle', format: JSON.parse(seat.box.open('circle_format.body', key, epoch, body)) }
  })
  return [...own, ...shared]
}

/** The formats that the community keeps for all its circles, as organisers see them; only the one of an id, where one is given. */
export async function officeFormats(db: OrganiserDb, community: string, id?: string): Promise<readonly Format[]> {
  if (id !== undefined && !isId(id)) return []
  const rows = db.selectFrom('app.community_format').select(['id', 'body']).where('community', '=', community)
  const found = await (id === undefined ? rows : rows.where('id', '=', id)).orderBy('made_at').execute()
  return found.map(shared)
}

async function communityFormats(db: CircleDb, community: string, id?: string): Promise<readonly Format[]> {
  const rows = db.selectFrom('app.community_format').select(['id', 'body']).where('community', '=', community)
  const found = await (id === undefined ? rows : rows.where('id', '=', id)).orderBy('made_at').execute()
  return found.map(shared)
}

const shared = ({ id, body }: { readonly id: string; readonly body: string }): Format => ({
  key: id,
  origin: 'community',
  format: JSON.parse(body),
})
