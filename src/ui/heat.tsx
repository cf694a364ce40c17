interface HeatProps {
  /** One step an hour, a half of one or a day: 0 (nobody) to 4 (everyone). */
  levels: readonly number[]
  /** What the picture says: when all can, when most can. */
  label: string
}

const step = 12
const heightOf = (level: number): number => 4 + Math.max(0, Math.min(4, level)) * 7

/** How well each hour suits, as a strip: taller where more people can, so that it does not need colour. Like ones beside each other are one bar. */
export function Heat({ levels, label }: HeatProps) {
  const bars = Map.groupBy(barsOf(levels), ({ level }) => level)
  return (
    <svg
      class="heat"
      viewBox={`0 0 ${levels.length * step} 34`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {[...bars].map(([level, those]) => (
        <path key={level} class={`level-${level}`} d={those.map(drawn).join('')} />
      ))}
    </svg>
  )
}

interface Bar {
  readonly level: number
  readonly from: number
  to: number
}

function barsOf(levels: readonly number[]): Bar[] {
  const bars: Bar[] = []
  for (const [at, level] of levels.entries()) {
    const last = bars.at(-1)
    if (last?.level === level) last.to = at + 1
    else bars.push({ level, from: at, to: at + 1 })
  }
  return bars
}

/** All bars of a level are one path: a page may show hundreds of strips. */
const drawn = ({ level, from, to }: Bar): string => {
  const height = heightOf(level)
  return `M${from * step + 1} 34v${-height}h${(to - from) * step - 2}v${height}z`
}
