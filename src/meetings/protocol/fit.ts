/** One stretch of time to be fitted, in seconds. A `weight` above 0 makes it a share of what the others leave. */
export type Stretch = {
  readonly min: number
  readonly want: number
  readonly max: number
  readonly weight: number
}

/** What the stretches take before shares grow: what they want, shares at their least. */
export const wanted = (stretches: readonly Stretch[]): number => sum(stretches.map(atFirst))

/** The least they can be squeezed to. */
export const least = (stretches: readonly Stretch[]): number => sum(stretches.map((one) => one.min))

/**
 * Fits the stretches into so many seconds: each gets what it wants and the shares divide the rest by weight; what is
 * left over lengthens those that may grow. Where time is short all are squeezed towards their least in equal measure.
 * Whole seconds, from half a minute on in steps of five; the sum is never above `seconds`. Null where it cannot be.
 */
export const fitInto = (stretches: readonly Stretch[], seconds: number): readonly number[] | null => {
  const spare = seconds - wanted(stretches)
  const lengths = spare < 0 ? squeeze(stretches, -spare) : grow(stretches, spare)
  return lengths && whole(lengths, stretches)
}

/** The shortest form, for when there is no time but the step still has to be. */
export const shortest = (stretches: readonly Stretch[]): readonly number[] => stretches.map((one) => one.min)

const atFirst = (one: Stretch): number => (one.weight > 0 ? one.min : one.want)

const squeeze = (stretches: readonly Stretch[], over: number): readonly number[] | null => {
  const room = sum(stretches.map((one) => atFirst(one) - one.min))
  if (over > room) return null
  return stretches.map((one) => atFirst(one) - ((atFirst(one) - one.min) * over) / room)
}

const grow = (stretches: readonly Stretch[], spare: number): readonly number[] => {
  const shares = pour(
    stretches.map((one) => ({ level: atFirst(one), max: one.weight > 0 ? one.max : atFirst(one), weight: one.weight })),
    spare,
  )
  const left = spare - (sum(shares) - wanted(stretches))
  const room = shares.map((level, at) => Math.max(0, (stretches[at]?.max ?? level) - level))
  const filled = sum(room) === 0 ? 0 : Math.min(1, left / sum(room))
  return shares.map((level, at) => level + (room[at] ?? 0) * filled)
}

type Vessel = { readonly level: number; readonly max: number; readonly weight: number }

/**
 * Pours an amount into vessels so that the levels stand to each other as the weights do, within each one's bounds:
 * a level is `weight × height`, raised to where it stood and cut at its brim. The sum is a line that bends only where a
 * vessel begins to fill or is full, so the height is found between two such bends.
 */
const pour = (vessels: readonly Vessel[], amount: number): readonly number[] => {
  const filling = vessels.filter((one) => one.weight > 0)
  const total = sum(filling.map((one) => one.level)) + amount
  const bends = filling.flatMap((one) => [one.level / one.weight, one.max / one.weight]).toSorted((a, b) => a - b)
  const under = bends.findLast((height) => sumAt(filling, height) <= total) ?? 0
  const slope = sum(filling.filter((one) => isFilling(one, under)).map((one) => one.weight))
  const height = slope === 0 ? under : under + (total - sumAt(filling, under)) / slope
  return vessels.map((one) => (one.weight > 0 ? levelAt(one, height) : one.level))
}

const levelAt = (one: Vessel, height: number): number => Math.min(one.max, Math.max(one.level, one.weight * height))

const isFilling = (one: Vessel, height: number): boolean =>
  one.level / one.weight <= height && height < one.max / one.weight

const sumAt = (vessels: readonly Vessel[], height: number): number => {
  let total = 0
  for (const one of vessels) total += levelAt(one, height)
  return total
}

/** What is cut off one goes to the next, so that many steps together are not a minute short. */
const whole = (lengths: readonly number[], stretches: readonly Stretch[]): readonly number[] => {
  let rest = 0
  return lengths.map((length, at) => {
    const { min, max } = stretches[at] ?? { min: 0, max: length }
    const there = length + rest
    const step = there >= 30 ? 5 : 1
    const given = Math.min(max, Math.max(min, Math.floor(there / step + 1e-6) * step))
    rest = there - given
    return given
  })
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
