import { describe, expect, test } from 'vitest'
import { Meeting, PEOPLE } from '../../../test/meeting-run.ts'
import type { Scene } from '../rules/library.ts'
import { filledWays, protocolNamed } from './index.ts'
import { library } from './shelves.ts'

const started = (name: string, people: number): Meeting => Meeting.of(protocolNamed(name), PEOPLE.slice(0, people))

/** Everything that each of those present is shown, from the start to the end, in a language. */
function framesOf(
  meeting: Meeting,
  people: number,
  language: string,
): { key: string; person: string; frame: string }[] {
  const frames: { key: string; person: string; frame: string }[] = []
  while (meeting.state.phase === 'running') {
    for (const person of PEOPLE.slice(0, people))
      frames.push({ key: meeting.key ?? '', person, frame: JSON.stringify(meeting.room(person, language)) })
    const refused = meeting.does('Ada', { kind: 'next' })
    if (refused) throw new Error(`stopped at ${meeting.key}: ${refused}`)
  }
  return frames
}

const castOf = (meeting: Meeting, key: string): Readonly<Record<string, string>> =>
  meeting.state.items.find((item) => item.key === key)?.cast ?? {}

/** Whose secret a mark is, of all scenes. */
const secrets = (language: 'en' | 'es') =>
  library
    .scenes()
    .flatMap((scene) =>
      Object.entries(scene.roles).map(([role, part]) => ({ scene, role, text: part?.hides[language] ?? '' })),
    )

describe.each(filledWays('role-play-lab'))('%s', (name) => {
  test.each([3, 4, 5, 7])('tells each of %i people their own brief and nobody else’s, in every frame', (people) => {
    const language = people % 2 ? 'en' : 'es'
    const meeting = started(name, people)
    const frames = framesOf(meeting, people, language)
    const told = new Set<string>()
    for (const { key, person, frame } of frames) {
      const found = secrets(language).filter(({ text }) => frame.includes(JSON.stringify(text).slice(1, -1)))
      expect(found.length, `${key} ${person}`).toBeLessThanOrEqual(1)
      for (const { scene, role } of found) {
        expect(castOf(meeting, key)[person], `${key} ${person}`).toBe(role)
        told.add(`${person} ${scene.id}`)
      }
      if (castOf(meeting, key)[person] === 'observer')
        expect(frame).toContain(language === 'en' ? 'You watch' : 'Observas')
    }
    expect(told.size).toBeGreaterThanOrEqual(people * 2)
  })
})

test('the chosen scene comes first, and nobody plays a scene whose secrets they have heard', () => {
  const chosen = 'the-lending-desk'
  const meeting = started(`role-play-lab:${chosen}`, 6)
  const titles = new Map<string, string>()
  while (meeting.state.phase === 'running') {
    const { step } = meeting.room('Ada')
    if (step?.scene) titles.set(String(step.round), step.scene.title)
    meeting.does('Ada', { kind: 'next' })
  }
  const title = ({ title: { en } }: Scene) => en
  expect(titles.get('1')).toBe(title(library.scenes().find(({ id }) => id === chosen) as Scene))
  expect(new Set(titles.values()).size).toBe(3)
})

describe.each(filledWays('case-study'))('%s', (name) => {
  test('shows its end to nobody before the step that tells it', () => {
    const found = library.cases().find(({ id }) => name.endsWith(`:${id}`))
    const ending = JSON.stringify(found?.ending[1]?.es).slice(1, -1)
    const frames = framesOf(started(name, 5), 5, 'es')
    const shown = frames.filter(({ frame }) => frame.includes(ending))
    expect(new Set(shown.map(({ key }) => key))).toEqual(new Set(['ending']))
    expect(shown.length).toBe(5)
    const story = JSON.stringify(found?.story[0]?.es).slice(1, -1)
    expect(frames.find(({ frame }) => frame.includes(story))?.key).toBe('read')
  })
})

test.each(filledWays('topic-meeting'))('%s lays its page on the table, its questions into the pairs', (name) => {
  const found = library.topics().find(({ id }) => name.endsWith(`:${id}`))
  const frames = framesOf(started(name, 4), 4, 'en')
  const at = (text = '') => frames.find(({ frame }) => frame.includes(JSON.stringify(text).slice(1, -1)))?.key
  expect(at(found?.page[0]?.en)).toBe('impulse')
  expect(at(found?.questions[2]?.en)).toBe('meet')
  expect(at(found?.try.what.en)).toBe('try')
})
