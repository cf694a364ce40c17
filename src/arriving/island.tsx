// The door's help for those who have JavaScript: the zone is guessed, work takes the place of a question, passkeys can be used.
import { offerPasskey } from '../browser/passkey-form.ts'
import { prove } from '../browser/passkeys.ts'
import { sha256Head } from '../browser/sha256.ts'

offerPasskey('passkey', prove)

const join = document.querySelector('form#join')
if (join instanceof HTMLFormElement) {
  guessZone(join)
  searchFor(join)
}

/** Chooses the browser's zone, unless the page came back with one that was chosen, and says what time it is there. */
function guessZone(form: HTMLFormElement): void {
  const select = form.elements.namedItem('zone')
  const clock = document.getElementById('zone-now')
  if (!(select instanceof HTMLSelectElement) || !clock) return
  const guessed = Intl.DateTimeFormat().resolvedOptions().timeZone
  const cameBack = form.querySelector('.problems') !== null
  if (guessed && !cameBack) {
    if (![...select.options].some((option) => option.value === guessed)) select.add(new Option(guessed, guessed))
    select.value = guessed
  }
  const show = () => {
    const style = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: select.value } as const
    clock.textContent = new Intl.DateTimeFormat(document.documentElement.lang, style).format(new Date())
  }
  select.addEventListener('change', show)
  setInterval(show, 10_000)
  show()
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
