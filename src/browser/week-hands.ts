import * as model from '../ui/week.ts'
import type { Cell, Painting } from './week-grid.ts'
import { keep, paint, show, step, stepOf, stretchAt } from './week-grid.ts'

const isFree = (painting: Painting, cell: Cell): boolean =>
  model.freeIn(painting.sketch.now, [stretchAt(painting, cell)]) === 'all'

export function listenToKeys(painting: Painting): void {
  painting.table.addEventListener('keydown', (event) => {
    const { key, shiftKey } = event
    if (event.ctrlKey || event.metaKey) {
      const back = key.toLowerCase() === 'z' && !shiftKey
      const forth = key.toLowerCase() === 'y' || (key.toLowerCase() === 'z' && shiftKey)
      if (!back && !forth) return
      event.preventDefault()
      if (back) step(painting, model.undone(painting.sketch), painting.setting.undone)
      else step(painting, model.redone(painting.sketch), painting.setting.redone)
      return
    }
    if (key === ' ' || key === 'Enter') toggle(painting)
    else if (!move(painting, key, shiftKey)) return
    event.preventDefault()
  })
}

function toggle(painting: Painting): void {
  painting.brush = !isFree(painting, painting.at)
  paint(painting, [stretchAt(painting, painting.at)], painting.brush)
}

/** Goes to another cell, with shift painting on the way. False for keys that lead nowhere. */
function move(painting: Painting, key: string, painted: boolean): boolean {
  const { at } = painting
  const to = target(painting, key)
  if (to === undefined) return false
  painting.at = to
  if (painted && to !== at) paint(painting, model.between(at, to, stepOf(painting)), painting.brush)
  else {
    if (!painted) painting.brush = true
    show(painting)
  }
  painting.table.querySelector<HTMLElement>(`[data-cell="${to}"]`)?.focus()
  return true
}

function target(painting: Painting, key: string): Cell | undefined {
  const { at, table, night } = painting
  const forward = getComputedStyle(table).direction === 'rtl' ? -1 : 1
  const [from, to] = night ? [0, 24] : [model.daytime.from, model.daytime.to]
  const [day, minute] = [model.dayOf(at), at % model.aDay]
  const sideways = (days: number) => Math.max(0, Math.min(6, day + days)) * model.aDay + minute
  const down = (minutes: number) =>
    day * model.aDay + Math.max(from * 60, Math.min(to * 60 - stepOf(painting), minute + minutes))
  const ways: Record<string, () => Cell> = {
    ArrowRight: () => sideways(forward),
    ArrowLeft: () => sideways(-forward),
    Home: () => sideways(-6),
    End: () => sideways(6),
    ArrowDown: () => down(stepOf(painting)),
    ArrowUp: () => down(-stepOf(painting)),
    PageDown: () => down(120),
    PageUp: () => down(-120),
  }
  return ways[key]?.()
}

/** From where a stroke began to where it has come. */
interface Stroke {
  readonly from: Cell
  readonly x: number
  readonly y: number
  readonly free: boolean
  to: Cell
  /** A finger that moves down at once scrolls the page: it paints once it has rested, or gone sideways. */
  painting: boolean
}

const slop = 8
const rest = 250

export function listenToPointers(painting: Painting): void {
  const { table } = painting
  const hand: Hand = { painting, stroke: undefined, resting: undefined }
  table.addEventListener('pointerdown', (event) => begin(hand, event))
  document.addEventListener('pointermove', (event) => go(hand, event))
  document.addEventListener('pointerup', () => end(hand, true))
  document.addEventListener('pointercancel', () => end(hand, false))
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && end(hand, false))
  table.addEventListener('contextmenu', (event) => hand.stroke && event.preventDefault())
  // What a finger paints does not scroll as well.
  table.addEventListener('touchmove', (event) => hand.stroke?.painting && event.preventDefault(), { passive: false })
}

interface Hand {
  readonly painting: Painting
  stroke: Stroke | undefined
  resting: ReturnType<typeof setTimeout> | undefined
}

function begin(hand: Hand, event: PointerEvent): void {
  const { painting } = hand
  const from = cellUnder(painting, event)
  if (from === undefined || event.button !== 0 || !event.isPrimary) return
  const stroke = { from, to: from, x: event.clientX, y: event.clientY, free: !isFree(painting, from), painting: false }
  hand.stroke = stroke
  if (event.pointerType !== 'touch') {
    event.preventDefault()
    take(painting, stroke)
  } else hand.resting = setTimeout(() => hand.stroke === stroke && take(painting, stroke), rest)
}

function take(painting: Painting, stroke: Stroke): void {
  stroke.painting = true
  preview(painting, stroke)
}

function go({ painting, stroke }: Hand, event: PointerEvent): void {
  if (!stroke) return
  const [x, y] = [Math.abs(event.clientX - stroke.x), Math.abs(event.clientY - stroke.y)]
  if (!stroke.painting && x > slop && x > y) take(painting, stroke)
  if (!stroke.painting) return
  stroke.to = cellUnder(painting, event) ?? stroke.to
  preview(painting, stroke)
}

function end(hand: Hand, keeps: boolean): void {
  const { painting, stroke } = hand
  clearTimeout(hand.resting)
  hand.stroke = undefined
  if (!stroke) return
  if (!keeps) {
    keep(painting, painting.sketch)
    return
  }
  painting.at = stroke.to
  paint(painting, model.between(stroke.from, stroke.to, stepOf(painting)), stroke.free)
  painting.table.querySelector<HTMLElement>(`[data-cell="${stroke.to}"]`)?.focus({ preventScroll: true })
}

/** Fingers keep pointing at where they began; what lies under them is asked for. */
function cellUnder({ table }: Painting, { clientX, clientY }: PointerEvent): Cell | undefined {
  const cell = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-cell]')
  return cell && table.contains(cell) ? Number(cell.dataset.cell) : undefined
}

function preview(painting: Painting, { from, to, free }: Stroke): void {
  painting.seen = model.painted(painting.sketch.now, model.between(from, to, stepOf(painting)), free)
  show(painting)
}
