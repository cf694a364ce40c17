import { useId } from 'preact/hooks'

/** One leaf, its stalk at the origin, its tip upwards. */
const leaf = 'M0 0C6.500-3.500 7.500-12 0-19C-7.500-12-6.500-3.500 0 0Z'
const vein = 'M0-1.500V-15.500M0-6L3-9M0-6L-3-9M0-10L2.200-12.300M0-10L-2.200-12.300'

/** Leaves around an empty middle, each leaning on the next: a circle of equals, one of whom has the word. */
export function Wreath({ leaves = 6, bloom = 0, size = 32 }: { leaves?: number; bloom?: number; size?: number }) {
  return (
    <svg class="wreath" viewBox="-32 -32 64 64" width={size} height={size} aria-hidden="true" focusable="false">
      {Array.from({ length: leaves }, (_, index) => (
        <Leaf
          key={index}
          class={index === bloom ? 'bloom' : 'leaf'}
          turn={`rotate(${(index * 360) / leaves + 14}) translate(0 -11) rotate(42)`}
          veined={size > 60}
        />
      ))}
    </svg>
  )
}

/** The product's mark, beside its name or the community's. */
export const Mark = ({ size = 32 }: { size?: number }) => <Wreath size={size} />

/** A round trellis, grown over: the picture of the public home. */
export function Garland({ leaves = 7 }: { leaves?: number }) {
  const id = useId()
  const laths = [-30, -20, -10, 0, 10, 20, 30]
  return (
    <svg class="wreath garland" viewBox="-64 -64 128 128" aria-hidden="true" focusable="false">
      <clipPath id={id}>
        <circle r="35" />
      </clipPath>
      <g class="laths" clip-path={`url(#${id})`} transform="rotate(45)">
        {laths.map((at) => (
          <path key={at} d={`M${at}-40V40M-40 ${at}H40`} />
        ))}
      </g>
      <circle class="hoop" r="35" />
      {Array.from({ length: leaves }, (_, index) => (
        <g key={index} transform={`rotate(${(index * 360) / leaves + 8})`}>
          <path class="tendril" d="M0-35C5-38 7-44 3-47C0-49-3-46-1-43.500" />
          <Leaf class={`leaf shade-${index % 3}`} turn="translate(7 -34) rotate(62) scale(.95)" veined />
          <Leaf
            class={index === 0 ? 'bloom' : `leaf shade-${(index + 1) % 3}`}
            turn="translate(-4 -35) rotate(6) scale(1.35)"
            veined
          />
        </g>
      ))}
    </svg>
  )
}

const Leaf = ({ turn, veined, class: classes }: { turn: string; veined: boolean; class: string }) => (
  <g transform={turn}>
    <path class={classes} d={leaf} />
    {veined && <path class="vein" d={vein} />}
  </g>
)
