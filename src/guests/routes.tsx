import { z } from 'zod'
import { fellows } from '../circles/reads.ts'
import { type SeatScope, seated } from '../circles/web.ts'
import { formatNamed } from '../meetings/reads/formats.ts'
import { inLanguage } from '../meetings/rules/formats.ts'
import { guestFormats } from '../meetings/rules/shelves.ts'
import { siteOf } from '../people/web.ts'
import { go } from '../platform/http/answers.ts'
import type { Asked } from '../platform/http/asked.ts'
import { form, page, stream } from '../platform/http/registry.ts'
import { chooseLocale } from '../platform/i18n/languages.ts'
import { sayIn } from '../platform/i18n/say.ts'
import { newId } from '../platform/ids.ts'
import { post } from '../platform/mail/post.ts'
import { timesOf } from '../scheduling/reads.ts'
import * as mails from './mails.tsx'
import { GuestsPage } from './pages/guests.tsx'
import { FollowPage, PromisePage } from './pages/room.tsx'
import { guestsOf, roomFor } from './reads.ts'
import { faceForm, type InviteInput, inviteForm, windowOf } from './rules.ts'
import { type GuestScope, guest, watchAsGuest } from './web.ts'
import { guestKnows, guestToken, inviteGuest, promise, showMyselfAs, withdrawGuest } from './writes.ts'

const path = '/circles/:circle/guests'
type InCircle = Asked<{ readonly circle: string }>
const back = ({ params }: InCircle) => go(`/circles/${params.circle}/guests`)
const linkOf = ({ here }: Pick<SeatScope, 'here'>, { origin }: Asked, id: string) =>
  `${origin}${here.base}/guest/${guestToken(here.vault, id)}`

const guests = async (scope: SeatScope, asked: InCircle) => {
  const { db, seat } = scope
  const now = asked.services.now()
  const [invited, people, { coming: meetings }] = await Promise.all([
    guestsOf(db, seat),
    fellows(db, seat),
    timesOf(db, seat, now),
  ])
  const expected = invited.filter(({ closes, withdrawn }) => closes > now && !withdrawn)
  return (
    <GuestsPage
      circle={seat.circle}
      me={people.find(({ id }) => id === seat.person)?.name ?? ''}
      fresh={newId()}
      meetings={meetings.map(({ id, starts }) => ({ id, starts }))}
      localOnly={asked.localOnly}
      formats={await formatsIn(scope, asked)}
      guests={expected.map((each) => ({
        ...each,
        by: people.find(({ id }) => id === each.invitedBy)?.name,
        link: each.invitedBy === seat.person ? linkOf(scope, asked, each.id) : undefined,
        moved: meetings.some((one) => one.id === each.meeting && +windowOf(one).opens !== +each.opens),
      }))}
    />
  )
}

/** How a meeting with a guest can go, by name. */
const formatsIn = ({ db, seat }: SeatScope, { locale }: Asked) =>
  Promise.all(
    guestFormats.map(async (name) => {
      const { title = {} } = (await formatNamed(db, seat, name)) ?? {}
      return { name, title: inLanguage(title, locale) }
    }),
  )

/** Sends the link by mail, where an address was given: it is kept nowhere else. */
async function sendLink({ db, here }: SeatScope, { id, address, name }: InviteInput, opens: Date, asked: Asked) {
  if (address === '') return
  const locale = chooseLocale({ chosen: asked.locale })
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone: here.zone })
  const site = { community: here.name, site: siteOf(asked, here) }
  const words = mails.linkWords(sayIn(locale), site, guestToken(here.vault, id), `${when.format(opens)} (${here.zone})`)
  await post(db, { here, to: { address, name, locale }, secret: true, kind: mails.linkMail.kind, ...words })
}

/** Whom the circle asks in. */
export const guestEntries = [
  page(path, seated, guests),
  form(path, seated, {
    schema: inviteForm,
    back: guests,
    act: async (scope, input, asked) => {
      const opens = await inviteGuest(scope.db, scope.seat, scope.here, input, asked.services.now())
      if (opens) await sendLink(scope, input, opens, asked)
      return back(asked)
    },
  }),
  form(`${path}/:guest/face`, seated, {
    schema: faceForm,
    back: guests,
    act: async ({ db, seat }, { shown }, asked) => {
      await showMyselfAs(db, seat, asked.params.guest, shown)
      return back(asked)
    },
  }),
  form(`${path}/:guest/telling`, seated, {
    schema: z.object({}),
    back: guests,
    act: async ({ db, seat }, _, asked) => {
      await guestKnows(db, seat, asked.params.guest)
      return back(asked)
    },
  }),
  form(`${path}/:guest/withdrawal`, seated, {
    schema: z.object({}),
    back: guests,
    act: async ({ db, seat }, _, asked) => {
      await withdrawGuest(db, seat, asked.params.guest, asked.services.now())
      return back(asked)
    },
  }),
]

type Held = Asked<{ readonly token: string }>

const following = async ({ db, here, guest }: GuestScope, asked: Held) => {
  const { token } = asked.params
  if (!guest.promised) return <PromisePage token={token} opens={guest.opens} speaks={guest.speaks} />
  const room = await roomFor(db, here, guest, { now: asked.services.now(), locale: asked.locale })
  return <FollowPage token={token} room={room} />
}

/** What a guest's own link opens. */
export const guestLinkEntries = [
  page('/guest/:token', guest, following),
  form('/guest/:token', guest, {
    schema: z.object({}),
    back: following,
    act: async ({ db }, _, { params }) => {
      await promise(db)
      return go(`/guest/${params.token}`)
    },
  }),
  stream('/guest/:token/stream', guest, async ({ guest: holder }, asked) => watchAsGuest(asked, holder)),
]
