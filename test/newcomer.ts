import { createHash } from 'node:crypto'
import type { Browser, Page } from './browserless.ts'
import type { TestHouse } from './house.ts'

/** The form's token and the work that goes with it, as the island would find it. */
export async function provenForm(browser: Browser, path = '/join'): Promise<{ token: string; work: string }> {
  const token = /name="token" value="([^"]+)"/.exec((await browser.get(path)).html)?.[1] ?? ''
  const signed = token.split('.').at(-1)
  for (let next = 0; ; next++) {
    const hash = createHash('sha256').update(`${signed}:${next}`).digest()
    if (hash.readUInt16BE(0) === 0) return { token, work: String(next) }
  }
}

/** Joins through the public form, as somebody with JavaScript does. Returns what the form answered. */
export async function join(browser: Browser, said: Record<string, string>): Promise<Page> {
  const form = { zone: 'Europe/Lisbon', privacy: 'on', version: '1', ...(await provenForm(browser)), ...said }
  return browser.post('/join', form)
}

/** Asks at the public home for the weekly letter, and says yes in the mail that comes. */
export async function readsAlong(house: TestHouse, address: string): Promise<void> {
  const browser = house.nobody()
  await browser.submit('/letter', { address })
  await house.work()
  const mail = (await house.mails()).findLast((each) => each.address === address)
  await browser.post(/\/letter\/\S+/.exec(mail?.text ?? '')?.[0] ?? '')
}
