// Where somebody says when they are free: hours are painted on a week, and the zone says what time it is there.
import { paintWeeks } from '../browser/week-hours.ts'
import { showZoneTime } from '../browser/zone.ts'

paintWeeks()

const form = document.getElementById('zone-now')?.closest('form')
if (form) showZoneTime(form)
