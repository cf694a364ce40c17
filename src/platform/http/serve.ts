import { type Context, Hono } from 'hono'
import { NotFound } from '../errors.ts'
import { chooseLocale } from '../i18n/languages.ts'
import { zoneNamed } from '../i18n/zones.ts'
import { Go } from './answers.ts'
import type { Asked, CommunityHere, Services, Who } from './asked.ts'
import type { Assets } from './assets.ts'
import { answerFailure, notOurOwn } from './failures.tsx'
import { allowing, plainHeaders } from './headers.ts'
import { arrivalOf, isOurOwn } from './origin.ts'
import type { Entry } from './registry.ts'
import { render, type Surroundings } from './render.tsx'

/** How the areas answer what the platform must know of every request. */
export interface Doors {
  /** The community at an address's `/c/slug`; the first one for an empty slug. */
  community(slug: string): Promise<CommunityHere | undefined>
  who(request: Request, here: CommunityHere | undefined): Promise<Who | undefined>
  /** The public address that the wizard asked for. */
  publicAddress(): string | undefined
}

/** Each area's entries under the address at which they begin. */
export type Contents = Readonly<Record<string, readonly Entry[]>>

export interface Server {
  fetch(request: Request, env: { peer: string }): Promise<Response>
  /** Everything mounted, for the audience test. */
  readonly entries: readonly Entry[]
}

interface Bound {
  Bindings: { peer: string }
}

const prefix = /^\/c\/([a-z0-9-]+)(?=\/|$)/

/** Mounts the registry, and nothing else: whatever no entry answers looks like what may not be seen. */
export function createServer(
  contents: Contents,
  doors: Doors,
  around: Surroundings & { assets: Assets },
  services: Services,
): Server {
  const entries = Object.entries(contents).flatMap(([start, list]) => list.map((entry) => standingAt(start, entry)))
  const app = new Hono<Bound>({ getPath: (request) => placeOf(request).path })
  app.get('/healthz', () => new Response('ok\n'))
  app.get(
    '/readyz',
    () =>
      new Response(services.live.listening ? 'ready\n' : 'not yet\n', { status: services.live.listening ? 200 : 503 }),
  )
  app.get('/assets/*', (c) => around.assets.serve(c.req.path) ?? new Response('', { status: 404 }))
  const handle = async (entry: Entry | undefined, { req, env }: Context<Bound>): Promise<Response> => {
    const asked = await understand(req.raw, env.peer, req.param(), placeOf(req.raw), doors, services)
    if (asked.here) return entry ? answer(entry, asked, around) : notThere(asked, around)
    // The address names a community that there is not, or there is none at all yet.
    const instead = await understand(req.raw, env.peer, {}, placeInFirst(req.raw), doors, services)
    if (instead.here) return notThere(instead, around)
    return entry?.audience === 'first owner' ? answer(entry, asked, around) : toSetup(asked)
  }
  for (const entry of entries) app.on(entry.method, entry.path, (c) => handle(entry, c))
  app.notFound((c) => handle(undefined, c))
  app.onError((error) => {
    services.log.error({ err: error }, 'before the page')
    return new Response('Something went wrong here. Please try again.\n', { status: 500 })
  })
  return { entries, fetch: async (request, env) => withPlainHeaders(await app.fetch(request, env)) }
}

function standingAt(start: string, entry: Entry): Entry {
  if (entry.path !== start && !entry.path.startsWith(start === '/' ? '/' : `${start}/`)) {
    throw new Error(`${entry.path} does not stand at ${start}`)
  }
  return entry
}

/** A path in the community of that name; the first one has the empty name. */
interface Place {
  readonly slug: string
  readonly path: string
}

function placeOf(request: Request): Place {
  const whole = placeInFirst(request)
  const found = prefix.exec(whole.path)
  return found ? { slug: found[1] ?? '', path: whole.path.slice(found[0].length) || '/' } : whole
}

/** The whole address as a path of the first community, whatever it begins with. */
const placeInFirst = (request: Request): Place => ({ slug: '', path: new URL(request.url).pathname })

async function understand(
  request: Request,
  peer: string,
  params: Record<string, string>,
  { slug, path }: Place,
  doors: Doors,
  services: Services,
): Promise<Asked> {
  const here = await doors.community(slug)
  const who = await doors.who(request, here)
  const url = new URL(request.url)
  return {
    request,
    path,
    query: url.searchParams,
    params,
    here,
    who,
    locale: localeFor(request, here, who),
    zone: who?.person?.zone ?? cookieOf(request, 'zone', zoneNamed) ?? here?.zone ?? 'UTC',
    ...arrivalOf(request, peer, services.config, doors.publicAddress()),
    services,
  }
}

function localeFor(request: Request, here: CommunityHere | undefined, who: Who | undefined): string {
  const chosen = cookieOf(request, 'lang', (text) => text) ?? who?.person?.locale
  const accepted = request.headers.get('accept-language')
  return chooseLocale({
    ...(chosen ? { chosen } : {}),
    ...(accepted ? { accepted } : {}),
    ...(here ? { fallback: here.locale } : {}),
  })
}

function cookieOf<T>(request: Request, name: string, read: (text: string) => T | undefined): T | undefined {
  const found = new RegExp(`(?:^|;\\s*)${name}=([^;]*)`).exec(request.headers.get('cookie') ?? '')
  try {
    return found?.[1] ? read(decodeURIComponent(found[1])) : undefined
  } catch {
    return undefined
  }
}

async function answer(entry: Entry, asked: Asked, around: Surroundings): Promise<Response> {
  try {
    if (entry.method === 'POST' && !entry.fromAnywhere && !isOurOwn(asked.request, asked.origin))
      return notOurOwn(asked, around)
    const given = await entry.answer(asked)
    if (given instanceof Response) return given
    if (given instanceof Go) return seeOther(asked, given)
    const page = render(asked, given, around)
    if (entry.allows) page.headers.set('permissions-policy', allowing(entry.allows))
    return page
  } catch (error) {
    return answerFailure(error, entry, asked, around)
  }
}

function seeOther(asked: Asked, { to, headers }: Go): Response {
  const path = to.startsWith('/') ? `${asked.here?.base ?? ''}${to}` : to
  const all = new Headers(headers)
  all.set('location', path)
  all.set('cache-control', 'no-store')
  return new Response(null, { status: 303, headers: all })
}

const notThere = (asked: Asked, around: Surroundings): Promise<Response> =>
  answerFailure(new NotFound(), undefined, asked, around)

function toSetup(asked: Asked): Response {
  return asked.request.method === 'GET' ? seeOther(asked, new Go('/setup')) : new Response('', { status: 404 })
}

function withPlainHeaders(response: Response): Response {
  for (const [name, value] of Object.entries(plainHeaders))
    if (!response.headers.has(name)) response.headers.set(name, value)
  return response
}
