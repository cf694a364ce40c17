/** Longer than this nobody presses: the end of it was not heard, such as that of a mouse let go elsewhere. */
export const longestPressMs = 5000

/**
 * While somebody presses, what would change the page waits, so that nothing moves from under a finger between its going down and the click that
 * comes of it. Returns how to change the page: what waits is done in its order.
 */
export function steadyUnderPress(page: EventTarget = document): (change: () => void) => void {
  const waiting: (() => void)[] = []
  let pressing: ReturnType<typeof setTimeout> | undefined
  const released = () => {
    clearTimeout(pressing)
    pressing = undefined
    for (const change of waiting.splice(0)) change()
  }
  const endIn = (ms: number) => {
    clearTimeout(pressing)
    pressing = setTimeout(released, ms)
  }
  page.addEventListener('pointerdown', () => endIn(longestPressMs), { capture: true })
  // The click comes after the finger has gone up and before anything else has its turn.
  for (const end of ['pointerup', 'pointercancel']) page.addEventListener(end, () => endIn(0), { capture: true })
  return (change) => {
    if (pressing === undefined) change()
    else waiting.push(change)
  }
}
