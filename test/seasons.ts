import type { Browser } from './browserless.ts'
import { asItStands } from './forms.ts'

/** Plans a season with what the form has already and what is said; answers with its path. `from` names one to repeat, as `?from=ID`. */
export async function planSeason(who: Browser, said: Record<string, string> = {}, from = ''): Promise<string> {
  const form = asItStands(await who.get(`/seasons/new${from}`))
  const answer = await who.post('/seasons/new', { ...form, ...said })
  if (answer.status !== 303) throw new Error(`no season: ${answer.status} ${answer.text}`)
  return answer.location.replace(/^.*(\/seasons\/[0-9a-f-]{36})\/desk$/, '$1')
}

/** The same, and opens it for applications. */
export async function openSeason(who: Browser, said: Record<string, string> = {}, from = ''): Promise<string> {
  const season = await planSeason(who, said, from)
  await who.submit(`${season}/state`, { state: 'open' })
  return season
}
