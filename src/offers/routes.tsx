import { member, type SelfScope } from '../people/web.ts'
import { Refused } from '../platform/errors.ts'
import { go } from '../platform/http/answers.ts'
import type { Asked } from '../platform/http/asked.ts'
import { type Entry, form, page } from '../platform/http/registry.ts'
import { chooseLocale } from '../platform/i18n/languages.ts'
import { sayIn } from '../platform/i18n/say.ts'
import { FinderPage, OffersPage } from './pages.tsx'
import { ownOffers } from './reads.ts'
import { finderForm, linesOf, listForm, offerForm } from './rules.ts'
import { changeOffers, keepOffers } from './writes.ts'

/** What one can give: finding it, keeping it, and showing it to one's circles. */
export const offerEntries: Entry[] = [
  page('/me/offers', member, showOffers),
  form('/me/offers', member, {
    schema: listForm,
    back: showOffers,
    act: async ({ db, here, self }, said, asked) => {
      await changeOffers(db, here, self, said, asked.services.now())
      return go('/me/offers?saved')
    },
  }),
  form('/me/offers/new', member, {
    schema: offerForm,
    back: showOffers,
    act: async ({ db, here, self }, { words }, asked) => {
      await keepOffers(db, here, self, [words], asked.services.now())
      return go('/me/offers?found=1')
    },
  }),
  page('/me/offers/finder', member, async () => <FinderPage />),
  form('/me/offers/finder', member, {
    schema: finderForm,
    back: async () => <FinderPage />,
    act: async ({ db, here, self }, answers, asked) => {
      const say = sayIn(chooseLocale({ chosen: asked.locale }))
      const found = linesOf(answers).map(({ question, line }) => say(`offers.draft.${question}`, { words: line }))
      if (found.length === 0) throw new Refused('offers.finder.nothing')
      await keepOffers(db, here, self, found, asked.services.now())
      return go(`/me/offers?found=${found.length}`)
    },
  }),
]

async function showOffers({ db, here, self }: SelfScope, { query }: Asked) {
  const found = Number(query.get('found')) || 0
  return <OffersPage offers={await ownOffers(db, here, self)} found={found} saved={query.has('saved')} />
}
