import type { Page } from 'playwright-core'

/** How somebody works a page: with a mouse, or with nothing but a keyboard. */
export interface Hands {
  press(page: Page, button: string): Promise<void>
  write(page: Page, field: string, words: string): Promise<void>
}

export const mouse: Hands = {
  press: (page, button) => page.getByRole('button', { name: button, exact: true }).click(),
  write: (page, field, words) => page.getByLabel(field).fill(words),
}

/** Goes from one thing to the next with Tab, as long as it takes, and never points. */
export const keyboard: Hands = {
  async press(page, button) {
    await page.getByRole('button', { name: button, exact: true }).waitFor()
    await tabTo(page, 'button', button)
    await page.keyboard.press('Enter')
  },
  async write(page, field, words) {
    await page.getByLabel(field).waitFor()
    await tabTo(page, 'field', field)
    await page.keyboard.type(words)
  },
}

const most = 150

async function tabTo(page: Page, kind: 'button' | 'field', name: string): Promise<void> {
  const passed = []
  for (let tabs = 0; tabs < most; tabs++) {
    await page.keyboard.press('Tab')
    const [is, called] = await page.evaluate(reached)
    if (is === kind && (kind === 'button' ? called === name : called.startsWith(name))) return
    passed.push(called)
  }
  throw new Error(`no ${kind} “${name}” by keyboard, only: ${[...new Set(passed)].join(' | ')}`)
}

/** Runs in the page: what has the focus, and what it is called. */
function reached(): readonly [kind: 'button' | 'field' | 'other', name: string] {
  const element = document.activeElement
  const words = (from: Element | null | undefined) => from?.textContent?.trim() ?? ''
  if (element instanceof HTMLButtonElement) return ['button', element.getAttribute('aria-label') ?? words(element)]
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)
    return ['field', words(element.labels?.[0])]
  return ['other', words(element).slice(0, 40)]
}
