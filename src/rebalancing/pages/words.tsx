import { useReader } from '../../ui/index.ts'
import type { Ground } from '../reads.ts'
import { commonTimes, type Remedy, type Slot } from '../rules.ts'

/** Several things in one line, as the language joins them. */
export function useList(): (items: readonly string[]) => string {
  const { locale } = useReader()
  return (items) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(items)
}

/** Times of the week at which all are free, the longest first, in the reader's zone: "Tuesday 17:00–19:30". */
export function useTimes(): (slots: readonly Slot[], from: string, minutes: number) => string {
  const { say, moment, locale, zone } = useReader()
  const join = useList()
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: zone })
  return (slots, begins, minutes) => {
    const times = commonTimes(slots, begins, minutes).sort((a, b) => +b.until - +b.from - (+a.until - +a.from))
    return join(
      times.slice(0, 3).map(({ from, until }) =>
        say('rebalancing.weekly', {
          weekday: weekday.format(from),
          time: moment(from, 'time', { until, zone }),
        }),
      ),
    )
  }
}

/** What would be done, in a sentence for whoever organises. */
export function useDeed(): (ground: Ground, remedy: Remedy) => string {
  const { say } = useReader()
  const join = useList()
  return ({ circles, names }, { kind, touched, moving, after }) => {
    const named = (id: string | undefined) => circles.find((each) => each.id === id)?.name ?? ''
    const size = (id: string | undefined) => circles.find((each) => each.id === id)?.people.length ?? 0
    const [first, second] = touched
    return say(`rebalancing.deed.${kind}`, {
      ...{ circle: named(first), other: named(second), size: size(first), otherSize: size(second) },
      ...{ names: join(moving.map(({ person }) => names.get(person) ?? '')), people: moving.length },
      after: after[0]?.members.length ?? 0,
      begun: after[1]?.members.length ?? 0,
    })
  }
}

/** A change of a mean in points of a hundred, with its sign and one digit: "+0.4". */
export function usePoints(): (share: number, sign?: boolean) => string {
  const { locale } = useReader()
  return (share, sign = true) =>
    new Intl.NumberFormat(locale, {
      ...{ minimumFractionDigits: 1, maximumFractionDigits: 1 },
      ...(sign ? { signDisplay: 'exceptZero' as const } : {}),
    }).format(share * 100)
}
