import type { FaceState } from './face.tsx'
import { initialsOf, tintOf } from './people.ts'

export interface RingPerson {
  name: string
  state?: FaceState | undefined
  /** The person who looks at the page. */
  you?: boolean
}

interface RingProps {
  people: readonly RingPerson[]
  /** Places that nobody has taken yet. */
  open?: number
  /** What the picture says, for those who do not see it: name everyone. */
  label: string
  /** One or two short words in the middle. */
  middle?: string
}

const centre = 130
const reach = 96

/** The circle as it sits: faces around a table, open places dashed, who speaks in amber. */
export function Ring({ people, open = 0, label, middle }: RingProps) {
  const places = people.length + open
  const size = places > 8 ? 23 : 28
  return (
    <svg class="ring" viewBox="0 0 260 260" role="img" aria-label={label}>
      <circle class="ring-table" cx={centre} cy={centre} r={reach - size - 12} />
      <circle class="ring-line" cx={centre} cy={centre} r={reach} />
      {people.map((person, index) => (
        <Sitting key={person.name} person={person} {...placeOf(index, places)} size={size} />
      ))}
      {Array.from({ length: open }, (_, index) => (
        <OpenPlace key={index} {...placeOf(people.length + index, places)} size={size} />
      ))}
      {middle && (
        <text class="ring-middle" x={centre} y={centre} dy="0.35em" text-anchor="middle">
          {middle}
        </text>
      )}
    </svg>
  )
}

interface Place {
  x: number
  y: number
}

function placeOf(index: number, places: number): Place {
  const angle = (index / places) * 2 * Math.PI - Math.PI / 2
  const at = (offset: number) => Math.round((centre + offset) * 10) / 10
  return { x: at(reach * Math.cos(angle)), y: at(reach * Math.sin(angle)) }
}

function Sitting({ person, x, y, size }: Place & { person: RingPerson; size: number }) {
  const classes = ['seat', `tint-${tintOf(person.name)}`, person.state, person.you && 'you'].filter(Boolean).join(' ')
  return (
    <g class={classes} transform={`translate(${x} ${y})`}>
      <circle class="seat-gap" r={size + 7} />
      {(person.state || person.you) && <circle class="seat-halo" r={size + 4} />}
      <circle class="seat-face" r={size} />
      <text dy="0.36em" text-anchor="middle">
        {initialsOf(person.name)}
      </text>
    </g>
  )
}

const OpenPlace = ({ x, y, size }: Place & { size: number }) => (
  <g class="seat open" transform={`translate(${x} ${y})`}>
    <circle class="seat-gap" r={size + 7} />
    <circle class="seat-face" r={size} />
    <path d="M-6 0H6M0-6V6" />
  </g>
)
