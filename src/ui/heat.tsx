interface HeatProps {
  /** One step an hour, quarter or day: 0 (nobody) to 4 (everyone). */
  levels: readonly number[]
  /** What the picture says: when all can, when most can. */
  label: string
}

const step = 12

/** How well each hour suits, as a strip: taller where more people can, so that it does not need colour. */
export function Heat({ levels, label }: HeatProps) {
  return (
    <svg
      class="heat"
      viewBox={`0 0 ${levels.length * step} 34`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {levels.map((level, index) => {
        const height = 4 + Math.max(0, Math.min(4, level)) * 7
        return (
          <rect
            key={index}
            class={`level-${level}`}
            x={index * step + 1}
            y={34 - height}
            width={step - 2}
            height={height}
            rx={2}
          />
        )
      })}
    </svg>
  )
}
