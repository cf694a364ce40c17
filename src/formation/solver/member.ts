import type { CircleResult, Policy, Reason } from './types.ts'

/**
 * Why a circle, for those who sit in it: the columns in which it goes better than chance would, and how many hours suit all.
 * It tells nobody's answers, and columns that keep people apart or keep somebody from being alone are never named.
 */
export function memberReason(policy: Policy, { reasons, slots }: CircleResult): Reason {
  const guarded = new Set([...policy.apart, ...policy.noLone.map(({ column }) => column)])
  const columns = reasons.flatMap(({ code, values }) => {
    const { column, aim, here, chance } = values
    if (code !== 'attribute' || typeof column !== 'string' || guarded.has(column)) return []
    return (aim === 'diverse' ? Number(here) > Number(chance) : Number(here) < Number(chance)) ? [column] : []
  })
  return { code: 'for-member', values: { columns, hours: slots.length } }
}
