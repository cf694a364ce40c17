import { applications } from '../applications/reads.ts'
import { ask } from '../applications/writes.ts'
import { openProposal } from '../formation/reads/board.ts'
import { problemFrom, usableColumns, usualPolicy } from '../formation/rules.ts'
import { form } from '../formation/solver/index.ts'
import { noteSearch, propose, publish } from '../formation/writes.ts'
import { sayIn } from '../platform/i18n/say.ts'
import { season as seasonOf } from '../seasons/reads.ts'
import { questionsOf, type SeasonSaid, unsaidIn } from '../seasons/rules.ts'
import { planSeason, setState } from '../seasons/writes.ts'
import type { CastName } from './cast.ts'
import { cast } from './cast.ts'
import { asOrganiser, asSelf, dayOf, handlesAt, minutesAfter, type Stage, timeOf } from './stage.ts'
import { said } from './texts/first-season.ts'

/** The season that is formed: people applied, circles were searched for, and one was published. */
export async function playFirstSeason(stage: Stage, name: string): Promise<void> {
  const opened = timeOf(stage, -18, '09:40')
  const season = await asOrganiser(stage, 'jonas', opened, async ({ db, office }) => {
    const id = await planSeason(db, office, firstSeason(stage), questionsOf('managers', sayIn('en')), opened)
    await setState(db, id, 'open', opened)
    return id
  })
  for (const [index, [who, { availability, ...answers }]] of said.entries()) {
    const at = minutesAfter(timeOf(stage, -17, '10:15'), index * 613)
    const asking = { season, name: cast[who].name, zone: cast[who].zone, answers: { ...answers, availability } }
    await asSelf(stage, who, at, ({ db, self }) => ask(db, self, asking, at))
  }
  const closed = timeOf(stage, -11, '08:05')
  await asOrganiser(stage, 'jonas', closed, ({ db }) => setState(db, season, 'closed', closed))
  const formation = await searched(stage, season)
  await published(stage, formation, name)
}

/** Those who would sit in its circle, in the order in which they applied. */
export const firstCircle: readonly CastName[] = said.map(([who]) => who)

/** A search that was found at once: there are few people, and nobody waits for a worker. Answers with its id. */
export async function searched(stage: Stage, season: string, day = -9): Promise<string> {
  const at = timeOf(stage, day, '14:50')
  const { id, problem } = await asOrganiser(stage, 'jonas', at, async ({ db, office }) => {
    const people = await applications(db, office, season)
    const planned = await seasonOf(db, office, season)
    const policy = usualPolicy(usableColumns(people), dayOf(stage, day), planned)
    const wished = { season, policy, rhythm: planned.rhythm, people: people.map((each) => each.id) }
    return { id: await propose(db, office, wished), problem: problemFrom(people, policy) }
  })
  const result = form(problem, { seed: 1, effort: 20_000 })
  await handlesAt(stage, at).worker({ community: stage.here.id }, (db) =>
    noteSearch(db, id, { state: 'ready', share: 1, result }),
  )
  return id
}

async function published(stage: Stage, formation: string, name: string): Promise<void> {
  const now = timeOf(stage, -9, '15:20')
  const until = minutesAfter(stage.now, 5 * 24 * 60)
  await asOrganiser(stage, 'jonas', now, async ({ db, office }) => {
    const opened = await openProposal(db, office, formation)
    const { proposal } = opened
    const unsaid = unsaidIn(await seasonOf(db, office, proposal.season))
    const names = proposal.result.circles.map(({ circle }) => [`name-${circle}`, name])
    const said = { until: dayOf(stage, 5), ...Object.fromEntries(names) }
    await publish(db, office, { opened, said, until, now, unsaid })
  })
}

const firstSeason = (stage: Stage): SeasonSaid => ({
  ...{ template: 'managers', name: 'First season', forWhom: 'For people who lead across distance' },
  about: 'Mornings in Europe and Africa, afternoons in Asia, evenings in Sydney.',
  ...{ applyUntil: dayOf(stage, -12), starts: dayOf(stage, 1), ends: dayOf(stage, 180) },
  ...{ rhythm: 'fortnightly', minutes: 90, places: undefined, minSize: 5, maxSize: 8 },
})
