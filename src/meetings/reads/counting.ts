import { inLanguage, stepAt, tally, type View } from '../protocol/engine.ts'
import { ballotOf, type Step, stepOf } from '../protocol/protocol.ts'
import type { Choice, Counting, StepOutcome } from '../rules/counting.ts'
import type { OpenEntry } from '../rules.ts'
import type { EntryRow, Run } from './run.ts'

/** Votes and figures as one person's room has them: what they gave, and what came of all once it lies open. */
export function countingIn(
  run: Run,
  seen: View,
  rows: readonly EntryRow[],
  open: readonly OpenEntry[],
  me: string,
): Counting {
  const bodies = new Map(rows.map(({ id, text }) => [id, text]))
  const words = new Map(open.map(({ id, text }) => [id, text]))
  const said = (id: string) => ({ id, text: words.get(id) })
  const mayChoose = (id: string): Choice => {
    const mine = id === me || open.some((entry) => entry.id === id && entry.mine)
    return { ...said(id), mine, about: saidInTurn(run, id, open) }
  }
  const own = seen.writing?.own.at(-1)
  const mine = run.state.entries.find(({ id }) => id === own)
  const votes = seen.counted.flatMap((id) => votesIn(run, id, bodies))
  const ended = votes.filter(({ key }) => key !== seen.step?.key)
  return {
    choices: seen.choices.map(mayChoose),
    mine: mine?.kind === 'vote' ? picksIn(bodies.get(mine.id)) : [],
    result: resultOf(run, ended).map(({ id, points }) => ({ ...said(id), points })),
    ballot: ballotIn(run, ended),
    figure: mine?.kind === 'figure' ? figureIn(bodies.get(mine.id)) : undefined,
    before: seen.before === null ? undefined : figureIn(bodies.get(seen.before)),
    figures: figuresIn(run, seen, bodies),
  }
}

/** What somebody said last in their own turn. */
function saidInTurn({ state }: Run, person: string, open: readonly OpenEntry[]): string | undefined {
  const turns = new Set(state.items.filter(({ cast }) => cast[person] === 'presenter').map(({ key }) => key))
  const spoken = new Set(
    state.entries.filter(({ kind, step }) => kind === 'words' && turns.has(step)).map(({ id }) => id),
  )
  return open.findLast(({ id, author }) => author === person && spoken.has(id))?.text
}

interface Vote {
  readonly key: string
  readonly step: Step
  readonly picks: readonly string[]
}

function votesIn({ format, state }: Run, id: string, bodies: ReadonlyMap<string, string>): readonly Vote[] {
  const entry = state.entries.find((each) => each.id === id && each.kind === 'vote')
  const step = entry && stepAt(format, state, entry.step)
  return step ? [{ key: entry.step, step, picks: picksIn(bodies.get(id)) }] : []
}

/** The votes of the latest step that was voted in. */
function latest({ state }: Run, votes: readonly Vote[]): readonly Vote[] {
  const last = state.items.findLast(({ key }) => votes.some((vote) => vote.key === key))
  return votes.filter(({ key }) => key === last?.key)
}

function ballotIn(run: Run, votes: readonly Vote[]): Counting['ballot'] {
  const [first] = latest(run, votes)
  if (!first) return undefined
  const { picks, ranked = false } = ballotOf(first.step)
  return { picks, ranked }
}

/** What these came to; what nobody named is left out. */
function resultOf(run: Run, votes: readonly Vote[]) {
  const { state } = run
  const counted = latest(run, votes)
  const [first] = counted
  if (!first) return []
  const { picks, ranked = false } = ballotOf(first.step)
  const given = counted.map((vote) => vote.picks)
  const named = state.entries.map(({ id }) => id).filter((id) => given.some((vote) => vote.includes(id)))
  const people = state.people.map(({ id }) => id).filter((id) => given.some((vote) => vote.includes(id)))
  return tally(given, [...named, ...people], { most: picks, ranked })
}

/** Figures of a step that showed them together, without names. */
function figuresIn({ state }: Run, seen: View, bodies: ReadonlyMap<string, string>): readonly number[] {
  if (seen.step?.measure) return []
  const ids = seen.counted.filter((id) => state.entries.some((entry) => entry.id === id && entry.kind === 'figure'))
  return ids.flatMap((id) => figureIn(bodies.get(id)) ?? []).toSorted((a, b) => a - b)
}

/** What a vote named, as it is kept. */
export function picksIn(body: string | undefined): readonly string[] {
  const picks: unknown = body ? JSON.parse(body) : []
  return Array.isArray(picks) ? picks.map(String) : []
}

/** A figure as it is kept. */
export const figureIn = (body: string | undefined): number | undefined => (body ? Number(body) : undefined)

/** What the votes and figures of a meeting came to that the circle keeps, of what lies open for whoever reads. */
export function outcomesIn(
  run: Run,
  rows: readonly EntryRow[],
  open: readonly OpenEntry[],
  locale: string,
): readonly StepOutcome[] {
  const keeps = (step: Step) => step.keeps === 'circle'
  const words = new Map(open.map(({ id, text }) => [id, text]))
  return outcomesOf(run, { rows, words, locale }, keeps)
}

interface Opened {
  readonly rows: readonly EntryRow[]
  /** The words that lie open, by entry. */
  readonly words: ReadonlyMap<string, string>
  readonly locale: string
}

/** What the votes and figures of some steps came to, once they have been shown together. */
export function outcomesOf(
  run: Run,
  { rows, words, locale }: Opened,
  wanted: (step: Step) => boolean,
): readonly StepOutcome[] {
  const bodies = new Map(rows.map(({ id, text }) => [id, text]))
  return run.state.items.flatMap((item): StepOutcome[] => {
    const step = stepOf(run.format, item.part, item.step)
    if (!step || !wanted(step) || (step.how !== 'vote' && !step.measure) || !item.revealed) return []
    const given = run.state.entries.filter((entry) => entry.step === item.key && words.has(entry.id))
    const named = resultOf(
      run,
      given.flatMap(({ id }) => votesIn(run, id, bodies)),
    )
    const figures = given.flatMap(({ id, kind }) => (kind === 'figure' ? (figureIn(bodies.get(id)) ?? []) : []))
    if (named.length + figures.length === 0) return []
    const title = inLanguage(step.title, locale)
    const said = named.map(({ id, points }) => ({ id, text: words.get(id), points }))
    return [{ key: item.key, title, named: said, figures: figures.toSorted((a, b) => a - b) }]
  })
}
