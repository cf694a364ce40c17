import { sql } from 'kysely'
import { communitiesChanged, loadCommunity } from '../communities/reads.ts'
import { appoint, changeCommunity } from '../communities/writes.ts'
import { becomePerson, changeProfile, consent, openAccount, settleAddress } from '../people/writes.ts'
import type { Services } from '../platform/http/asked.ts'
import { newId } from '../platform/ids.ts'
import { announce } from '../platform/live/index.ts'
import { playApplicants, playForum, playInsights, playOffers } from './around.ts'
import { addressOf, type CastName, cast, castNames } from './cast.ts'
import { freeSlug } from './find.ts'
import { playHarbour } from './harbour.ts'
import { playOrilla } from './orilla.ts'
import { removeDemo } from './remove.ts'
import { playSecondCup } from './second-cup.ts'
import {
  asOwner,
  asSelf,
  handlesAt,
  idOf,
  type Moment,
  minutesAfter,
  type Player,
  playerOf,
  type Stage,
  timeOf,
} from './stage.ts'

/** Who founds the demo, and who organises it. */
const founder = 'miriam'
const organises = 'jonas'

/**
 * Adds the demo: a community of its own, played through by its people in the order in which it is meant to have happened, up to `now`. What the
 * database wrote down as now is moved to its time in the end. Takes a few seconds; the caller has looked whether there is a demo already. Where it
 * cannot be played to its end it is removed again.
 */
export async function addDemo(services: Services, origin: string): Promise<void> {
  const stage = await openStage(services, origin)
  try {
    await play(stage)
    await settle(stage)
  } catch (error) {
    await removeDemo(services, stage.here)
    throw error
  }
}

async function play(stage: Stage): Promise<void> {
  await describe(stage)
  for (const who of castNames) if (who !== founder) await joins(stage, who)
  await appoints(stage)
  const parts = [playSecondCup, playOrilla, playHarbour, playForum, playInsights, playApplicants, playOffers]
  // All at once, and to their end also where one fails: nobody may write while the demo is removed.
  for (const played of await Promise.allSettled(parts.map((part) => part(stage))))
    if (played.status === 'rejected') throw played.reason
}

/** From now on he organises. */
async function appoints(stage: Stage): Promise<void> {
  const at = minutesAfter(joinedAt(stage, organises), 25)
  await asOwner(stage, founder, at, ({ db, office }) => appoint(db, office, idOf(stage, organises), 'organiser'))
  stage.players.set(organises, { ...playerOf(stage, organises), offices: ['organiser'] })
}

const joinedAt = (stage: Pick<Stage, 'now'>, who: CastName): Date => timeOf(stage, -cast[who].joined, '10:05')

/** Founds the community, with her who answers for it. */
async function openStage(services: Services, origin: string): Promise<Stage> {
  const { handles, vault, now: clock } = services
  const now = clock()
  const moments: Moment[] = []
  const { name, zone, locale } = cast[founder]
  const address = addressOf(founder)
  const community = {
    id: newId(),
    slug: await freeSlug(handles),
    name: 'The Long Table',
    locale,
    zone: 'Europe/Lisbon',
  }
  const person = { id: newId(), name, zone, address }
  const began = handlesAt({ services, moments }, joinedAt({ now }, founder))
  const account = await began.accounts({ community: community.id }, async (db) => {
    const account = await openAccount(db, { name, address })
    const key = vault.newCommunityKey(community.id)
    await sql`select app.found_demo(${JSON.stringify(community)}::jsonb, ${key}, ${JSON.stringify({ ...person, account })}::jsonb)`.execute(
      db,
    )
    await settleAddress(db, account, address)
    await announce(db, communitiesChanged)
    return account
  })
  const here = await loadCommunity(handles, vault, community.slug)
  if (!here) throw new Error('the demo is gone again')
  const players = new Map<CastName, Player>([
    [founder, { account, person: person.id, offices: ['owner', 'organiser'] }],
  ])
  return { here, services, now, origin, players, moments }
}

/** What everybody sees of the community. */
async function describe(stage: Stage): Promise<void> {
  const { slug, name, zone } = stage.here
  const line = 'Peer circles for people who have begun to lead'
  const chosen = { slug, name, line, zone, language: 'en', colour: '#1f6f5c', contact: 'hello@long-table.example' }
  await asOwner(stage, founder, minutesAfter(joinedAt(stage, founder), 12), ({ db, office }) =>
    changeCommunity(db, office, { ...chosen, start_circles: 'on' }),
  )
}

/** Someone joins by the public home, says yes to the privacy policy, and says how they are spoken of. */
async function joins(stage: Stage, who: CastName): Promise<void> {
  const { here } = stage
  const { name, zone, locale, pronouns } = cast[who]
  const at = joinedAt(stage, who)
  const address = addressOf(who)
  const player = await handlesAt(stage, at).accounts({ community: here.id }, async (db) => {
    const account = await openAccount(db, { name, address })
    const person = await becomePerson(db, here, account, { name, address, locale, zone })
    await consent(db, here, person, 'privacy', '1')
    await settleAddress(db, account, address)
    return { account, person, offices: [] }
  })
  stage.players.set(who, player)
  if (pronouns) {
    const profile = { name, zone, pronouns, say_name: '' }
    await asSelf(stage, who, at, ({ db, self }) => changeProfile(db, self, profile))
  }
}

/** Moves what the database wrote down to when it is meant to have been. From now on the demo is ready. */
async function settle({ here, services, moments }: Stage): Promise<void> {
  await services.handles.accounts({ community: here.id }, async (db) => {
    await sql`select app.settle_demo(${here.id}, ${JSON.stringify(moments)}::jsonb)`.execute(db)
    await announce(db, communitiesChanged)
  })
}
