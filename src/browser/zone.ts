/** Says beside a form's field `zone` what time it is there now, while it is chosen and as time passes. */
export function showZoneTime(form: HTMLFormElement): HTMLSelectElement | undefined {
  const select = form.elements.namedItem('zone')
  const clock = document.getElementById('zone-now')
  if (!(select instanceof HTMLSelectElement) || !clock) return undefined
  const show = () => {
    const style = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: select.value } as const
    clock.textContent = new Intl.DateTimeFormat(document.documentElement.lang, style).format(new Date())
  }
  select.addEventListener('change', show)
  setInterval(show, 10_000)
  show()
  return select
}

/** Chooses the browser's own zone. */
export function guessZone(select: HTMLSelectElement): void {
  const guessed = Intl.DateTimeFormat().resolvedOptions().timeZone
  if (!guessed) return
  if (![...select.options].some((option) => option.value === guessed)) select.add(new Option(guessed, guessed))
  select.value = guessed
  select.dispatchEvent(new Event('change'))
}
