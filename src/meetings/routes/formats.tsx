import { z } from 'zod'
import { fellows } from '../../circles/reads.ts'
import { type SeatScope, seated } from '../../circles/web.ts'
import type { OfficeScope } from '../../communities/web.ts'
import { organiser } from '../../communities/web.ts'
import { anyone } from '../../people/web.ts'
import { NotFound } from '../../platform/errors.ts'
import { bytes, go } from '../../platform/http/answers.ts'
import type { Asked } from '../../platform/http/asked.ts'
import { readValues } from '../../platform/http/input.ts'
import { type Entry, feed, form, page } from '../../platform/http/registry.ts'
import { answersTo, meetingOf } from '../../scheduling/reads.ts'
import { ChoosePage } from '../pages/choose.tsx'
import { FormatPage } from '../pages/format.tsx'
import { FormatsPage } from '../pages/formats.tsx'
import { OwnPage } from '../pages/own.tsx'
import { SheetPage } from '../pages/sheet.tsx'
import { scale } from '../protocol/engine.ts'
import { protocolSchema } from '../protocol/format.ts'
import { chosenFor, formatOf, formatsFor, officeFormats } from '../reads/formats.ts'
import { apartOf } from '../rules/apart.ts'
import { chooseForm, type Format, ownForm, type Placed, printedFor, readOwn, textOf } from '../rules/formats.ts'
import { chosenIn } from '../rules/shelves.ts'
import {
  changeCommunityFormat,
  changeFormat,
  chooseFormat,
  keepCommunityFormat,
  keepFormat,
  removeCommunityFormat,
  removeFormat,
  shareFormat,
} from '../writes/formats.ts'
import { circleLibraryEntries } from './library.tsx'

type InCircle = Asked<{ readonly circle: string }>
type OfFormat = Asked<{ readonly circle: string; readonly format: string }>
type OfMeeting = Asked<{ readonly circle: string; readonly meeting: string }>

const list = '/circles/:circle/formats'
const one = `${list}/:format` as const
const baseOf = ({ params }: InCircle) => `/circles/${params.circle}/formats`
const nothing = z.object({})

/** What a person typed, and what is wrong with it; nothing while they have not. */
async function typed(asked: Asked): Promise<{ readonly text: string | undefined; readonly faults: readonly Placed[] }> {
  if (asked.request.method !== 'POST') return { text: undefined, faults: [] }
  const text = await textOf(await readValues(asked))
  const reading = readOwn(text)
  return { text, faults: 'faults' in reading ? reading.faults : [] }
}

const file = ({ format }: Format) =>
  bytes(`${JSON.stringify(format, null, 2)}\n`, 'application/json', {
    'content-disposition': `attachment; filename="${format.id}.json"`,
  })

const textFrom = ({ format }: Format): string => JSON.stringify(format, null, 2)

const choosing = async ({ db, seat }: SeatScope, { params }: OfMeeting) => {
  const meeting = await meetingOf(db, seat, params.meeting)
  const [people, answers, chosen] = await Promise.all([
    fellows(db, seat),
    answersTo(db, seat, meeting),
    chosenFor(db, seat, meeting),
  ])
  const formats = await formatsFor(db, seat, chosen.key)
  const expected = people.filter(({ id }) => answers.get(id) !== 'out').length
  const by = people.find(({ id }) => id === chosen.by)?.name
  return (
    <ChoosePage
      {...{ formats, chosen, expected, by, circle: seat.circle }}
      meeting={meeting.id}
      starts={meeting.starts}
      minutes={meeting.minutes}
    />
  )
}

const the = async ({ db, seat }: SeatScope, { params }: OfFormat): Promise<Format> => {
  const found = await formatOf(db, seat, params.format)
  if (!found) throw new NotFound()
  return found
}

const reading = async (scope: SeatScope, asked: OfFormat) => {
  const found = await the(scope, asked)
  const seatedHere = (await fellows(scope.db, scope.seat)).length
  const printed = printedFor(new URLSearchParams(), found.format, seatedHere)
  const apart = apartOf(found, seatedHere) && `/circles/${scope.seat.circle}/apart?format=${found.key}`
  const plan = scale(found.format, printed.people, printed.minutes)
  const own = found.origin === 'circle'
  return (
    <FormatPage
      {...{ own, apart }}
      base={baseOf(asked)}
      one={found}
      plan={'cannot' in plan ? undefined : plan}
      shares={own}
    />
  )
}

const writing = async (_: SeatScope, asked: InCircle) => (
  <OwnPage action={`${baseOf(asked)}/new`} base={baseOf(asked)} circle {...(await typed(asked))} text={undefined} />
)

const changing = async (scope: SeatScope, asked: OfFormat) => {
  const found = await the(scope, asked)
  if (found.origin !== 'circle') throw new NotFound()
  const { text, faults } = await typed(asked)
  const action = `${baseOf(asked)}/${found.key}/change`
  return <OwnPage action={action} base={baseOf(asked)} circle faults={faults} text={text ?? textFrom(found)} />
}

