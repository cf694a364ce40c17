import { protocolNamed } from '../src/meetings/protocols/index.ts'
import { Meeting, PEOPLE } from './meeting-run.ts'

/** Those of whom most circles are made. */
export const SIX = PEOPLE.slice(0, 6)

/** A meeting by a format of the library, led by Ada, with Ben to present where one person does; it has just begun. */
export const begun = (name: string, people = 6): Meeting =>
  Meeting.of(protocolNamed(name), PEOPLE.slice(0, people), { roles: { presenter: 'Ben' } })

/** The same, gone on to a step. */
export const during = (name: string, key: string, people = 6): Meeting => {
  const meeting = begun(name, people)
  meeting.goesOnTo(key)
  return meeting
}

/** Presses on to the end. */
export const toTheEnd = (meeting: Meeting): void => {
  while (meeting.state.phase === 'running') {
    const refused = meeting.does('Ada', { kind: 'next' })
    if (refused) throw new Error(`stopped at ${meeting.key}: ${refused}`)
  }
}
