import { type Command, harvest, maySee } from '../src/meetings/protocol/engine.ts'
import type { Meeting } from './meeting-run.ts'

/** What stays of a meeting, and for whom. */
export const kept = (meeting: Meeting): readonly (readonly [entry: string, keeps: string])[] =>
  harvest(meeting.protocol, meeting.state).map(({ entry, keeps }) => [entry.id, keeps])

/** Those present who may do such a thing just now. */
export const who = (meeting: Meeting, kind: Command['kind']): readonly string[] =>
  everybody(meeting).filter((person) => meeting.room(person).may.includes(kind))

/** Whoever presents in this step: one for all, or one in each small group. */
export const presenters = (meeting: Meeting): readonly string[] => having(meeting, 'presenter')

export const having = (meeting: Meeting, role: string): readonly string[] =>
  everybody(meeting).filter((person) => meeting.room(person).you.roles.includes(role))

/** All but the presenters of this step. */
export const others = (meeting: Meeting): readonly string[] => {
  const presenting = presenters(meeting)
  return everybody(meeting).filter((person) => !presenting.includes(person))
}

/** Those for whom an entry lies on the table of this step. */
export const readers = (meeting: Meeting, entry: string): readonly string[] =>
  everybody(meeting).filter((person) => meeting.room(person).table.includes(entry))

/** Those who may see an entry, wherever it lies. */
export const seers = (meeting: Meeting, entry: string): readonly string[] =>
  everybody(meeting).filter((person) => maySee(meeting.protocol, meeting.state, entry, person))

/** Whoever had the moving role in each round of a part, round after round. */
export const holdersOf = (meeting: Meeting, role: string, part: string): readonly string[] => {
  const items = meeting.state.items.filter((item) => item.part === part)
  const first = items.filter((item) => item.step === items[0]?.step)
  return first.flatMap(({ cast }) => Object.keys(cast).filter((person) => cast[person] === role))
}

const everybody = (meeting: Meeting): readonly string[] => meeting.state.people.map((person) => person.id)
