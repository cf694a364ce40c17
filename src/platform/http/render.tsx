import { randomBytes } from 'node:crypto'
import type { VNode } from 'preact'
import { render as toHtml } from 'preact-render-to-string'
import { type Filled, type NavItem, Reader, type ReaderContext, type Within } from '../../ui/reader.ts'
import { chooseLocale, directionOf, type Locale, languageChoices } from '../i18n/languages.ts'
import { momentIn } from '../i18n/moments.ts'
import { sayIn } from '../i18n/say.ts'
import type { Asked } from './asked.ts'
import { securityHeaders } from './headers.ts'

/** What a page needs beside who asks: where its files are, and what the top of the page leads to. */
export interface Surroundings {
  /** The served address of a built file, by its name. */
  asset(name: string): string
  nav(asked: Asked): readonly NavItem[]
  /** The pages of the thing in which this page stands, such as a circle. */
  within(asked: Asked): Within | undefined
}

/** Renders a page for whoever asks: in their words, zone and direction, under a fresh nonce. */
export function render(asked: Asked, page: VNode, around: Surroundings, status = 200, filled?: Filled): Response {
  const nonce = randomBytes(16).toString('base64')
  const named = filled && { ...filled, labels: new Map<string, string>() }
  const write = () => toHtml(<Reader.Provider value={readerFor(asked, around, nonce, named)}>{page}</Reader.Provider>)
  // The list of problems stands above the fields, and calls them what they are called below.
  if (named && Object.keys(named.problems).length > 0) write()
  const html = write()
  return new Response(`<!doctype html>${html}`, { status, headers: securityHeaders(asked, nonce) })
}

/** Who reads: the same context for pages, mails and streams that render a part of a page. */
export function readerFor(asked: Asked, around: Surroundings, nonce: string, filled?: Filled): ReaderContext {
  const locale = localeOf(asked)
  const say = sayIn(locale)
  const { here, who } = asked
  const within = around.within(asked)
  return {
    say,
    moment: momentIn({ say, locale, zone: asked.zone, now: asked.services.now() }),
    locale,
    dir: directionOf(locale),
    zone: asked.zone,
    base: here?.base ?? '',
    path: asked.path,
    nonce,
    asset: around.asset,
    languages: languageChoices,
    nav: around.nav(asked),
    ...(within ? { within } : {}),
    ...(filled ? { filled } : {}),
    ...(here ? { community: communityFor(here) } : {}),
    ...(who?.person ? { who: { name: who.person.name }, offices: who.person.offices } : {}),
  }
}

function communityFor(here: NonNullable<Asked['here']>): NonNullable<ReaderContext['community']> {
  return {
    name: here.name,
    ...(here.logo ? { logo: `${here.base}${here.logo}` } : {}),
    ...(here.colour ? { colour: here.colour } : {}),
  }
}

/** The language of whoever asks; `asked.locale` was chosen among those we speak. */
export function localeOf(asked: Asked): Locale {
  return chooseLocale({ chosen: asked.locale })
}
