import { directionOf, type Locale, languageChoices } from '../../src/platform/i18n/languages.ts'
import { momentIn } from '../../src/platform/i18n/moments.ts'
import { sayIn } from '../../src/platform/i18n/say.ts'
import type { ReaderContext } from '../../src/ui/index.ts'

export const today = new Date('2026-11-20T10:00Z')

/** Yara in Lisbon, who sits in a circle of the Open Table. */
export function readerIn(locale: Locale, rest: Partial<ReaderContext> = {}): ReaderContext {
  const say = sayIn(locale)
  const zone = 'Europe/Lisbon'
  return {
    say,
    locale,
    zone,
    moment: momentIn({ say, locale, zone, now: today }),
    dir: directionOf(locale),
    base: '',
    path: '/circles/long-table',
    nonce: 'gallery',
    languages: languageChoices,
    community: { name: 'Open Table Network' },
    who: { name: 'Yara Okafor' },
    nav: [
      { to: '/circles/long-table', label: 'Circle' },
      { to: '/network', label: 'Network' },
      { to: '/learn', label: 'Learn' },
    ],
    ...rest,
  }
}
