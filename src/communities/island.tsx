// On the first page there ever is: the server may stand far away, so the browser knows better where the first owner sits.
import { guessZone } from '../browser/zone.ts'

const setup = document.querySelector('form#setup')
// A page that came back has the zone that was chosen.
if (setup instanceof HTMLFormElement && !setup.querySelector('.problems')) {
  const zone = setup.elements.namedItem('zone')
  if (zone instanceof HTMLSelectElement) guessZone(zone)
}
