import * as model from '../ui/week.ts'
import type { WeekSetting } from '../ui/week-hours.tsx'
import { lay, type Painting, paint, presetOf, step, toolsOf } from './week-grid.ts'
import { listenToKeys, listenToPointers } from './week-hands.ts'

/** Makes every week of boxes on the page a week to paint on: by mouse, by touch, by keyboard. */
export function paintWeeks(): void {
  for (const field of document.querySelectorAll<HTMLElement>('fieldset[data-week]')) paintable(field)
}

function paintable(field: HTMLElement): void {
  const boxes = field.querySelector('.week-boxes')
  const ticked = [...field.querySelectorAll<HTMLInputElement>('.week-boxes :checked')]
  const first = boxes?.querySelector<HTMLInputElement>('table input')
  if (!boxes || !first) return
  const setting: WeekSetting = JSON.parse(field.dataset.week ?? '')
  const hours = model.hoursFrom(ticked.map(({ value }) => value).join('; '))
  const value = Object.assign(document.createElement('input'), { type: 'hidden', name: first.name })
  const table = Object.assign(document.createElement('table'), { className: 'week-grid', id: first.id })
  table.setAttribute('role', 'grid')
  table.setAttribute('aria-label', setting.grid)
  table.setAttribute('aria-multiselectable', 'true')
  boxes.replaceWith(value, table)
  const painting: Painting = {
    ...{ field, setting, value, table, sketch: model.sketchOf(hours), seen: hours },
    ...{ quarters: model.needQuarters(hours), night: model.atNight(hours), at: model.daytime.from * 60, brush: true },
  }
  lay(painting)
  listenToTools(painting)
  listenToKeys(painting)
  listenToPointers(painting)
  nameZone(painting)
}

function listenToTools(painting: Painting): void {
  const { field, setting } = painting
  const doing: Record<string, () => void> = {
    undo: () => step(painting, model.undone(painting.sketch), setting.undone),
    redo: () => step(painting, model.redone(painting.sketch), setting.redone),
    clear: () => step(painting, model.drawn(painting.sketch, []), ''),
    last: () => step(painting, model.drawn(painting.sketch, model.hoursFrom(setting.last)), ''),
    quarters: () => {
      painting.quarters = !painting.quarters
      lay(painting)
    },
    night: () => {
      painting.night = !painting.night
      lay(painting)
    },
  }
  for (const button of toolsOf(field))
    button.addEventListener('click', () => {
      if (button.ariaDisabled === 'true') return
      const preset = presetOf(button)
      if (preset) paint(painting, preset, model.freeIn(painting.sketch.now, preset) !== 'all')
      else doing[button.value]?.()
    })
}

/** The form may choose the zone itself. */
function nameZone({ field, setting }: Painting): void {
  const zone = field.closest('form')?.elements.namedItem('zone')
  const line = field.querySelector('.week-zone')
  if (!(zone instanceof HTMLSelectElement) || !line) return
  const name = () => {
    line.textContent = model.fill(setting.zone, { zone: zone.value })
  }
  zone.addEventListener('change', name)
  name()
}
