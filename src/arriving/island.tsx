// The door's help for those who have JavaScript: the zone is guessed, work takes the place of a question, passkeys can be used.
import { offerPasskey } from '../browser/passkey-form.ts'
import { prove } from '../browser/passkeys.ts'
import { sha256Head } from '../browser/sha256.ts'
import { guessZone, showZoneTime } from '../browser/zone.ts'

offerPasskey('passkey', prove)

const join = document.querySelector('form#join')
if (join instanceof HTMLFormElement) {
  const zone = showZoneTime(join)
  // A page that came back has the zone that was chosen.
  if (zone && !join.querySelector('.problems')) guessZone(zone)
  searchFor(join)
}

/**
 * Searches for a number whose hash with the form's signature begins with sixteen zero bits (see platform/session/newcomers), a few milliseconds
 * at a time, while the person types. A form that is sent earlier waits for it.
 */
function searchFor(form: HTMLFormElement): void {
  const token = form.elements.namedItem('token')
  const work = form.elements.namedItem('work')
  if (!(token instanceof HTMLInputElement) || !(work instanceof HTMLInputElement)) return
  const signed = token.value.split('.').at(-1) ?? ''
  let wanted = false
  let next = 0
  form.addEventListener('submit', (event) => {
    if (work.value !== '') return
    event.preventDefault()
    wanted = true
  })
  const slice = () => {
    const until = performance.now() + 12
    while (performance.now() < until) {
      for (let i = 0; i < 50; i++, next++) {
        if (sha256Head(`${signed}:${next}`) >>> 16 !== 0) continue
        work.value = String(next)
        if (wanted) form.requestSubmit()
        return
      }
    }
    setTimeout(slice)
  }
  slice()
}
