import { type Protocol, readProtocol } from '../protocol/engine.ts'
import { chosenIn, nameWith } from '../rules/shelves.ts'
import brainstorm from './brainstorm.json' with { type: 'json' }
import caseClinic from './case-clinic.json' with { type: 'json' }
import caseStudy from './case-study.json' with { type: 'json' }
import meeting60 from './circle-meeting-60.json' with { type: 'json' }
import meeting90 from './circle-meeting-90.json' with { type: 'json' }
import meeting120 from './circle-meeting-120.json' with { type: 'json' }
import { composed } from './composed.ts'
import decisionVetting from './decision-vetting.json' with { type: 'json' }
import deepDive from './deep-dive.json' with { type: 'json' }
import designSprint from './design-sprint.json' with { type: 'json' }
import fifteenPercent from './fifteen-percent.json' with { type: 'json' }
import innovationRoundtable from './innovation-roundtable.json' with { type: 'json' }
import knowledge from './knowledge-session.json' with { type: 'json' }
import mastermind from './mastermind.json' with { type: 'json' }
import peerConsultation from './peer-consultation.json' with { type: 'json' }
import personalStory from './personal-story.json' with { type: 'json' }
import questionsOnly from './questions-only.json' with { type: 'json' }
import rolePlayLab from './role-play-lab.json' with { type: 'json' }
import { library as shelves } from './shelves.ts'
import sixPerspectives from './six-perspectives.json' with { type: 'json' }
import topicMeeting from './topic-meeting.json' with { type: 'json' }
import troika from './troika.json' with { type: 'json' }
import tuning from './tuning.json' with { type: 'json' }

/** Whole meetings: what a circle does unless it chooses otherwise; shortest first. */
const meetings: Readonly<Record<string, unknown>> = {
  'circle-meeting-60': meeting60,
  'circle-meeting-90': meeting90,
  'circle-meeting-120': meeting120,
}

/** The library: for a meeting that is to do one thing, by what it is for. */
const library: Readonly<Record<string, unknown>> = {
  'deep-dive': deepDive,
  troika,
  'peer-consultation': peerConsultation,
  'questions-only': questionsOnly,
  'case-clinic': caseClinic,
  'fifteen-percent': fifteenPercent,
  'decision-vetting': decisionVetting,
  tuning,
  'six-perspectives': sixPerspectives,
  brainstorm,
  'design-sprint': designSprint,
  'innovation-roundtable': innovationRoundtable,
  mastermind,
  'personal-story': personalStory,
  'role-play-lab': rolePlayLab,
  'case-study': caseStudy,
  'topic-meeting': topicMeeting,
  'knowledge-session': knowledge,
}

/** The meeting formats that come with the program, read on first use. A fault in one is a fault of ours and stops the program. */
const shipped: Readonly<Record<string, unknown>> = { ...meetings, ...library }

const known = new Map<string, Protocol>()

/** The names of the formats: whole meetings, shortest first, then the library. */
export const protocolNames: readonly string[] = Object.keys(shipped)

/** The names of the formats of the library. */
export const libraryNames: readonly string[] = Object.keys(library)

/** A format by its name; throws for one that there is not. */
export function protocolNamed(name: string): Protocol {
  const found = known.get(name) ?? load(name)
  known.set(name, found)
  return found
}

/** Whether this program ships a format of the name: as it is, or with something of the library in it. */
export const isShipped = (name: string): boolean =>
  Object.hasOwn(shipped, name) || known.has(name) || composed(name, protocolNamed) !== undefined

/** What could be taken from the library for the format of a name: names of the same format with each thing of its shelf in it. */
export function filledWays(name: string): readonly string[] {
  const { shelf } = chosenIn(name) ?? {}
  return shelf ? shelves[shelf]().map(({ id }) => nameWith(shelf, id)) : []
}

function load(name: string): Protocol {
  const made = composed(name, protocolNamed)
  if (made) return made
  const reading = readProtocol(shipped[name])
  if (!reading.ok) throw new Error(`${name}: ${JSON.stringify(reading.faults)}`)
  return reading.protocol
}

/** A format by its name, in just this version; undefined where this program ships another, or none. */
export function shippedAs(name: string, version: number): Protocol | undefined {
  if (!Object.hasOwn(shipped, name)) return undefined
  const format = protocolNamed(name)
  return format.version === version ? format : undefined
}

/** The whole meeting for so many minutes: the longest that fits into them. Formats of the library are chosen by people, never by length. */
export function protocolFor(minutes: number): string {
  const names = Object.keys(meetings)
  const fitting = names.filter((name) => protocolNamed(name).minutes <= minutes)
  return fitting.at(-1) ?? names[0] ?? ''
}
