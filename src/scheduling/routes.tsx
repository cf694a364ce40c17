import { createHash } from 'node:crypto'
import { z } from 'zod'
import { circleOf, fellows } from '../circles/reads.ts'
import type { Seat } from '../circles/rules.ts'
import { type SeatScope, seated } from '../circles/web.ts'
import { member, type SelfScope } from '../people/web.ts'
import { calendarText } from '../platform/calendar/feed.ts'
import type { CircleDb } from '../platform/db/handles.ts'
import { bytes, go } from '../platform/http/answers.ts'
import type { Asked } from '../platform/http/asked.ts'
import { type Entry, feed, form, page } from '../platform/http/registry.ts'
import { chooseLocale } from '../platform/i18n/languages.ts'
import { sayIn } from '../platform/i18n/say.ts'
import { zoneOptions } from '../platform/i18n/zones.ts'
import { CalendarPage } from './pages/calendar.tsx'
import { MeetingPage } from './pages/meeting.tsx'
import { MeetingsPage } from './pages/meetings.tsx'
import { SeriesPage } from './pages/series.tsx'
import {
  answersTo,
  calendarOf,
  feedOf,
  languageOf,
  lastChange,
  meetingOf,
  myAnswers,
  placeOf,
  timesOf,
} from './reads.ts'
import { movingEntries } from './routes/moving.tsx'
import { soonEntries } from './routes/soon.tsx'
import type { Door } from './rules/door.ts'
import { meetingsAround } from './rules/moving.ts'
import {
  answerForm,
  type Day,
  dayIn,
  daysAfter,
  isAsBefore,
  localHours,
  type Meeting,
  meetingsBetween,
  moved,
  rhythmOf,
  type SeriesInput,
  type Suggestion,
  seriesForm,
} from './rules.ts'
import { type CalendarScope, calendarLink } from './web.ts'
import { answer, draftSeries, feedToken, planSeries, rotateFeed } from './writes.ts'

type OfMeeting = Asked<{ readonly meeting: string }>

/** Looks whether a meeting has a room to enter, or has left something. */
type FindDoor = (
  db: CircleDb,
  seat: Seat,
  meeting: Meeting,
  looking: { readonly now: Date; readonly locale: string },
) => Promise<Door | undefined>

/** What hangs on the meetings of a circle goes with them when they move. */
type ComesAlong = (db: CircleDb, seat: Seat, now: Date) => Promise<void>

/** Times that would suit a circle which has set none yet, where something is known of them. */
type Suggest = (db: CircleDb, seat: Seat, today: Day) => Promise<Suggestion | undefined>

/**
 * The meetings of a circle. Areas after this one know of rooms and of hours that suit: `findDoor` leads there, `suggest` fills the form, `comesAlong` goes with what moves.
 */
export const schedulingEntries = (findDoor: FindDoor, suggest: Suggest, comesAlong: ComesAlong): Entry[] => [
  ...soonEntries,
  ...movingEntries(comesAlong),
  page('/circles/:circle/meetings', seated, showMeetings),
  page('/circles/:circle/meetings/series', seated, showSeries(suggest)),
  form('/circles/:circle/meetings/series', seated, {
    schema: seriesForm,
    back: showSeries(suggest),
    act: async (scope, input, asked) => {
      const { db, seat } = scope
      if (input.step === 'look') return showProposal(scope, asked, input)
      await planSeries(db, seat, input, asked.services.now())
      await comesAlong(db, seat, asked.services.now())
      return go(`/circles/${seat.circle}/meetings`)
    },
  }),
  page('/circles/:circle/meetings/:meeting', seated, showMeeting(findDoor)),
  form('/circles/:circle/meetings/:meeting/answer', seated, {
    schema: answerForm,
    back: showMeeting(findDoor),
    act: async ({ db, seat }, input, asked) => {
      const { id } = await answer(db, seat, asked.params.meeting, input.answer, asked.services.now())
      return go(input.back === 'circle' ? `/circles/${seat.circle}` : `/circles/${seat.circle}/meetings/${id}`)
    },
  }),
]

/** A person's own calendar address. */
export const calendarEntries = [
  page('/me/calendar', member, showCalendar),
  form('/me/calendar', member, {
    schema: z.object({}),
    back: showCalendar,
    act: async ({ db, here, self }, _input, asked) => {
      await rotateFeed(db, self, here.vault, asked.services.now())
      return go('/me/calendar')
    },
  }),
]

/** What calendar programs read. */
export const feedEntries = [feed('/calendar/:file', calendarLink, showFeed)]

