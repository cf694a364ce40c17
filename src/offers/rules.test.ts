import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changesIn, finderForm, linesOf, type Offer } from './rules.ts'

const answers = (said: Record<string, string>) => finderForm.parse(said)

test('Each line that was answered is something to give; what was left is nothing', () => {
  expect(linesOf(answers({ asked: 'budgets.\n\n  saying   no ', hour: '', hard: 'a merger' }))).toEqual([
    { question: 'asked', line: 'budgets' },
    { question: 'asked', line: 'saying no' },
    { question: 'hard', line: 'a merger' },
  ])
  expect(linesOf(answers({}))).toEqual([])
})

test('A list that was sent changes what differs, lets go of what was emptied, and leaves what it does not name', () => {
  const offer = fc.record({ id: fc.uuid(), words: fc.stringMatching(/^[a-z]{1,8}$/), shown: fc.boolean() })
  const list = fc.uniqueArray(offer, { selector: ({ id }) => id, maxLength: 6 })
  fc.assert(
    fc.property(list, fc.infiniteStream(fc.constantFrom('keep', 'empty', 'show', 'omit')), (offers, wishes) => {
      const wished = offers.map((each) => ({ each, wish: wishes.next().value ?? 'keep' }))
      const said = Object.assign({}, ...wished.map(({ each, wish }) => fieldsOf(each, wish)))
      const { gone, changed } = changesIn(offers, said)
      const of = (wish: string) => wished.filter((one) => one.wish === wish).map(({ each }) => each)
      expect(gone).toEqual(of('empty'))
      expect(changed).toEqual(of('show').map((each) => ({ ...each, shown: !each.shown })))
    }),
  )
})

function fieldsOf({ id, words, shown }: Offer, wish: string): Record<string, string> {
  if (wish === 'omit') return {}
  const on = wish === 'show' ? !shown : shown
  return { [`words-${id}`]: wish === 'empty' ? '' : words, ...(on ? { [`shown-${id}`]: 'on' } : {}) }
}
