import { newId } from '../src/platform/ids.ts'
import type { Browser } from './browserless.ts'

/** A circle that the first of these people has started and the others have joined by its link. Answers with its id. */
export async function circleWith(
  founder: Browser,
  others: readonly Browser[] = [],
  name = 'The early table',
): Promise<string> {
  const id = newId()
  await posted(founder, '/circles/new', { id, name, purpose: '', rhythm: 'weekly', places: '8', open: 'invited' })
  await posted(founder, `/circles/${id}/links`)
  const { html } = await founder.get(`/circles/${id}/people`)
  const [link] = /\/i\/[\w-]{20,}/.exec(html) ?? []
  for (const other of others) await posted(other, link ?? '')
  return id
}

/** When a circle meets, unless a test wishes otherwise: Tuesdays at 17:30 in Lisbon, from 24 November 2026 on. */
export const tuesdays = {
  from: '2026-11-24',
  rhythm: 'weekly',
  at: '17:30',
  zone: 'Europe/Lisbon',
  minutes: '90',
  place: 'https://video.example.org/room-of-ours',
  seen: '0',
  step: 'set',
}

/** Sets the circle's times, as one of it. */
export const meets = (who: Browser, circle: string, wish: Partial<typeof tuesdays> = {}): Promise<void> =>
  posted(who, `/circles/${circle}/meetings/series`, { ...tuesdays, ...wish })

async function posted(who: Browser, path: string, fields: Record<string, string> = {}): Promise<void> {
  const answer = await who.post(path, fields)
  if (answer.status !== 303) throw new Error(`${path} answered ${answer.status}: ${answer.text}`)
}
