import type { Browser, Page } from './browserless.ts'
import { asItStands } from './forms.ts'

/** Whoever organises picks a file of people, and sees what importing it would do. */
export const chooseFile = (who: Browser, text: string): Promise<Page> =>
  who.submit('/applications/import', { file: new Blob([text], { type: 'text/csv' }) })

/** Says yes to what the file would do: they asked for a place. */
export const confirmImport = (who: Browser, preview: Page): Promise<Page> =>
  who.submit(preview.address(/\/import\/[0-9a-f-]{36}$/), { basis: 'asked' })

/** The same, in one go. */
export const importFile = async (who: Browser, text: string): Promise<Page> =>
  confirmImport(who, await chooseFile(who, text))

/** Asks for circles of those who wait, by the usual rules but for what is wished; answers with the proposal's path, without the base. */
export async function proposeCircles(who: Browser, wish: Record<string, string | string[]> = {}): Promise<string> {
  const answer = await who.post('/formation/new', { ...asItStands(await who.get('/formation/new')), ...wish })
  if (answer.status !== 303) throw new Error(`no proposal: ${answer.status} ${answer.text}`)
  return answer.location.replace(who.base, '')
}
