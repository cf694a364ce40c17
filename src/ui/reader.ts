import { type ComponentChildren, createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type en from '../../messages/en.json'

/** Every sentence on a screen has a key in `messages/en.json`. */
export type MessageKey = keyof typeof en

/** No dates: a message cannot know the reader's zone. Times go through `moment` and arrive here as text. */
export type Values = Record<string, string | number | boolean>
/** Elements for a message: `{name}` takes content, `<b>…</b>` a function of what it encloses. */
export type Parts = Record<string, ComponentChildren | ((inside: ComponentChildren) => ComponentChildren)>

export interface Say {
  (key: MessageKey, values?: Values): string
  /** As above, with elements in the sentence. In pages write `<Said>`. */
  rich(key: MessageKey, values: Values, parts: Parts): ComponentChildren
}

/** Any point in time: a `Date`, or a Temporal instant or zoned date and time. */
export type Instant = Date | { readonly epochMilliseconds: number }
/** A day without a time or zone, `2026-11-24`. */
export type Day = string

/**
 * - `full` Tuesday 24 November, 17:30–19:00 · your time, Europe/Lisbon
 * - `when` the same without the zone, for beside a `zone`
 * - `day` Tuesday 24 November · `date` 24 November 2026 · `short` Tue 24 Nov
 * - `time` 17:30–19:00 · `zone` your time, Europe/Lisbon
 * - `relative` today, tomorrow, in 3 days, 2 weeks ago
 * - `deadline` the day at whose end, wherever it ends last, something is over: the same for everybody
 */
export type MomentStyle = 'full' | 'when' | 'day' | 'date' | 'short' | 'time' | 'zone' | 'relative' | 'deadline'
export interface MomentOptions {
  until?: Instant | undefined
  /** An IANA name; without it the reader's own. */
  zone?: string | undefined
}
/** Says a time in the reader's zone and language. A `Day` takes the styles without a time only. */
export type Moment = (at: Instant | Day, style?: MomentStyle, options?: MomentOptions) => string

/** What a person had typed when a form came back with problems. `action` is the form's own, without `base`. */
export interface Filled {
  action: string
  values: Record<string, string | string[]>
  /** A sentence for each field that is not right yet, in the order of the page. */
  problems: Record<string, string>
  /** A sentence when every field is fine and yet it cannot be done. */
  refusal?: string
  /** What the page calls its fields: written down by them, and read by the list of problems above them when the page is rendered once more. */
  labels?: Map<string, string>
}

export interface NavItem {
  to: string
  label: string
}

/** The pages of one thing, such as a circle, for a page that stands in it. */
export interface Within {
  label: string
  items: readonly NavItem[]
}

export type OfficeName = 'organiser' | 'owner'

/** Who reads this page, in which words, and where. */
export interface ReaderContext {
  say: Say
  moment: Moment
  locale: string
  dir: 'ltr' | 'rtl'
  /** The IANA name of the person's zone. */
  zone: string
  /** What stands before every address: nothing, or `/c/slug`. */
  base: string
  /** This page, without `base`. */
  path: string
  nonce: string
  /** The address of a built file; without it `/assets/NAME`. */
  asset?: (name: string) => string
  /** What the footer offers. */
  languages?: readonly { code: string; name: string }[]
  nav?: readonly NavItem[]
  within?: Within
  filled?: Filled
  /** What the person has just done, said once at the top of the next page. */
  news?: string
  community?: { name: string; logo?: string; colour?: string }
  who?: { name: string }
  offices?: readonly OfficeName[]
}

export const Reader = createContext<ReaderContext | undefined>(undefined)

/** Who reads this page. Components only work inside a `<Reader.Provider>`. */
export function useReader(): ReaderContext {
  const reader = useContext(Reader)
  if (!reader) throw new Error('A component was rendered outside of <Reader.Provider>')
  return reader
}

/** An address as a link or form needs it: our own paths get the community's prefix, all others stay. */
export const addressFrom = (base: string, to: string): string => {
  if (!to.startsWith('/') || to.startsWith('//')) return to
  return base && to === '/' ? base : base + to
}

/** `addressFrom` for the page being rendered. `Link`, `ButtonLink` and forms already do this. */
export function useHref(): (to: string) => string {
  const { base } = useReader()
  return (to) => addressFrom(base, to)
}