/** The formats of a circle: to look at, to choose for a meeting, to print, and of its own to write. */
const circleEntries: readonly Entry[] = [
  ...circleLibraryEntries,
  page(list, seated, async ({ db, seat }, asked) => (
    <FormatsPage base={baseOf(asked)} formats={await formatsFor(db, seat)} circle />
  )),
  page(`${list}/new`, seated, writing),
  form(`${list}/new`, seated, {
    schema: ownForm,
    back: writing,
    act: async ({ db, seat }, input, asked) =>
      go(`${baseOf(asked)}/${await keepFormat(db, seat, await textOf(input))}`),
  }),
  page(one, seated, reading),
  page(`${one}/sheet`, seated, async (scope, asked) => {
    const found = await the(scope, asked)
    const printed = printedFor(asked.query, found.format, (await fellows(scope.db, scope.seat)).length)
    const plan = scale(found.format, printed.people, printed.minutes)
    return <SheetPage base={baseOf(asked)} one={found} printed={printed} plan={plan} />
  }),
  feed(`${one}/file`, seated, async (scope, asked) => {
    const found = await the(scope, asked)
    // What somebody is told alone, and how a case ends, is for the room.
    if (chosenIn(found.key)?.item) throw new NotFound()
    return file(found)
  }),
  page(`${one}/change`, seated, changing),
  form(`${one}/change`, seated, {
    schema: ownForm,
    back: changing,
    act: async ({ db, seat }, input, asked) => {
      await changeFormat(db, seat, asked.params.format, await textOf(input))
      return go(`${baseOf(asked)}/${asked.params.format}`)
    },
  }),
  form(`${one}/sharing`, seated, {
    schema: nothing,
    back: reading,
    act: async ({ db, here, seat }, _, asked) => {
      await shareFormat(db, here, seat, asked.params.format)
      return go(baseOf(asked))
    },
  }),
  form(`${one}/removal`, seated, {
    schema: nothing,
    back: reading,
    act: async ({ db, seat }, _, asked) => {
      await removeFormat(db, seat, asked.params.format)
      return go(baseOf(asked))
    },
  }),
  page('/circles/:circle/meetings/:meeting/format', seated, choosing),
  form('/circles/:circle/meetings/:meeting/format', seated, {
    schema: chooseForm,
    back: choosing,
    act: async ({ db, seat }, { format }, { params }) => {
      await chooseFormat(db, seat, params.meeting, format)
      return go(`/circles/${params.circle}/meetings/${params.meeting}`)
    },
  }),
]

export { circleEntries as circleFormatEntries }

const base = '/formats'
type OfShared = Asked<{ readonly format: string }>

const shared = async ({ db, office }: OfficeScope, { params }: OfShared): Promise<Format> => {
  const [found] = await officeFormats(db, office.community, params.format)
  if (!found) throw new NotFound()
  return found
}

const readingShared = async (scope: OfficeScope, asked: OfShared) => {
  const found = await shared(scope, asked)
  const { people, minutes } = printedFor(new URLSearchParams(), found.format, 6)
  const plan = scale(found.format, people, minutes)
  return <FormatPage base={base} one={found} plan={'cannot' in plan ? undefined : plan} own shares={false} />
}

const writingShared = async (_: OfficeScope, asked: Asked) => (
  <OwnPage action={`${base}/new`} base={base} circle={false} {...(await typed(asked))} text={undefined} />
)

const changingShared = async (scope: OfficeScope, asked: OfShared) => {
  const found = await shared(scope, asked)
  const { text, faults } = await typed(asked)
  const action = `${base}/${found.key}/change`
  return <OwnPage action={action} base={base} circle={false} faults={faults} text={text ?? textFrom(found)} />
}

/** The formats that a community keeps for its circles, for its organisers; and for everybody the schema by which formats are read. */
export const communityFormatEntries: readonly Entry[] = [
  feed(`${base}/schema.json`, anyone, async () =>
    bytes(`${JSON.stringify(protocolSchema(), null, 2)}\n`, 'application/schema+json'),
  ),
  page(base, organiser, async ({ db, office }) => (
    <FormatsPage base={base} formats={await officeFormats(db, office.community)} circle={false} />
  )),
  page(`${base}/new`, organiser, writingShared),
  form(`${base}/new`, organiser, {
    schema: ownForm,
    back: writingShared,
    act: async ({ db, office }, input) => go(`${base}/${await keepCommunityFormat(db, office, await textOf(input))}`),
  }),
  page(`${base}/:format`, organiser, readingShared),
  page(`${base}/:format/sheet`, organiser, async (scope, asked) => {
    const found = await shared(scope, asked)
    const printed = printedFor(asked.query, found.format, 6)
    return (
      <SheetPage
        base={base}
        one={found}
        printed={printed}
        plan={scale(found.format, printed.people, printed.minutes)}
      />
    )
  }),
  feed(`${base}/:format/file`, organiser, async (scope, asked) => file(await shared(scope, asked))),
  page(`${base}/:format/change`, organiser, changingShared),
  form(`${base}/:format/change`, organiser, {
    schema: ownForm,
    back: changingShared,
    act: async ({ db, office }, input, { params }) => {
      await changeCommunityFormat(db, office, params.format, await textOf(input))
      return go(`${base}/${params.format}`)
    },
  }),
  form(`${base}/:format/removal`, organiser, {
    schema: nothing,
    back: readingShared,
    act: async ({ db, office }, _, { params }) => {
      await removeCommunityFormat(db, office, params.format)
      return go(base)
    },
  }),
]
