import * as model from '../ui/week.ts'
import type { WeekSetting } from '../ui/week-hours.tsx'

/** Where somebody stands: a minute of the week, at the beginning of a cell. */
export type Cell = number

export interface Painting {
  readonly field: HTMLElement
  readonly setting: WeekSetting
  /** What is sent with the form. */
  readonly value: HTMLInputElement
  readonly table: HTMLTableElement
  sketch: model.Sketch
  /** What is seen while it is being drawn. */
  seen: model.Hours
  quarters: boolean
  night: boolean
  at: Cell
  /** What shift and the arrow keys do: mark as free, or as not free. */
  brush: boolean
}

export const stepOf = ({ quarters }: Painting): number => (quarters ? 15 : 30)

export const stretchAt = (painting: Painting, cell: Cell): model.Stretch => ({
  from: cell,
  to: cell + stepOf(painting),
})

/** Lays the table out anew: other rows. */
export function lay(painting: Painting): void {
  const { table, night, setting } = painting
  const step = stepOf(painting)
  const from = night ? 0 : model.daytime.from * 60
  const to = night ? model.aDay : model.daytime.to * 60
  painting.at = Math.floor(painting.at / step) * step
  if (painting.at % model.aDay < from || painting.at % model.aDay >= to) painting.at = from
  const head = make('tr', 'row')
  head.append(make('td'), ...model.week.map((day) => dayHead(day, setting)))
  const rows = [head]
  for (let minute = from; minute < to; minute += step) {
    const row = make('tr', 'row')
    if (minute % 60 === 0) row.append(hourHead(minute, 60 / step))
    row.append(...model.week.map((day) => cellAt(painting, day * model.aDay + minute)))
    rows.push(row)
  }
  table.replaceChildren(...rows)
  show(painting)
}

function make<Name extends 'tr' | 'td' | 'th'>(name: Name, role?: string) {
  const element = document.createElement(name)
  if (role) element.setAttribute('role', role)
  return element
}

function dayHead(day: number, { locale }: WeekSetting) {
  const head = make('th', 'columnheader')
  head.append(Object.assign(document.createElement('abbr'), { title: model.dayName(day, locale, 'long') }))
  head.firstElementChild?.append(model.dayName(day, locale, 'short'))
  return head
}

function hourHead(minute: number, rows: number) {
  const head = make('th', 'rowheader')
  head.rowSpan = rows
  head.append(model.clock(minute))
  return head
}

function cellAt(painting: Painting, minute: Cell) {
  const cell = make('td', 'gridcell')
  cell.dataset.cell = String(minute)
  cell.tabIndex = -1
  cell.setAttribute('aria-label', model.stretchesInWords([stretchAt(painting, minute)], painting.setting))
  if (minute % 60 === 0) cell.className = 'sharp'
  return cell
}

const cellsOf = ({ table }: Painting) => table.querySelectorAll<HTMLElement>('[data-cell]')

/** Says with every cell whether it is free, and keeps the field, the words and the buttons in step. */
export function show(painting: Painting): void {
  const { field, seen, setting, sketch, value } = painting
  for (const cell of cellsOf(painting)) {
    const minute = Number(cell.dataset.cell)
    const free = model.freeIn(seen, [stretchAt(painting, minute)])
    cell.setAttribute('aria-selected', String(free === 'all'))
    cell.dataset.free = free
    cell.tabIndex = minute === painting.at ? 0 : -1
  }
  value.value = model.textFrom(sketch.now)
  const words = field.querySelector('.week-words')
  if (words) words.textContent = model.inWords(seen, setting)
  showTools(painting)
}

function say({ field }: Painting, sentence: string): void {
  const said = field.querySelector('.week-said')
  if (said) said.textContent = sentence
}

/** Paints for good, as a step that can be undone. */
export function paint(painting: Painting, stretches: model.Hours, free: boolean): void {
  keep(painting, model.drawn(painting.sketch, model.painted(painting.sketch.now, stretches, free)))
  const { setting } = painting
  const when = model.stretchesInWords(stretches, setting)
  say(painting, model.fill(free ? setting.free : setting.busy, { when }))
}

export function keep(painting: Painting, sketch: model.Sketch): void {
  painting.sketch = sketch
  painting.seen = sketch.now
  const finer = model.needQuarters(sketch.now) && !painting.quarters
  const later = model.atNight(sketch.now) && !painting.night
  if (finer) painting.quarters = true
  if (later) painting.night = true
  if (finer || later) lay(painting)
  else show(painting)
}

export function step(painting: Painting, sketch: model.Sketch, said: string): void {
  keep(painting, sketch)
  say(painting, `${said} ${model.inWords(sketch.now, painting.setting)}`)
}

function showTools(painting: Painting): void {
  const { field, sketch, quarters, night, setting } = painting
  const tools = field.querySelector<HTMLElement>('.week-tools')
  if (tools) tools.hidden = false
  const idle: Record<string, boolean> = {
    undo: sketch.past.length === 0,
    redo: sketch.future.length === 0,
    clear: sketch.now.length === 0,
    last: model.textFrom(sketch.now) === model.textFrom(model.hoursFrom(setting.last)),
    quarters: model.needQuarters(sketch.now),
    night: model.atNight(sketch.now),
  }
  const on: Record<string, boolean> = { quarters, night }
  for (const button of toolsOf(field)) {
    const preset = presetOf(button)
    // Not disabled: whoever stands on it with the keyboard would fall off the page.
    button.ariaDisabled = String(idle[button.value] ?? false)
    if (preset) button.ariaPressed = String(model.freeIn(sketch.now, preset) === 'all')
    if (button.value in on) button.ariaPressed = String(on[button.value])
  }
}

export const toolsOf = (field: HTMLElement) => field.querySelectorAll<HTMLButtonElement>('.week-tools button')

export const presetOf = ({ name, value }: HTMLButtonElement): model.Hours | undefined =>
  name === 'preset' ? Object.entries(model.presets).find(([preset]) => preset === value)?.[1] : undefined
