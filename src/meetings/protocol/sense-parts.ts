import { type Part, type Step, takesWords, votedOn } from './protocol.ts'
import type { Tell } from './shape.ts'

type Earlier = ReadonlyMap<string, Step>

/** What must hold of a part's scenes: roles that there are, each with a brief that only its holder is told. */
export const partMeans = (part: Part, path: string, roles: readonly string[], tell: Tell): void =>
  part.scenes?.forEach(({ id, briefs }, at) => {
    const own = `${path}/scenes/${at}`
    if (part.scenes?.findIndex((one) => one.id === id) !== at) tell(`${own}/id`, 'twice', { name: id })
    for (const role of Object.keys(briefs)) {
      if (!roles.includes(role)) tell(`${own}/briefs/${role}`, 'no-such-role', { name: role })
    }
  })

/** What must hold of the smaller parts of a step: a vote has something to choose from, a figure a range … */
export const stepMeans = (part: Part, step: Step, path: string, earlier: Earlier, tell: Tell): void => {
  if (step.ballot) ballotMeans(step, path, earlier, tell)
  if (step.measure) measureMeans(step, path, earlier, tell)
  if (step.asks) asksMean(step, path, tell)
  if (step.collects && !takesWords(step) && step.apart?.done !== 'wrote') tell(`${path}/collects`, 'nothing-written')
  if (step.many && (step.asks || !takesWords(step))) tell(`${path}/many`, 'asks-without-words')
  if (step.allows !== undefined && part.steps[part.steps.indexOf(step) + 1]?.id !== step.allows)
    tell(`${path}/allows`, 'not-next', { name: step.allows })
  if (step.gathers && !step.reads) tell(`${path}/gathers`, 'nothing-to-gather')
  if (step.how === 'stillness' && step.parks) tell(`${path}/parks`, 'still')
  if (step.apart?.absent) absentMeans(part, step, path, tell)
}

const ballotMeans = (step: Step, path: string, earlier: Earlier, tell: Tell): void => {
  if (step.how !== 'vote') tell(`${path}/ballot`, 'ballot-without-vote')
  if (step.seen === 'at-once') tell(`${path}/seen`, 'vote-at-once')
  if (step.ballot?.of === 'words' && votedOn(step).length === 0) tell(`${path}/ballot`, 'nothing-to-vote-on')
  step.ballot?.from?.forEach((id, at) => {
    const seen = earlier.get(id)?.seen
    if (seen === undefined) tell(`${path}/ballot/from/${at}`, 'not-earlier', { name: id })
    else if (seen === 'nobody' || seen === 'presenter')
      tell(`${path}/ballot/from/${at}`, 'seen-by-nobody', { name: id })
  })
}

const measureMeans = (step: Step, path: string, earlier: Earlier, tell: Tell): void => {
  const { from = 0, to = 0, again } = step.measure ?? {}
  if (step.how !== 'rate') tell(`${path}/measure`, 'measure-without-rate')
  if (step.seen === 'at-once') tell(`${path}/seen`, 'vote-at-once')
  if (from >= to) tell(`${path}/measure/to`, 'max-below', { least: from + 1 })
  if (again !== undefined && !earlier.get(again)?.measure)
    tell(`${path}/measure/again`, 'not-measured', { name: again })
}

const asksMean = (step: Step, path: string, tell: Tell): void => {
  if (!takesWords(step) || step.how === 'rate' || step.how === 'vote') tell(`${path}/asks`, 'asks-without-words')
  step.asks?.forEach(({ id }, at) => {
    if (step.asks?.findIndex((one) => one.id === id) !== at) tell(`${path}/asks/${at}/id`, 'twice', { name: id })
  })
}

/** Who is away has no group, and cannot answer beforehand what has not been said yet. */
const absentMeans = (part: Part, step: Step, path: string, tell: Tell): void => {
  if (part.groups || part.rounds !== undefined) tell(`${path}/apart/absent`, 'absent-in-rounds')
  const early = step.apart?.absent?.includes('before')
  if (early && (step.reads || step.how === 'vote')) tell(`${path}/apart/absent`, 'reads-before')
  if (step.who !== 'everyone') tell(`${path}/apart/absent`, 'absent-role')
}
