// On one's own pages: what time it is in the chosen zone, and new passkeys.
import { offerPasskey } from '../browser/passkey-form.ts'
import { make } from '../browser/passkeys.ts'
import { showZoneTime } from '../browser/zone.ts'

offerPasskey('new-passkey', make)

const zone = document.querySelector('form#me')
if (zone instanceof HTMLFormElement) showZoneTime(zone)
