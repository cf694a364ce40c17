import { sql } from 'kysely'
import { communitiesChanged, loadCommunity } from '../communities/reads.ts'
import type { Services } from '../platform/http/asked.ts'
import { forgetJobs } from '../platform/jobs/forget.ts'
import { announce } from '../platform/live/index.ts'
import type { Demo } from './find.ts'

/**
 * Removes the demo and whatever was done in it: rows, accounts, the circles' shares in the key folder, mail, jobs. The database refuses what is no
 * demo. Cut off in between, it is taken up by doing it again.
 */
export async function removeDemo({ handles, vault }: Services, { id, slug }: Pick<Demo, 'id' | 'slug'>): Promise<void> {
  const here = await loadCommunity(handles, vault, slug)
  const { circles, people } = await handles.worker({ community: id }, async (db) => ({
    circles: await db.selectFrom('app.circle').select('id').where('community', '=', id).execute(),
    people: await db.selectFrom('app.person').select('id').where('community', '=', id).execute(),
  }))
  await handles.accounts({}, async (db) => {
    await sql`select app.remove_demo(${id})`.execute(db)
    for (const person of people) await announce(db, `person ${person.id}`)
    await announce(db, communitiesChanged)
  })
  for (const circle of circles) here?.vault.destroyCircle(circle.id)
  await handles.worker({}, (db) => forgetJobs(db, id))
}
