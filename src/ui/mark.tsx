/** One leaf, its stalk at the origin, its tip upwards. */
const leaf = 'M0 0C6.500-3.500 7.500-12 0-19C-7.500-12-6.500-3.500 0 0Z'

/** Leaves around an empty middle, each leaning on the next: a circle of equals, one of whom has the word. */
export function Wreath({ leaves = 6, bloom = 0, size = 32 }: { leaves?: number; bloom?: number; size?: number }) {
  return (
    <svg class="wreath" viewBox="-32 -32 64 64" width={size} height={size} aria-hidden="true" focusable="false">
      {Array.from({ length: leaves }, (_, index) => (
        <path
          key={index}
          class={index === bloom ? 'bloom' : 'leaf'}
          d={leaf}
          transform={`rotate(${(index * 360) / leaves + 14}) translate(0 -11) rotate(42)`}
        />
      ))}
    </svg>
  )
}

/** The product's mark, beside its name or the community's. */
export const Mark = ({ size = 32 }: { size?: number }) => <Wreath size={size} />
