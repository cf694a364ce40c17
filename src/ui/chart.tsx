import { useId } from 'preact/hooks'
import { DataTable } from './data-table.tsx'
import { Details } from './details.tsx'
import { useReader } from './reader.ts'

export interface ChartPoint {
  label: string
  value: number
}

interface ChartProps {
  title: string
  /** What one sees, in a sentence: not only that it is a chart. */
  description: string
  points: readonly ChartPoint[]
  /** A line to reach. */
  target?: ChartPoint | undefined
  format?: (value: number) => string
  /** The heads of the table: what the points are, and what is counted. */
  columns: { label: string; value: string }
}

const size = { width: 320, height: 132, side: 14, above: 26, below: 24 }

/** One line over time, with the same numbers as a table. */
export function Chart({ title, description, points, target, format = String, columns }: ChartProps) {
  const { say } = useReader()
  return (
    <figure class="chart">
      <Drawing {...{ title, description, points, target, format }} />
      <Details summary={say('ui.chart.asTable')}>
        <DataTable
          caption={title}
          quietCaption
          columns={[
            { label: columns.label, cell: (point: ChartPoint) => point.label },
            { label: columns.value, cell: (point: ChartPoint) => format(point.value), numeric: true },
          ]}
          rows={target ? [...points, target] : points}
          rowKey={(point) => point.label}
        />
      </Details>
    </figure>
  )
}

type DrawingProps = Required<Pick<ChartProps, 'title' | 'description' | 'points' | 'format'>> &
  Pick<ChartProps, 'target'>

function Drawing({ title, description, points, target, format }: DrawingProps) {
  const id = useId()
  const { dir } = useReader()
  const { places, heightOf, end } = placesOf(points, target, dir)
  const line = places.map(({ x, y }) => `${x} ${y}`).join('L')
  const [first, last] = [places[0], places.at(-1)]
  const floor = size.height - size.below
  return (
    <svg viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-labelledby={`${id}-t ${id}-d`}>
      <title id={`${id}-t`}>{title}</title>
      <desc id={`${id}-d`}>{description}</desc>
      <path class="chart-floor" d={`M${size.side} ${floor}H${size.width - size.side}`} />
      {target && <Target label={`${target.label} ${format(target.value)}`} y={heightOf(target.value)} end={end} />}
      {first && last && <path class="chart-area" d={`M${line}L${last.x} ${floor}L${first.x} ${floor}Z`} />}
      <path class="chart-line" d={`M${line}`} />
      {last && <circle class="chart-dot" cx={last.x} cy={last.y} r={5} />}
      {first && <Foot place={first} label={points[0]?.label} />}
      {last && places.length > 1 && <Foot place={last} label={points.at(-1)?.label} />}
    </svg>
  )
}

interface Placed {
  x: number
  y: number
  anchor: 'start' | 'end'
}

/** Time runs as the text does. The floor is zero, or the least value below it. */
function placesOf(points: readonly ChartPoint[], target: ChartPoint | undefined, dir: 'ltr' | 'rtl') {
  const values = [...points.map(({ value }) => value), ...(target ? [target.value] : [])]
  const [least, most] = [Math.min(0, ...values), Math.max(1, ...values)]
  const inner = size.width - 2 * size.side
  const heightOf = (value: number) =>
    round(size.height - size.below - ((value - least) / (most - least)) * (size.height - size.below - size.above))
  const places = points.map(({ value }, index): Placed => {
    const share = points.length > 1 ? index / (points.length - 1) : 0.5
    const x = size.side + inner * (dir === 'rtl' ? 1 - share : share)
    return { x: round(x), y: heightOf(value), anchor: index === 0 ? 'start' : 'end' }
  })
  return { places, heightOf, end: dir === 'rtl' ? size.side : size.width - size.side }
}

const Target = ({ label, y, end }: { label: string; y: number; end: number }) => (
  <g class="chart-target">
    <path d={`M${size.side} ${y}H${size.width - size.side}`} />
    <text x={end} y={y - 7} text-anchor="end">
      {label}
    </text>
  </g>
)

const Foot = ({ place, label }: { place: Placed; label: string | undefined }) => (
  <text class="chart-foot" x={place.x} y={size.height - 6} text-anchor={place.anchor}>
    {label}
  </text>
)

const round = (value: number): number => Math.round(value * 10) / 10
