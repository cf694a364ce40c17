import { z } from 'zod'
import { type SeatScope, seated } from '../../circles/web.ts'
import { member } from '../../people/web.ts'
import { NotFound, Refused } from '../../platform/errors.ts'
import { go } from '../../platform/http/answers.ts'
import type { Asked } from '../../platform/http/asked.ts'
import { type Entry, form, page } from '../../platform/http/registry.ts'
import { nextMeeting } from '../../scheduling/reads.ts'
import { LibraryPage } from '../pages/library.tsx'
import { CasePage, ScenePage, type Taking, TopicPage } from '../pages/reading.tsx'
import { library } from '../protocols/shelves.ts'
import { openCase, openScene } from '../rules/library.ts'
import { nameWith, type Shelf, shelves } from '../rules/shelves.ts'
import { chooseFormat } from '../writes/formats.ts'

type InCircle = Asked<{ readonly circle: string }>
type Wanted = { readonly shelf: string; readonly item: string }
type OfItem = Asked<{ readonly circle: string } & Wanted>

const path = '/circles/:circle/library'
const item = `${path}/:shelf/:item` as const
const baseOf = ({ params }: InCircle) => `/circles/${params.circle}/library`

const shelved = () => ({
  topics: library.topics(),
  scenes: library.scenes().map(openScene),
  cases: library.cases().map(openCase),
})

/** The page of one thing of the library, as whoever may still play it reads it; throws NotFound. */
function leaf(base: string, wanted: Wanted, taking: Taking | undefined) {
  const { topics, scenes, cases } = shelved()
  const shelf = shelfOf(wanted)
  const of = <T extends { readonly id: string }>(all: readonly T[]): T => {
    const found = all.find(({ id }) => id === wanted.item)
    if (!found) throw new NotFound()
    return found
  }
  if (shelf === 'topics') return <TopicPage {...{ base, taking }} one={of(topics)} />
  if (shelf === 'scenes') return <ScenePage {...{ base, taking }} one={of(scenes)} />
  return <CasePage {...{ base, taking }} one={of(cases)} />
}

function shelfOf({ shelf }: Wanted): Shelf {
  const found = shelves.find((each) => each === shelf)
  if (!found) throw new NotFound()
  return found
}

const reading = async ({ db, seat }: SeatScope, asked: OfItem) => {
  const { params, services } = asked
  const next = await nextMeeting(db, seat, services.now())
  const action = `${baseOf(asked)}/${params.shelf}/${params.item}`
  return leaf(baseOf(asked), params, { action, circle: seat.circle, next: next?.starts })
}

/** The library of a circle, from which anything can be taken to its next meeting. */
export const circleLibraryEntries: readonly Entry[] = [
  page(path, seated, async (_, asked) => <LibraryPage base={baseOf(asked)} {...shelved()} />),
  page(item, seated, reading),
  form(item, seated, {
    schema: z.object({}),
    back: reading,
    act: async ({ db, seat }, _, asked) => {
      const { params, services } = asked
      const meeting = await nextMeeting(db, seat, services.now())
      if (!meeting) throw new Refused('meetings.library.none')
      await chooseFormat(db, seat, meeting.id, nameWith(shelfOf(params), params.item))
      return go(`/circles/${params.circle}/meetings/${meeting.id}`)
    },
  }),
]

/** The same to read for every member, also before they sit in a circle. */
export const libraryEntries: readonly Entry[] = [
  page('/library', member, async () => <LibraryPage base="/library" {...shelved()} />),
  page('/library/:shelf/:item', member, async (_, { params }) => leaf('/library', params, undefined)),
]
