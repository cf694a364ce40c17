interface HeatProps {
  /** One step an hour, quarter or day: 0 (nobody) to 4 (everyone). */
  levels: readonly number[]
  /** What the picture says: when all can, when most can. */
  label: string
}

const step = 12
const heightOf = (level: number): number => 4 + Math.max(0, Math.min(4, level)) * 7

/** How well each hour suits, as a strip: taller where more people can, so that it does not need colour. */
export function Heat({ levels, label }: HeatProps) {
  const hours = Map.groupBy(levels.keys(), (hour) => levels[hour] ?? 0)
  return (
    <svg
      class="heat"
      viewBox={`0 0 ${levels.length * step} 34`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {[...hours].map(([level, those]) => (
        <path key={level} class={`level-${level}`} d={those.map((hour) => bar(hour, heightOf(level))).join('')} />
      ))}
    </svg>
  )
}

/** All bars of a level are one path: a page may show hundreds of strips. */
const bar = (hour: number, height: number): string => `M${hour * step + 1} 34v${-height}h${step - 2}v${height}z`
