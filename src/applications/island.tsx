// On one's own application: hours are painted on a week, and the zone says what time it is there.
import { paintWeeks } from '../browser/week-hours.ts'
import { showZoneTime } from '../browser/zone.ts'

paintWeeks()

const own = document.querySelector('form#applications-mine')
if (own instanceof HTMLFormElement) showZoneTime(own)
