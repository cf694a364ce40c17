import { expect } from 'vitest'
import type { RoomModel } from '../src/meetings/rules.ts'
import { newId } from '../src/platform/ids.ts'
import type { TestCommunity } from './arrange.ts'
import type { Browser } from './browserless.ts'
import { agree, meets, seat, start } from './circles.ts'
import type { TestHouse } from './house.ts'
import { begun, look, openRoom, press, until } from './rooms.ts'

/** The words that somebody says in one place, so that each place has its own. */
export type Words = (place: string) => string

/** A circle that has met, agreed, promised and lost a member; four people sat in it, three do. */
export interface Populated {
  readonly circle: string
  /** Started the circle, and leads. */
  readonly mia: Browser
  readonly ben: Browser
  readonly cleo: Browser
  /** Was at the first meeting, and has left. */
  readonly finn: Browser
  /** The room of the meeting that has ended, and of the one that is under way. */
  readonly ended: string
  readonly running: string
  /** A commitment of Mia's that is open. */
  readonly commitment: string
}

/** Before the first meeting of a circle that meets on Tuesdays (see `tuesdays`). */
export const firstTuesday = new Date('2026-11-24T17:25:00Z')
const week = 7 * 86_400_000

/** Fills a circle with everything that one can write in it. Leaves the house's clock at its second meeting. */
export async function populate(house: TestHouse, community: TestCommunity, words: Words): Promise<Populated> {
  house.setNow(firstTuesday)
  const names = ['Mia Founder', 'Ben Fellow', 'Cleo Fellow', 'Finn Former']
  const [mia, ben, cleo, finn] = (await Promise.all(names.map((name) => community.person(name)))) as Four
  const circle = await start(mia, { name: 'The populated table', places: '8', open: 'open' })
  await seat(mia, circle, ben, cleo, finn)
  await agree(circle, mia, ben, cleo, finn)
  await meets(mia, circle, { place: words('place'), minutes: '90' })
  await propose(mia, circle, words)
  const ended = await wholeMeeting([mia, ben, cleo, finn], circle, words)
  const commitment = await promise(mia, circle, words)
  await showChallenge(cleo, circle, words)
  await finn.submit(`/circles/${circle}/leaving`)
  house.setNow(new Date(firstTuesday.getTime() + week))
  const running = await openRoom(mia, circle)
  await begun(running, [mia, ben, cleo])
  await until(running, mia, ({ view }) => view.step?.material === 'last-commitments')
  return { circle, mia, ben, cleo, finn, ended, running, commitment }
}

type Four = [Browser, Browser, Browser, Browser]

async function propose(who: Browser, circle: string, words: Words): Promise<void> {
  const said = { 'words-time': words('agreement'), why: words('reason') }
  await who.submit(`/circles/${circle}/agreement/new`, { id: newId(), from: '1', kind: 'wording', ...said })
}

/** A meeting from its opening to its end, in which everybody says something; its room. */
async function wholeMeeting(all: Four, circle: string, words: Words): Promise<string> {
  const [mia, ben, cleo] = all
  const room = await openRoom(mia, circle, 'circle-meeting-90')
  await begun(room, all)
  const goOnTo = (is: (model: RoomModel) => boolean) => until(room, mia, is, words('challenge'))
  await goOnTo(({ view }) => view.step?.seen === 'together')
  await press(await whoMay('write', room, all), room, 'write', { entry: newId(), words: words('silent') })
  await goOnTo(({ view }) => view.step?.part === 'deep-dive')
  await press(cleo, room, 'note', { entry: newId(), words: words('note') })
  await goOnTo(({ view }) => view.step?.material === 'commitments' && view.may.includes('commit'))
  await press(ben, room, 'commit', { entry: newId(), what: words('promise'), cue: words('moment') })
  await goOnTo(({ view }) => view.step?.how === 'rate')
  const marks = { heard: '9', topic: '8', method: '7', worth: '10' }
  await press(ben, room, 'rate', { entry: newId(), ...marks, better: words('rating') })
  expect((await press(mia, room, 'end')).view.phase).toBe('ended')
  return room
}

async function whoMay(command: 'write', room: string, all: Four): Promise<Browser> {
  for (const who of all) if ((await look(who, room)).view.may.includes(command)) return who
  throw new Error(`nobody may ${command} in ${room}`)
}

/** Shows the circle a challenge with everything that can be said of one. */
async function showChallenge(who: Browser, circle: string, words: Words): Promise<void> {
  const challenge = newId()
  const judged = { kind: 'heavy', importance: '3', urgency: '3', question: words('brief') }
  await who.submit('/me/challenges', { ...judged, id: challenge })
  const told = { what: words('what'), tried: words('tried'), wanted: words('wanted'), until: '' }
  await who.submit(`/me/challenges/${challenge}`, { ...judged, ...told })
  await who.submit(`/circles/${circle}/challenges`, { challenge, privacy: 'here', until: '' })
}

/** Takes something on between meetings, and says it otherwise once; its id. */
async function promise(who: Browser, circle: string, words: Words): Promise<string> {
  const id = newId()
  const path = `/circles/${circle}/commitments`
  await who.submit(path, { id, what: words('first'), cue: words('cue'), due: '' })
  const otherwise = { what: words('otherwise'), cue: '', due: '', learned: words('learned'), seen: '1' }
  await who.submit(`${path}/${id}/words`, otherwise)
  return id
}
