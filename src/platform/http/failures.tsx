import type { VNode } from 'preact'
import type { Filled } from '../../ui/reader.ts'
import { Conflict, Invalid, NotFound, Refused, TooMany } from '../errors.ts'
import { sayIn } from '../i18n/say.ts'
import { newId } from '../ids.ts'
import { Go } from './answers.ts'
import type { Asked } from './asked.ts'
import { Apology, Elsewhere, Missing, NotNow, TooOften } from './failure-pages.tsx'
import { BadInput, readValues } from './input.ts'
import { filledFrom, wordsIn } from './problems.ts'
import type { Entry } from './registry.ts'
import { localeOf, render, type Surroundings } from './render.tsx'

/**
 * The one place that turns errors into answers. Bad input and refusals come back as the page of the form with everything kept;
 * what is missing and what is not yours look alike; a fault of ours shows a reference and nothing of the inside.
 */
export async function answerFailure(
  error: unknown,
  entry: Entry | undefined,
  asked: Asked,
  around: Surroundings,
): Promise<Response> {
  if (error instanceof NotFound) return missing(error, entry, asked, around)
  if (error instanceof TooMany) return tooMany(error, asked, around)
  const back = entry?.back
  if (back && (error instanceof BadInput || error instanceof Invalid || error instanceof Refused)) {
    // The page of the form may not be for whoever sent it: then there is no form either.
    return again(error, back, asked, around).catch((second) =>
      second instanceof NotFound ? missing(second, entry, asked, around) : apologise(second, asked, around),
    )
  }
  if (error instanceof Refused)
    return render(asked, <NotNow because={error.because} values={error.values} />, around, 403)
  return apologise(error, asked, around)
}

async function again(
  error: BadInput | Invalid | Refused,
  back: NonNullable<Entry['back']>,
  asked: Asked,
  around: Surroundings,
): Promise<Response> {
  const values = await readValues(asked)
  const filled = filledFrom(error, asked.path, values, sayIn(localeOf(asked)))
  const shown = await back(asked)
  if (shown instanceof Go) return render(asked, <Elsewhere filled={filled} onward={shown.to} />, around, 409)
  if (shown instanceof Response) return render(asked, <Elsewhere filled={filled} />, around, 409)
  const response = render(asked, shown, around, statusOf(error), filled)
  // The page has moved on meanwhile and the form is no longer on it: what was typed and why it was refused must not go with it.
  const action = `action="${asked.here?.base ?? ''}${asked.path}"`
  if (!(await response.clone().text()).includes(action))
    return render(asked, <Elsewhere filled={filled} />, around, statusOf(error))
  return response
}

function statusOf(error: BadInput | Invalid | Refused): number {
  if (error instanceof Conflict) return 409
  return error instanceof Refused ? 403 : 422
}

/**
 * Programs that read feeds get an empty 404; people get a page, and where they are signed out, the way in. What somebody wrote for a place that
 * is gone meanwhile, perhaps by their own hand in another tab, they get back.
 */
async function missing(
  { gone }: NotFound,
  entry: Entry | undefined,
  asked: Asked,
  around: Surroundings,
): Promise<Response> {
  if (entry?.kind === 'feed' || entry?.kind === 'stream') return new Response('', { status: 404 })
  const signedIn = asked.who !== undefined
  const words = entry?.kind === 'form' && signedIn ? wordsIn(await readValues(asked)) : []
  return render(asked, <Missing {...{ signedIn, gone, words }} next={asked.path} link={isLink(entry)} />, around, 404)
}

/** What is reached by a link that somebody was given: it may be spent, whoever holds it. */
const isLink = (entry: Entry | undefined): boolean => entry?.audience === 'link holder'

function tooMany(error: TooMany, asked: Asked, around: Surroundings): Response {
  const response = render(asked, <TooOften minutes={Math.max(1, Math.ceil(error.again / 60))} />, around, 429)
  response.headers.set('retry-after', String(error.again))
  return response
}

/** A form that did not come from one of our own pages. */
export function notOurOwn(asked: Asked, around: Surroundings): Response {
  return render(asked, (<Elsewhere filled={undefined satisfies Filled | undefined} />) as VNode, around, 403)
}

function apologise(error: unknown, asked: Asked, around: Surroundings): Response {
  const reference = newId().slice(-12)
  asked.services.log.error({ err: error, reference, path: routeOf(asked) }, 'a fault of ours')
  return render(asked, <Apology reference={reference} />, around, 500)
}

/** The kind of address, without ids. */
function routeOf(asked: Asked): string {
  return Object.entries(asked.params).reduce(
    (path, [name, value]) => (value ? path.replace(value, `:${name}`) : path),
    asked.path,
  )
}
