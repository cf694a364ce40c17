import { z } from 'zod'
import { addressOfLink, holdersOf, presencesOf } from '../people/reads.ts'
import { accountOfFirstLink, addressName, noteOperatorSignIn, proveAddress, settleAddress } from '../people/writes.ts'
import type { AccountsDb, Handles } from '../platform/db/handles.ts'
import { Refused } from '../platform/errors.ts'
import type { CommunityHere } from '../platform/http/asked.ts'
import { newId, newToken } from '../platform/ids.ts'
import { handOver } from '../platform/jobs/outbox.ts'
import { queue } from '../platform/jobs/queue.ts'
import { type CameIn, spendMailed, tokenHash } from '../platform/session/accounts.ts'
import { hold, take } from '../platform/session/held.ts'
import { type Doorway, startSession } from '../platform/session/sessions.ts'
import { type Wish, wish } from './rules.ts'

/** The queue of wishes at the door. */
export const wishQueue = queue('arriving.wish', { community: 'id', wish: 'id' })

/**
 * Notes what someone at the door asked for. Whom it concerns is looked up afterwards, by the worker: asking takes the same work and the
 * same time whether anybody has the address or not.
 */
export async function noteWish(db: AccountsDb, community: string, wished: Wish, now: Date): Promise<void> {
  const id = newId()
  await hold(db, `wish ${id}`, wished, new Date(now.getTime() + 24 * 60 * 60_000))
  await handOver(db, wishQueue, { community, wish: id })
}

/** Takes a wish; undefined where it was taken before, or is too old. */
export async function takeWish(db: AccountsDb, id: string, now: Date): Promise<Wish | undefined> {
  return wish.safeParse(await take(db, `wish ${id}`, now)).data
}

/**
 * Spends a link that was mailed to an address, and signs in the account that has it: the one that proved it, or else `chosen` among those that
 * claim it, which thereby proves it. Throws Refused where the link is over or nobody has the address.
 */
export async function spendMailedLink(
  db: AccountsDb,
  door: Doorway,
  token: string,
  chosen: string | undefined,
): Promise<CameIn> {
  const address = await addressOfLink(db, token, door.services.now())
  const holders = address ? await holdersOf(db, address) : []
  const holder = holders.find(({ account, proven }) => proven || account === chosen || holders.length === 1)
  if (!address || !holder) throw new Refused('arriving.link.over')
  if (!holder.proven) await proveAddress(db, door, holder.account, address)
  const cameIn = await spendMailed(db, door, token)
  if (!cameIn) throw new Refused('arriving.link.over')
  return cameIn
}

/** Spends a copyable link; it lets in before the first sign-in only. Throws Refused where it is dead. */
export async function spendFirstLink(
  db: AccountsDb,
  door: Doorway,
  here: CommunityHere,
  token: string,
): Promise<CameIn> {
  const account = await accountOfFirstLink(db, here, token)
  if (!account) throw new Refused('arriving.link.over')
  return { account, headers: await startSession(db, door, account, 'first link') }
}

/** How long a link from the operator's command line works. */
const operatorMinutes = 60

/** A link that lets in as someone. `path` begins with the community's base, without the site's address. */
export interface OperatorLink {
  readonly name: string
  readonly community: string
  readonly path: string
}

/**
 * Links that let in whoever has this address, for the operator's command line: one for each account and community. Each works once, within
 * the hour; its use is told to the person and shown to those who share a circle with them.
 */
export function operatorLinks(handles: Handles, address: string, now: Date): Promise<readonly OperatorLink[]> {
  const until = new Date(now.getTime() + operatorMinutes * 60_000)
  return handles.accounts({}, async (db) => {
    const links: OperatorLink[] = []
    for (const { account, name, community, base } of await presencesOf(db, address.trim().toLowerCase())) {
      const token = newToken()
      await hold(db, operatorName(token), { account }, until)
      links.push({ name, community, path: `${base}/sign-in/operator/${token}` })
    }
    return links
  })
}

/** Under which name the token of an operator's link is kept. */
export const operatorName = (token: string): string => `operator ${tokenHash(token)}`

export const heldAccount = z.object({ account: z.uuid() })

/** Spends an operator's link, and has its use told. `site` is where links lead. Throws Refused where it is over. */
export async function spendOperatorLink(db: AccountsDb, door: Doorway, token: string, site: string): Promise<CameIn> {
  const now = door.services.now()
  const kept = heldAccount.safeParse(await take(db, operatorName(token), now))
  if (!kept.data) throw new Refused('arriving.link.over')
  const { account } = kept.data
  for (const { community, person, locale } of await noteOperatorSignIn(db, account, now))
    await noteWish(db, community, { kind: 'operator', person, site, locale }, now)
  return { account, headers: await startSession(db, door, account, 'operator') }
}

/** The address to which a link of one's own was sent, to change to it. */
export const heldAddress = z.object({ account: z.uuid(), address: z.string() })

/**
 * Spends the link that was sent to a new address: it is the account's from now on. Returns the one before, where that was proven, so that it
 * can be told. Throws Refused where the link is over, or somebody else proved the address meanwhile.
 */
export async function spendAddressLink(db: AccountsDb, token: string, now: Date): Promise<string | undefined> {
  const kept = heldAddress.safeParse(await take(db, addressName(token), now))
  if (!kept.data) throw new Refused('arriving.link.over')
  const { account, address } = kept.data
  const others = (await holdersOf(db, address)).filter((holder) => holder.proven && holder.account !== account)
  if (others.length > 0) throw new Refused('arriving.address.taken')
  const before = await db
    .selectFrom('auth.user')
    .select(['email', 'emailVerified'])
    .where('id', '=', account)
    .executeTakeFirst()
  await settleAddress(db, account, address)
  return before?.emailVerified && before.email !== address ? before.email : undefined
}
