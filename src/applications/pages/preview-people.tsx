import type { Question } from '../../seasons/rules.ts'
import { Card, DataTable, Notice, useReader } from '../../ui/index.ts'
import { type FileColumn, type FilePerson, keptAs, knownColumns, namesakes, type PeopleFile } from '../rules.ts'

interface FirstData {
  readonly file: PeopleFile
  readonly people: readonly FilePerson[]
  /** The questions of the season. */
  readonly asked: readonly Question[]
}

/** So many are shown with all that the file says of them: enough to see whether each column was understood. */
const inFull = 3

/** The first few people whole, and who has the same name as somebody else. */
export function FirstPeople({ file, people, asked }: FirstData) {
  const { say } = useReader()
  const told = useColumn(asked)
  const lines: Line[] = [
    { label: say('applications.address'), of: ({ address }) => address },
    { label: say('applications.zone'), of: ({ zone }) => zone.replaceAll('_', ' ') },
    ...file.columns.flatMap((column) => told(column) ?? []),
  ]
  const shown = people.slice(0, inFull)
  if (shown.length === 0) return null
  return (
    <Card title={say('applications.preview.first', { number: shown.length })}>
      <p class="quiet">{say('applications.preview.first.hint')}</p>
      <DataTable
        caption={say('applications.preview.first.hint')}
        quietCaption
        columns={[
          { label: say('applications.column'), cell: ({ label }: Line) => label },
          ...shown.map((person) => ({
            label: say('applications.preview.person', { name: person.name, row: person.row }),
            cell: ({ of }: Line) => of(person) || <span class="quiet">{say('applications.preview.silent')}</span>,
          })),
        ]}
        rows={lines}
        rowKey={({ label }) => label}
      />
      <Namesakes people={people} />
    </Card>
  )
}

/** One thing that the file says of each. */
interface Line {
  readonly label: string
  readonly of: (person: FilePerson) => string
}

/** What a column says of somebody, under what it is called; nothing for what stands above, and for what is left out. */
function useColumn(asked: readonly Question[]) {
  const { say } = useReader()
  return (column: FileColumn): Line | undefined => {
    const { meaning } = column
    if (above.includes(meaning)) return undefined
    const kept = keptAs(column)
    const question = asked.find((each) => each.column === kept)
    const known = knownColumns.find((each) => each === meaning)
    const label = question?.label ?? (known ? say(`applications.column.${known}`) : column.name)
    return { label, of: ({ answers }) => answers[kept]?.replaceAll(';', ' ·') ?? '' }
  }
}

const above: readonly string[] = ['ignore', 'id', 'name', 'email', 'time_zone']

function Namesakes({ people }: Pick<FirstData, 'people'>) {
  const { say, locale } = useReader()
  const twice = namesakes(people)
  if (twice.length === 0) return null
  const list = new Intl.ListFormat(locale, { type: 'conjunction' })
  const shown = twice.slice(0, mostNames)
  return (
    <Notice>
      {say('applications.preview.twice', {
        names: list.format(
          shown.map(([name, rows]) =>
            say('applications.preview.twice.rows', { name, rows: list.format(rows.map(String)) }),
          ),
        ),
        more: twice.length - shown.length,
      })}
    </Notice>
  )
}

/** More than these nobody reads in one sentence. */
const mostNames = 12
