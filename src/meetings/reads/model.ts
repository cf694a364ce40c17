import { chooseLocale } from '../../platform/i18n/languages.ts'
import { momentIn } from '../../platform/i18n/moments.ts'
import { sayIn } from '../../platform/i18n/say.ts'
import { newId } from '../../platform/ids.ts'
import { inLanguage, maySee, presenterFor, view } from '../protocol/engine.ts'
import { stepOf } from '../protocol/protocol.ts'
import { misfit } from '../rules/formats.ts'
import type { Rating } from '../rules/rating.ts'
import type { OpenEntry, RoomCommitment, RoomModel } from '../rules.ts'
import { saidBefore } from './apart.ts'
import { countingIn } from './counting.ts'
import type { EntryRow, Looking, RoomFacts, Run } from './run.ts'
import { draftOf, told } from './words.ts'

/** The room as it is for this person: what all share, and their own words that the others do not see. */
export function modelOf(
  facts: RoomFacts,
  hidden: readonly EntryRow[],
  me: string,
  { meeting, locale, zone, now }: Looking,
): RoomModel {
  const { run, circle, place, seated, challenge } = facts
  const seen = view(run.format, run.state, me, now.getTime(), locale)
  const { own, open } = wordsIn(run, [...facts.shown, ...hidden], me, locale)
  const rows = [...facts.shown, ...hidden]
  // What is over goes away: nobody presents any more, and no question is worked on.
  const presenter = seen.presenting ? presenterFor(seen) : undefined
  const inTable = new Set(seen.table)
  const ownNow = seen.writing?.own.at(-1)
  // Apart, what lies open for all stays as it was said, and more can be added: people answer one another.
  const adds = run.state.apart && seen.writing?.seen === 'at-once'
  const draft = adds ? undefined : own.find((entry) => entry.id === ownNow)
  const whose = (each: RoomCommitment) => ({ ...each, mine: each.person === me })
  return {
    ...{ now: now.getTime(), fresh: newId(), seq: run.seq, me },
    ...{ circle, meeting, run: run.id, protocol: run.protocol, place, seated, guests: guestsFor(facts, me) },
    view: seen,
    table: open.filter((entry) => inTable.has(entry.id) && !isRating(run, entry.id)),
    draft: draft && { id: draft.id, ...draftOf(run, rows, draft.id) },
    counting: countingIn(run, seen, rows, open, me),
    parked: open.filter(({ id }) => seen.parked.includes(id)),
    rating: ratingIn(own.findLast((entry) => isRating(run, entry.id))?.text),
    challenge: seen.presenting ? challenge : undefined,
    presenter,
    ...notesNow(run, open, presenter ?? me, me),
    last: facts.last.map(whose),
    settled: settledFor(facts, me, locale),
    taken: facts.taken.map(whose),
    ways: waysTo(facts, locale),
    next: nextFor(facts, { locale, zone, now }),
    apart: run.state.apart && { title: inLanguage(run.format.title, locale), said: saidBefore(run, open, locale) },
    held: undefined,
    refused: undefined,
  }
}

/** Who comes from outside, and whom of them I am to tell that the meeting has moved. */
const guestsFor = ({ guests }: RoomFacts, me: string): RoomModel['guests'] =>
  guests.map(({ teller, ...guest }) => ({ ...guest, tell: teller === me }))

/** When the circle meets again, by the clock of whoever reads. */
function nextFor({ next }: RoomFacts, { locale: chosen, zone, now }: Omit<Looking, 'meeting'>): RoomModel['next'] {
  if (!next) return undefined
  const locale = chooseLocale({ chosen })
  const moment = momentIn({ say: sayIn(locale), locale, zone, now })
  return { when: moment(next.starts, 'when'), leads: next.leads }
}

/** What was settled last time, for whoever was there. */
function settledFor({ settled }: RoomFacts, me: string, locale: string): RoomModel['settled'] {
  if (!settled?.there.includes(me)) return []
  return settled.words.map(({ id, author, text }) => ({ id, author, text: told(settled.run, id, text, locale) }))
}

/** Until it starts: which ways to meet there are, those that fit those who are here first, and why the chosen one does not. */
function waysTo({ run: { state, protocol, format }, formats }: RoomFacts, locale: string): RoomModel['ways'] {
  if (state.phase !== 'waiting') return undefined
  const here = state.people.filter((person) => person.here).length
  const cannot = misfit({ format }, here, state.minutes)
  const choices = formats
    .filter(({ key }) => key !== protocol)
    .map((each) => ({
      key: each.key,
      title: inLanguage(each.format.title, locale),
      fits: !misfit(each, Math.max(2, here), state.minutes),
    }))
    .toSorted((a, b) => Number(b.fits) - Number(a.fits))
  // One who is there alone is early, not too few.
  return { title: inLanguage(format.title, locale), choices, cannot: here > 1 ? cannot : undefined }
}

/** The words of a run that this person may see: the database gave no others, and the engine is asked once more. In order of writing. */
export function wordsIn(
  run: Run,
  rows: readonly EntryRow[],
  me: string,
  locale: string,
): { own: OpenEntry[]; open: OpenEntry[] } {
  const open = rows
    .filter((row) => maySee(run.format, run.state, row.id, me))
    .sort((a, b) => +a.madeAt - +b.madeAt || a.id.localeCompare(b.id))
    .map(({ id, author, text }) => ({ id, author, text: told(run, id, text, locale), mine: author === me }))
  return { open, own: open.filter((entry) => entry.mine) }
}

/** Of the words that lie open for somebody, the notes that belong to `owner`. */
export const notesFor = ({ state }: Run, open: readonly OpenEntry[], owner: string): OpenEntry[] =>
  open.filter(({ id }) => state.entries.some((each) => each.id === id && each.kind === 'note' && each.owner === owner))

/** Notes as they lie there just now: whoever rehearses reads those of the others when they are told, and not before. */
function notesNow(
  run: Run,
  open: readonly OpenEntry[],
  owner: string,
  me: string,
): Pick<RoomModel, 'notes' | 'notesWait'> {
  const notes = notesFor(run, open, owner)
  const { items } = run.state
  const here = items.find(({ standing }) => standing === 'here')
  const toldLater = items.some(
    ({ part, round, standing, step }) =>
      standing === 'ahead' &&
      part === here?.part &&
      round === here.round &&
      stepOf(run.format, part, step)?.seen === 'presenter',
  )
  return { notes: toldLater && owner === me ? notes.filter(({ mine }) => mine) : notes, notesWait: toldLater }
}

const isRating = (run: Run, id: string): boolean =>
  run.state.entries.some((entry) => entry.id === id && entry.kind === 'rating')

function ratingIn(text: string | undefined): Rating | undefined {
  if (!text) return undefined
  const { heard, topic, method, worth, better = '' } = JSON.parse(text)
  return { heard, topic, method, worth, better }
}
