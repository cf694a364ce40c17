import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Commitment, isSaid, mayFollow, opensWith, type Step, type StepKind, standing, takeForm } from './rules.ts'

const words = { what: 'let the team speak first', cue: 'the Monday review starts', due: null }
const at = (day: number) => new Date(Date.UTC(2026, 10, day, 17, 30))

/** A commitment to which this was said, a day apart from the 3rd on. */
function said(...kinds: StepKind[]): Commitment {
  const steps = kinds.map((kind, index): Step => {
    const open = kind === 'taken' || kind === 'carried' || kind === 'renegotiated'
    const base = { seq: index + 1, kind, learned: '', meeting: null, at: at(3 + index) }
    return { ...base, words: open ? words : undefined }
  })
  return { id: '1', person: 'ana', name: 'Ana', steps }
}

const kinds = fc.array(fc.constantFrom<StepKind>('kept', 'carried', 'dropped', 'renegotiated'), { maxLength: 6 })

test('How a commitment stands follows from what was said last', () => {
  expect(standing(said('taken'), '2026-11-24')).toEqual({ is: 'open', words, carried: 0, late: false })
  expect(standing(said('taken', 'carried', 'carried'), '2026-11-24')).toMatchObject({ is: 'open', carried: 2 })
  expect(standing(said('taken', 'carried', 'renegotiated'), '2026-11-24')).toMatchObject({ is: 'open', carried: 0 })
  expect(standing(said('taken', 'kept'), '2026-11-24')).toEqual({ is: 'kept', words, at: at(4) })
  expect(standing(said('taken', 'carried', 'dropped'), '2026-11-24')).toMatchObject({ is: 'dropped', at: at(5) })
  expect(standing(said('taken', 'kept', 'carried'), '2026-11-24')).toMatchObject({ is: 'open' })
})

test('What is due at the next meeting is never late; what was promised for a day is, from the day after', () => {
  const dated = { steps: said('taken').steps.map((step) => ({ ...step, words: { ...words, due: '2026-11-20' } })) }
  expect(standing(dated, '2026-11-20')).toMatchObject({ late: false })
  expect(standing(dated, '2026-11-21')).toMatchObject({ late: true })
  expect(standing(said('taken'), '2030-01-01')).toMatchObject({ late: false })
})

test('Whatever was said, a commitment is open or has ended, and an open one has words', () => {
  fc.assert(
    fc.property(kinds, (rest) => {
      const commitment = said('taken', ...rest)
      const last = commitment.steps.at(-1)?.kind
      const how = standing(commitment, '2026-11-24')
      expect(how.is).toBe(last === 'kept' || last === 'dropped' ? last : 'open')
      expect(how.words).toEqual(words)
      expect(mayFollow(commitment, 'carried')).toBe(true)
      expect(mayFollow(commitment, 'kept')).toBe(how.is === 'open')
    }),
  )
})

test('A second tap is known by what it says, in answer to what it saw', () => {
  const commitment = said('taken', 'kept')
  expect(isSaid(commitment, 1, 'kept')).toBe(true)
  expect(isSaid(commitment, 1, 'dropped')).toBe(false)
  expect(isSaid(commitment, 2, 'kept')).toBe(false)
  const reworded = said('taken', 'renegotiated')
  expect(isSaid(reworded, 1, 'renegotiated', words)).toBe(true)
  expect(isSaid(reworded, 1, 'renegotiated', { ...words, what: 'something else' })).toBe(false)
})

const before = { ends: at(10) }
const meeting = { id: 'second', ends: at(24) }

test('A meeting opens with what is open from before it, and with what has ended since the last one', () => {
  expect(opensWith(said('taken').steps, meeting, before)).toBe(true)
  expect(opensWith(said('taken', 'carried', 'carried').steps, meeting, before)).toBe(true)
  const keptAt = (day: number, where: string | null = null) => {
    const [taken, kept] = said('taken', 'kept').steps
    return taken && kept ? [taken, { ...kept, at: at(day), meeting: where }] : []
  }
  expect(opensWith(keptAt(20), meeting, before)).toBe(true)
  expect(opensWith(keptAt(9), meeting, before)).toBe(false)
  expect(opensWith(keptAt(9), meeting, undefined)).toBe(true)
  expect(opensWith(keptAt(25, 'second'), meeting, before)).toBe(true)
})

test('What is taken on at the close of a meeting waits for the next one', () => {
  const [taken] = said('taken').steps
  const here = taken ? [{ ...taken, meeting: 'second', at: at(24) }] : []
  expect(opensWith(here, { ...meeting, ends: at(25) }, before)).toBe(false)
  expect(opensWith(here, { id: 'third', ends: at(30) }, { ends: at(25) })).toBe(true)
  expect(opensWith([], meeting, before)).toBe(false)
})

test('The form asks for what one will do, and for no more', () => {
  const id = '01A20146-28A9-7BFC-89E1-23F153CD7E7F'
  expect(takeForm.parse({ what: 'call Ines', id })).toEqual({
    what: 'call Ines',
    cue: '',
    due: null,
    id: id.toLowerCase(),
  })
  expect(takeForm.parse({ what: 'call Ines', id, due: '2026-12-01' }).due).toBe('2026-12-01')
  expect(takeForm.safeParse({ what: '', id }).success).toBe(false)
  expect(takeForm.safeParse({ what: 'x', id, due: 'soon' }).success).toBe(false)
})
