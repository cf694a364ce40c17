/**
 * The meeting engine. Pure: it imports nothing from outside this folder, knows no clock (each command comes with the
 * server's time) and no chance but a seed, and holds no word that anybody wrote.
 *
 *     const reading = readProtocol(JSON.parse(text))         // a protocol is data
 *     scale(protocol, 6, 90)                                 // its plan for six people, or why it cannot be
 *     let state = begin(protocol, { minutes: 90, facilitator, seed, at })
 *     const decision = decide(protocol, state, command, at)  // what a command comes to
 *     state = apply(state, decision.change)                  // store the change, then apply it
 *     view(protocol, state, person, at, 'en')                // what one person's room shows
 */
export { missing, type Reminder, reminders, remindersDue, windowsFor } from './apart.ts'
export { apply } from './apply.ts'
export { begin, type Opening, timerOf } from './begin.ts'
export {
  type Change,
  type Command,
  type Decision,
  type Deed,
  isHarmless,
  type Kind,
  type Refusal,
  type RunEvent,
  type Why,
} from './commands.ts'
export { carry, decide } from './decide.ts'
export { kindIn } from './decide-words.ts'
export { decentAfter } from './hours.ts'
export type { Met } from './mixing.ts'
export { awaitsPresenter, inLanguage, type Protocol, type Texts } from './protocol.ts'
export { judge, type Verdict } from './question.ts'
export { type Reading, readProtocol } from './read.ts'
export { namedFor } from './roles.ts'
export { type Own, presenterFor, type Room, type RoomPart, type RoomPerson, type RoomStep, type View } from './room.ts'
export { type Cannot, type Plan, type PlannedStep, scale } from './scale.ts'
export { choicesApart, harvest, type Kept, mayChange, maySee, openEntries } from './see.ts'
export type { Fault } from './shape.ts'
export type { Entry, EntryId, EntryKind, Item, Person, PersonId, Phase, RunState } from './state.ts'
export { presentersIn, stepAt, stepNow } from './state.ts'
export { isVote, type Picks, tally } from './tally.ts'
export { ownOf, roomOf, view } from './view.ts'
