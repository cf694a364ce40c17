import { sql } from 'kysely'
import type { CircleDb } from '../../platform/db/handles.ts'
import type { CommunityHere } from '../../platform/http/asked.ts'
import { announce } from '../../platform/live/index.ts'
import { keysOf } from '../reads.ts'
import type { Seat } from '../rules.ts'
import { type CarryForward, carryForward } from '../writes.ts'

/** A change of seats that everybody whom it touches has said yes to. */
export interface Reseating {
  /** The change, as the database knows it: who goes where stands there. */
  readonly change: string
  /** The circles that somebody leaves, joins or begins: each goes on under a new key. */
  readonly turning: readonly string[]
  /** Whoever changes seats, and every circle concerned: their open pages end or look again. */
  readonly people: readonly string[]
  readonly circles: readonly string[]
  /** Whether somebody comes into the circle of whoever said the last yes. */
  readonly comeHere: boolean
}

/**
 * Ends seats and begins others, all at once. The database holds every step against what was agreed; whoever says the last yes brings the
 * keys and, sitting where the newcomers come, seals for them what goes on living there.
 */
export async function reseat(
  db: CircleDb,
  here: CommunityHere,
  seat: Seat,
  { change, turning, people, circles, comeHere }: Reseating,
  carry: readonly CarryForward[],
): Promise<void> {
  const keys = []
  for (const circle of turning) {
    const { newest } = await keysOf(db, circle)
    keys.push({ circle, ...here.vault.newCircleKey(circle, newest + 1) })
  }
  const [of, epochs, wrapped] = [
    keys.map(({ circle }) => circle),
    keys.map(({ epoch }) => epoch),
    keys.map((key) => key.wrapped),
  ]
  await sql`select app.rebalance(${change}, ${of}::uuid[], ${epochs}::integer[], ${wrapped}::bytea[])`.execute(db)
  if (comeHere) await carryForward(db, here, seat, carry)
  for (const person of people) await announce(db, `person ${person}`)
  for (const circle of circles) await announce(db, `circle ${circle}`)
}
