import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readHours } from '../applications/rules.ts'
import * as model from './week.ts'

const stretch = fc
  .tuple(
    fc.integer({ min: 0, max: 6 }),
    fc.uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 2, maxLength: 2 }),
  )
  .map(([day, times]) => [day, ...times.map((time) => time * 15).sort((a, b) => a - b)] as const)
  .map(([day, from = 0, to = 0]) => model.dayAt(day, from, to))
const stretches = fc.array(stretch, { maxLength: 12 })
const hours = stretches.map((all) => model.painted([], all, true))

/** Every quarter of the week by itself: slow and plainly right. */
const quarters = (of: model.Hours) =>
  new Set(
    Array.from({ length: 672 }, (_, at) => at * 15).filter((at) => of.some(({ from, to }) => from <= at && at < to)),
  )

const both = (some: Set<number>, others: Set<number>) => new Set([...some, ...others])
const without = (some: Set<number>, others: Set<number>) => new Set([...some].filter((each) => !others.has(each)))

const english: model.WeekWords = {
  locale: 'en',
  on: '{days} {times}',
  run: '{from} to {to}',
  all: '{list} · {hours} a week',
  none: 'No hours yet.',
}

describe('The hours of a week', () => {
  test('are read as the search for circles reads them, and written so that they come back the same', () => {
    fc.assert(
      fc.property(hours, (free) => {
        const text = model.textFrom(free)
        expect(readHours(text)).toEqual({ spans: free })
        expect(model.hoursFrom(text)).toEqual(free)
      }),
    )
  })

  test('are read as people write them by hand, too', () => {
    for (const text of [
      'Monday 9:00–10:30; tue. 18:00 - 24:00',
      'Wed 12:00-13:10;;',
      'Sun 22:00-24:00; Mon 00:00-01:00',
    ])
      expect({ spans: model.hoursFrom(text) }).toEqual(readHours(text))
    expect(model.hoursFrom('Mon 20:00-18:00; Funday 10:00-11:00; nothing')).toEqual([])
  })

  test('become free where they are painted, and nowhere else', () => {
    fc.assert(
      fc.property(hours, stretches, (before, paint) => {
        const after = model.painted(before, paint, true)
        expect(quarters(after)).toEqual(both(quarters(before), quarters(paint)))
        expect(model.freeIn(after, paint)).toBe(paint.length === 0 ? 'none' : 'all')
      }),
    )
  })

  test('are no longer free where they are rubbed out, and stay so elsewhere', () => {
    fc.assert(
      fc.property(hours, stretches, (before, paint) => {
        const after = model.painted(before, paint, false)
        expect(quarters(after)).toEqual(without(quarters(before), quarters(paint)))
        expect(model.freeIn(after, paint)).toBe('none')
      }),
    )
  })

  test('painted twice are painted once, and a preset that is put on and taken off leaves what was there beside it', () => {
    fc.assert(
      fc.property(hours, fc.constantFrom(...Object.values(model.presets)), (before, preset) => {
        const on = model.painted(before, preset, true)
        expect(model.painted(on, preset, true)).toEqual(on)
        expect(quarters(model.painted(on, preset, false))).toEqual(without(quarters(before), quarters(preset)))
      }),
    )
  })

  test('lie between two corners, whichever way one draws', () => {
    const [monday, thursday] = [18 * 60, 3 * model.aDay + 19 * 60]
    const area = model.between(monday, thursday, 30)
    expect(model.textFrom(area)).toBe('Mon 18:00-19:30; Tue 18:00-19:30; Wed 18:00-19:30; Thu 18:00-19:30')
    expect(model.between(thursday, monday, 30)).toEqual(area)
    expect(model.between(19 * 60, 3 * model.aDay + 18 * 60, 30)).toEqual(area)
  })
})

describe('What is drawn', () => {
  test('can be taken back to the beginning and done again to the end', () => {
    fc.assert(
      fc.property(hours, fc.array(fc.tuple(stretches, fc.boolean()), { maxLength: 8 }), (first, strokes) => {
        const drawn = strokes.reduce(
          (sketch, [paint, free]) => model.drawn(sketch, model.painted(sketch.now, paint, free)),
          model.sketchOf(first),
        )
        const back = drawn.past.reduce(model.undone, drawn)
        expect(back.now).toEqual(first)
        expect(model.undone(back)).toEqual(back)
        const forth = back.future.reduce(model.redone, back)
        expect(forth).toEqual(drawn)
        expect(model.redone(forth)).toEqual(drawn)
      }),
    )
  })

  test('is no step where it changes nothing, and ends what could be done again where it does', () => {
    const begun = model.drawn(model.sketchOf([]), model.presets.lunch)
    expect(model.drawn(begun, model.presets.lunch)).toBe(begun)
    expect(model.drawn(model.undone(begun), model.presets.evenings).future).toEqual([])
  })
})

describe('The hours in words', () => {
  test('name days of the same hours together, and count', () => {
    const text = 'Mon 18:00-20:00; Tue 18:00-20:00; Wed 12:00-13:30; Thu 18:00-20:00'
    expect(model.inWords(model.hoursFrom(text), english)).toBe(
      'Monday, Tuesday, and Thursday 18:00–20:00; Wednesday 12:00–13:30 · 7.5 hours a week',
    )
    expect(model.inWords(model.presets.evenings, english)).toBe('Monday to Friday 18:00–21:00 · 15 hours a week')
    expect(model.inWords(model.hoursFrom('Fri 22:00-24:00; Sat 00:00-01:00'), english)).toBe(
      'Friday 22:00–24:00; Saturday 00:00–01:00 · 3 hours a week',
    )
    expect(model.inWords([], english)).toBe('No hours yet.')
  })

  test('speak the reader’s language', () => {
    const spanish = { ...english, locale: 'es', run: '{from} a {to}', all: '{list} · {hours} a la semana' }
    expect(model.inWords(model.presets.lunch, spanish)).toBe('lunes a viernes 12:00–14:00 · 10 horas a la semana')
  })
})
