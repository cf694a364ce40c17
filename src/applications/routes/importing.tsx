import { type OfficeScope, organiser } from '../../communities/web.ts'
import { Invalid } from '../../platform/errors.ts'
import { type Go, go } from '../../platform/http/answers.ts'
import type { Asked } from '../../platform/http/asked.ts'
import { idIn } from '../../platform/http/params.ts'
import { type Entry, form, page } from '../../platform/http/registry.ts'
import { chooseLocale } from '../../platform/i18n/languages.ts'
import { sayIn } from '../../platform/i18n/say.ts'
import { zoneNamed } from '../../platform/i18n/zones.ts'
import { season } from '../../seasons/reads.ts'
import type { Question } from '../../seasons/rules.ts'
import { changeQuestions, someSeason } from '../../seasons/writes.ts'
import { ImportPage, PreviewPage } from '../pages/import.tsx'
import { applications, rememberedColumns, type WaitingFile, waitingFile, withdrawnFrom } from '../reads.ts'
import {
  choicesFrom,
  columnsForm,
  fileForm,
  importForm,
  knowForm,
  knowing,
  type PeopleFile,
  plan,
  readPeople,
  stillMeant,
  unknownIn,
} from '../rules.ts'
import { importPeople, keepFile, tellColumns } from '../writes.ts'

/** A file is chosen, looked at, and imported. */
export const importEntries: Entry[] = [
  page('/applications/import', organiser, async (_scope, { query }) => <ImportPage gone={query.has('gone')} />),
  form('/applications/import', organiser, {
    schema: fileForm,
    back: async () => <ImportPage />,
    act: async ({ db, here, office }, { file }, asked) => {
      const { text, older } = textOf(new Uint8Array(await file.arrayBuffer()))
      const season = await someSeason(db, office, { name: firstName(asked), now: asked.services.now() })
      const id = await keepFile(db, here, office, season.id, { name: file.name, text })
      return go(`/applications/import/${id}${older ? '?older' : ''}`)
    },
  }),
  page('/applications/import/:import', organiser, showPreview),
  form('/applications/import/:import/columns', organiser, {
    schema: columnsForm,
    back: showPreview,
    act: (scope, meanings, asked) =>
      withFile(scope, asked, async ({ id }, { columns }) => {
        await tellColumns(scope.db, scope.office, id, choicesFrom(columns, meanings))
        return go(`/applications/import/${id}`)
      }),
  }),
  form('/applications/import/:import/choices', organiser, {
    schema: knowForm,
    back: showPreview,
    act: (scope, { columns }, asked) =>
      withFile(scope, asked, async ({ id, season }, file, questions) => {
        await changeQuestions(scope.db, season, knowing(questions, unknownIn(file, questions), columns))
        return go(`/applications/import/${id}`)
      }),
  }),
  form('/applications/import/:import', organiser, {
    schema: importForm,
    back: showPreview,
    act: (scope, { basis }, asked) =>
      withFile(scope, asked, async (waiting, file) => {
        const bringing = { waiting, file, basis, now: asked.services.now() }
        const counted = await importPeople(scope.db, scope.here, scope.office, bringing)
        const told = new URLSearchParams(Object.entries(counted).map(([name, number]) => [name, String(number)]))
        return go(`/applications?${told}`)
      }),
  }),
]

/** The file that waits, and as what it was read. Who presses twice, or has chosen another one meanwhile, is led back to choosing one. */
async function withFile<Shown>(
  scope: OfficeScope,
  asked: Asked,
  work: (waiting: WaitingFile, file: PeopleFile, questions: readonly Question[]) => Promise<Shown>,
): Promise<Shown | Go> {
  const { db, here, office } = scope
  const waiting = await waitingFile(db, here, idIn(asked, 'import'))
  if (!waiting) return go('/applications/import?gone')
  const { questions } = await season(db, office, waiting.season)
  const columns = { ...stillMeant(await rememberedColumns(db, office), questions), ...waiting.columns }
  const file = readPeople(waiting.text, { profile: 'web', zone: zoneNamed, columns, asked: questions })
  return work(waiting, file, questions)
}

function showPreview(scope: OfficeScope, asked: Asked) {
  return withFile(scope, asked, async (waiting, file, questions) => {
    const { db, here, office } = scope
    const { id, name } = waiting
    const known = await applications(db, office, waiting.season)
    const planned = plan(file.people, known, await withdrawnFrom(db, here, waiting.season))
    const from = Math.max(0, Math.floor(Number(asked.query.get('from')) || 0))
    const older = asked.query.has('older')
    return <PreviewPage asked={questions} {...{ id, name, file, planned, from, older }} />
  })
}

/** What a season is called that begins with a file. */
const firstName = ({ locale }: Asked): string => sayIn(chooseLocale({ chosen: locale }))('seasons.first')

/**
 * Text from a file: UTF-8, or UTF-16 where a mark says so. Otherwise as spreadsheets on Windows write it (`older`), for whoever imports to look
 * at. What is no text is refused rather than garbled.
 */
function textOf(content: Uint8Array): { text: string; older: boolean } {
  const [first, second] = content
  const label =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return { text: new TextDecoder(label, { fatal: true }).decode(content).replaceAll('\0', ''), older: false }
  } catch {
    if (label !== 'utf-8' || content.some(isNoLetter)) throw new Invalid({ file: 'applications.import.file.encoding' })
    return { text: new TextDecoder('windows-1252').decode(content), older: true }
  }
}

/** What stands in pictures and workbooks, and in no table: control characters but for tabs and line breaks. */
const isNoLetter = (byte: number): boolean => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d
