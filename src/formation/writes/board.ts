import type { Office } from '../../communities/rules.ts'
import type { OrganiserDb, WorkerDb } from '../../platform/db/handles.ts'
import { Conflict } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { handOver } from '../../platform/jobs/outbox.ts'
import { queue } from '../../platform/jobs/queue.ts'
import { after, hold, type Opened } from '../reads/board.ts'
import { type Change, figuresOf, reversed, type Step, shiftsOf } from '../rules/board.ts'
import type { WhatIf } from '../rules.ts'

/** Changes a proposal. What was undone before is forgotten: from here on the history is another one. Answers with how it stands then. */
export async function change(db: OrganiserDb, office: Office, opened: Opened, what: Change): Promise<Opened> {
  const { proposal, done, steps } = opened
  const next = after(opened, what, newId())
  const [before, now] = [proposal.result, next.proposal.result]
  const step: Step = { change: what, figures: figuresOf(now), shifts: shiftsOf(what, before, now) }
  await turnTo(db, office, opened, { ...next, done: done + 1 })
  await db
    .deleteFrom('app.formation_step')
    .where('community', '=', office.community)
    .where('formation', '=', proposal.id)
    .where('number', '>', done)
    .execute()
  await db
    .insertInto('app.formation_step')
    .values(rowOf(office, proposal.id, done + 1, step))
    .execute()
  return hold({ ...next, done: done + 1, steps: [...steps.slice(0, done), step] })
}

/** Takes the last step back. */
export async function undo(db: OrganiserDb, office: Office, opened: Opened): Promise<Opened> {
  const step = opened.steps[opened.done - 1]
  if (!step) throw new Conflict('formation.history.nothing')
  const next = { ...after(opened, reversed(step.change), newId()), done: opened.done - 1 }
  await turnTo(db, office, opened, next)
  return hold(next)
}

/** Does again what was undone last. */
export async function redo(db: OrganiserDb, office: Office, opened: Opened): Promise<Opened> {
  const step = opened.steps[opened.done]
  if (!step) throw new Conflict('formation.history.nothing')
  const next = { ...after(opened, step.change, newId()), done: opened.done + 1 }
  await turnTo(db, office, opened, next)
  return hold(next)
}

/** Of two who change the same state at once the second looks again, or is told. */
async function turnTo(db: OrganiserDb, { community }: Office, before: Opened, next: Opened): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('app.formation')
    .set({ revision: next.revision, done: next.done, locks: JSON.stringify(next.proposal.locks) })
    .where('community', '=', community)
    .where('id', '=', before.proposal.id)
    .where('revision', '=', before.revision)
    .where('state', '=', 'ready')
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Conflict('formation.publish.already')
}

const rowOf = ({ community, person }: Office, formation: string, number: number, step: Step) => ({
  ...{ community, formation, number, made_by: person },
  change: JSON.stringify(step.change),
  figures: JSON.stringify({ figures: step.figures, shifts: step.shifts }),
})

/** The queue that finds out what each wish costs. */
export const pricesQueue = queue('formation.prices', { community: 'id', formation: 'id', id: 'id' })

/** Asks what each wish costs, as the circles stand. The searches run afterwards; an earlier answer is thrown away. */
export async function askPrices(db: OrganiserDb, office: Office, { proposal, revision }: Opened): Promise<void> {
  const { community, person } = office
  const id = newId()
  await forgetPrices(db, office, proposal.id)
  const circles = proposal.result.circles.map(({ circle, members }) => ({ circle, members }))
  await db
    .insertInto('app.formation_price')
    .values({ community, formation: proposal.id, id, made_by: person, revision, circles: JSON.stringify(circles) })
    .execute()
  await handOver(db, pricesQueue, { community, formation: proposal.id, id })
}

/** Throws the answer away, and with it searches that still run. */
export async function forgetPrices(db: OrganiserDb, office: Office, formation: string): Promise<void> {
  await db
    .deleteFrom('app.formation_price')
    .where('community', '=', office.community)
    .where('formation', '=', formation)
    .execute()
}

/** Notes how far it is. False once nobody waits for it any more. */
export async function notePrices(
  db: WorkerDb,
  id: string,
  how: { state: 'running' | 'ready' | 'failed'; share: number; answers?: readonly WhatIf[] },
): Promise<boolean> {
  const { answers, ...rest } = how
  const { numUpdatedRows } = await db
    .updateTable('app.formation_price')
    .set({ ...rest, ...(answers ? { answers: JSON.stringify(answers) } : {}) })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