async function showMeetings({ db, seat }: SeatScope, asked: Asked) {
  const [times, circle, people, change] = await Promise.all([
    timesOf(db, seat, asked.services.now()),
    circleOf(db, seat),
    fellows(db, seat),
    lastChange(db, seat),
  ])
  const { coming } = times
  const hours = localHours(people, coming.slice(0, 1))
  return <MeetingsPage {...times} {...{ circle, hours, change }} mine={await myAnswers(db, seat, coming)} />
}

const showMeeting =
  (findDoor: FindDoor) =>
  async ({ db, seat }: SeatScope, asked: OfMeeting) => {
    const now = asked.services.now()
    const meeting = await meetingOf(db, seat, asked.params.meeting)
    const [circle, place, people, answers, door] = await Promise.all([
      circleOf(db, seat),
      placeOf(db, seat),
      fellows(db, seat),
      answersTo(db, seat, meeting),
      findDoor(db, seat, meeting, { now, locale: asked.locale }),
    ])
    const hours = localHours(people, [meeting])
    return <MeetingPage {...{ circle, meeting, place, hours, answers, now, door }} me={seat.person} />
  }

/** The times as they are, or a proposal to begin with: a week from today, in one's own zone. */
const showSeries =
  (suggest: Suggest) =>
  async ({ db, seat }: SeatScope, asked: Asked) => {
    const now = asked.services.now()
    const circle = await circleOf(db, seat)
    const { rule, coming } = await timesOf(db, seat, now)
    const [next] = coming
    const today = dayIn(asked.zone, now)
    const wish = rule ? undefined : await suggest(db, seat, today)
    const values: SeriesInput = {
      from: wish?.from ?? (next && next.starts > now ? next.day : daysAfter(today, 7)),
      rhythm: rule ? rhythmOf(rule.weeks) : circle.rhythm,
      at: rule?.at ?? wish?.at ?? '17:30',
      zone: rule?.zone ?? wish?.zone ?? asked.zone,
      minutes: rule?.minutes ?? wish?.minutes ?? 90,
      place: (await placeOf(db, seat)) ?? '',
      seen: rule?.seq ?? 0,
    }
    return <SeriesPage circle={circle} values={values} zones={zoneOptions()} proposal={undefined} />
  }

/** The same form, with what its times would mean for each of the circle. Nothing is set. */
async function showProposal({ db, seat }: SeatScope, asked: Asked, input: SeriesInput) {
  const now = asked.services.now()
  const { rules, wish } = await draftSeries(db, seat, input, now)
  const meetings = meetingsBetween([wish], now, new Date(+now + 400 * 86_400_000))
  const hours = localHours(await fellows(db, seat), meetings)
  const { before } = meetingsAround(rules, wish.from)
  const near = before && before.starts > now && daysAfter(before.day, 7) > wish.from ? before : undefined
  const stays = isAsBefore(rules, wish) ? undefined : near
  const proposal = { rule: wish, meetings, hours, moved: moved(meetings, wish), stays }
  return <SeriesPage circle={await circleOf(db, seat)} values={input} zones={zoneOptions()} proposal={proposal} />
}

async function showCalendar({ db, here, self }: SelfScope, asked: Asked) {
  const generation = await feedOf(db, self)
  const path = generation && `${here.base}/calendar/${feedToken(here.vault, self, generation)}.ics`
  return <CalendarPage address={path ? `${asked.origin}${path}` : undefined} localOnly={asked.localOnly} />
}

/** Times and links, not a word more: a calendar stands on other people's servers. */
async function showFeed({ db, here, subscriber }: CalendarScope, asked: Asked): Promise<Response> {
  const found = await calendarOf(db, subscriber, asked.services.now())
  const chosen = await languageOf(db, subscriber)
  const say = sayIn(chooseLocale({ ...(chosen ? { chosen } : {}), fallback: here.locale }))
  const events = found.map(({ meeting: { id, circle, starts, minutes, zone }, changes, changed }) => ({
    id: `${id}@trellis`,
    title: say('scheduling.feed.title'),
    url: `${asked.origin}${here.base}/circles/${circle}/meetings/${id}`,
    starts,
    minutes,
    zone,
    sequence: changes,
    stamp: changed,
  }))
  return unlessKnown(asked.request, calendarText(say('scheduling.feed.name'), events))
}

/** Programs ask often; who has this very text gets a short answer. */
function unlessKnown(request: Request, text: string): Response {
  const etag = `"${createHash('sha256').update(text).digest('base64url')}"`
  const headers = { etag, 'cache-control': 'private, no-cache' }
  const known = request.headers.get('if-none-match')?.split(',') ?? []
  if (known.some((each) => each.trim().replace(/^W\//, '') === etag))
    return new Response(null, { status: 304, headers })
  return bytes(text, 'text/calendar; charset=utf-8', {
    ...headers,
    'content-disposition': 'inline; filename="meetings.ics"',
  })
}
