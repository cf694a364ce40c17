import { type MessageKey, useReader } from '../../ui/index.ts'
import { type MyChange, type Role, roleOf } from '../rules.ts'
import { useList, useTimes } from './words.tsx'

interface Told {
  readonly title: MessageKey
  readonly means: readonly MessageKey[]
}

/** What is asked, in a sentence, and what would change for the reader, one sentence each. `today` is a day such as `2026-11-24`. */
export function useChange(change: MyChange, today: string): { title: string; means: string[] } {
  const { say } = useReader()
  const values = useValues(change, today)
  const { title, means } = told[change.kind][roleOf(change)] ?? receives('rebalancing.title.receives')
  const known = means.filter((key) => key !== 'rebalancing.means.hours' || values.times !== '')
  return { title: say(title, values), means: known.map((key) => say(key, values)) }
}

function useValues({ circles, mine, people, newName, begins, slots, minutes }: MyChange, today: string) {
  const join = useList()
  const times = useTimes()
  const here = circles.find(({ circle }) => circle === mine.from)
  const there = circles.find(({ circle }) => circle !== mine.from)
  const others = people.filter(({ person }) => person !== mine.person)
  const named = (which: (each: MyChange['people'][number]) => boolean) =>
    join(others.filter(which).map(({ name }) => name))
  return {
    ...{ here: here?.name ?? '', there: there?.name ?? '', thereSeated: there?.seated ?? 0, newName: newName ?? '' },
    rhythm: there?.rhythm ?? here?.rhythm ?? 'weekly',
    number: others.filter(({ from, to }) => from !== to).length,
    movers: named(({ from, to }) => from !== to),
    stayers: named(({ to }) => to === mine.from),
    begun: named(({ to }) => to === begins),
    times: times(slots[mine.to] ?? [], today, minutes),
  }
}

/** To whom others come. */
const receives = (title: MessageKey): Told => ({
  title,
  means: [
    'rebalancing.means.names',
    'rebalancing.means.hours',
    'rebalancing.means.said.receives',
    'rebalancing.means.meetings.receives',
    'rebalancing.means.agreement.receives',
    'rebalancing.means.commitments.stay',
  ],
})

const stays: readonly MessageKey[] = [
  'rebalancing.means.said.stays',
  'rebalancing.means.meetings.stays',
  'rebalancing.means.agreement.stays',
  'rebalancing.means.commitments.stay',
]

const told: Readonly<Record<MyChange['kind'], Partial<Record<Role, Told>>>> = {
  merge: {
    receives: receives('rebalancing.title.merge.receives'),
    goes: {
      title: 'rebalancing.title.merge.goes',
      means: [
        'rebalancing.means.size',
        'rebalancing.means.ourNames',
        'rebalancing.means.hours',
        'rebalancing.means.said.ends',
        'rebalancing.means.meetings.goes',
        'rebalancing.means.agreement.goes',
        'rebalancing.means.commitments.carried',
      ],
    },
  },
  move: {
    receives: receives('rebalancing.title.receives'),
    stays: { title: 'rebalancing.title.move.stays', means: stays },
    goes: {
      title: 'rebalancing.title.move.goes',
      means: [
        'rebalancing.means.size',
        'rebalancing.means.myName',
        'rebalancing.means.hours',
        'rebalancing.means.said.leaves',
        'rebalancing.means.meetings.goes',
        'rebalancing.means.agreement.goes',
        'rebalancing.means.commitments.leave',
      ],
    },
  },
  fill: {
    receives: receives('rebalancing.title.fill.receives'),
    comes: {
      title: 'rebalancing.title.fill.comes',
      means: [
        'rebalancing.means.size',
        'rebalancing.means.myName',
        'rebalancing.means.hours',
        'rebalancing.means.said.before',
        'rebalancing.means.meetings.comes',
        'rebalancing.means.agreement.goes',
      ],
    },
  },
  split: {
    stays: { title: 'rebalancing.title.split.stays', means: ['rebalancing.means.people.stays', ...stays] },
    goes: {
      title: 'rebalancing.title.split.goes',
      means: [
        'rebalancing.means.people.goes',
        'rebalancing.means.hours',
        'rebalancing.means.said.leaves',
        'rebalancing.means.meetings.begins',
        'rebalancing.means.agreement.begins',
        'rebalancing.means.commitments.leave',
      ],
    },
  },
}
