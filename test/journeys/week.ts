import type { CDPSession, Locator, Page } from 'playwright-core'

// The week on which hours are painted, as people meet it on their screens.

export const cell = (page: Page, name: string) => page.getByRole('gridcell', { name, exact: true })
export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
export const words = (page: Page) => page.locator('.week-words')

/** Where to put a mouse or a finger. */
export async function middleOf(at: Locator): Promise<{ x: number; y: number }> {
  await at.scrollIntoViewIfNeeded()
  const box = await at.boundingBox()
  if (!box) throw new Error('not to be seen')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** Puts a finger down, waits for what `rests` waits for, and goes to somewhere else. */
export async function draws(
  finger: CDPSession,
  from: { x: number; y: number },
  by: { x: number; y: number },
  rests: () => Promise<unknown> = async () => undefined,
): Promise<void> {
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', part: number) =>
    finger.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x: from.x + by.x * part, y: from.y + by.y * part }],
    })
  await touch('touchStart', 0)
  await rests()
  for (let part = 1; part <= 10; part++) await touch('touchMove', part / 10)
  await touch('touchEnd', 1)
}
