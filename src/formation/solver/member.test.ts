import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { policyOf, problemFrom, sample } from '../../../test/people-files.ts'
import { form } from './index.ts'
import { memberReason } from './member.ts'

test('a member hears what their circle goes by, and nothing of what anybody said or of guarded columns', () => {
  const { people, policy } = problemFrom(readFileSync(sample('applicants-97-hard.csv'), 'utf8'), policyOf(true))
  const guarded = { column: 'gender', kind: 'category', aim: 'diverse', weight: 1 } as const
  const problem = { people, policy: { ...policy, attributes: [...policy.attributes, guarded] } }
  for (const circle of form(problem, { seed: 1, effort: 5000 }).circles) {
    const { code, values } = memberReason(problem.policy, circle)
    expect(code).toBe('for-member')
    expect(Object.keys(values)).toEqual(['columns', 'hours'])
    const columns = policy.attributes.map(({ column }) => column)
    expect(columns).toEqual(expect.arrayContaining([values.columns].flat()))
  }
})
