import type { Question } from '../../seasons/rules.ts'
import { Card, Grid, type MessageKey, Notice, useReader } from '../../ui/index.ts'
import { type FileColumn, type FilePerson, knownColumns, namesakes, type PeopleFile } from '../rules.ts'

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
  const shown = people.slice(0, inFull)
  if (shown.length === 0) return null
  return (
    <Card title={say('applications.preview.first', { number: shown.length })}>
      <p class="quiet">{say('applications.preview.first.hint')}</p>
      <Grid>
        {shown.map((person) => (
          <div key={person.row}>
            <p>
              <strong dir="auto">{person.name}</strong>
            </p>
            <p class="quiet">
              {person.address} · {person.zone.replaceAll('_', ' ')}
            </p>
            <dl class="facts">
              {file.columns
                .flatMap((column) => told(column) ?? [])
                .map(({ label, kept }) => (
                  <div key={kept}>
                    <dt>{label}</dt>
                    <dd dir="auto">
                      {person.answers[kept] || <span class="quiet">{say('applications.preview.silent')}</span>}
                    </dd>
                  </div>
                ))}
            </dl>
          </div>
        ))}
      </Grid>
      <Namesakes people={people} />
    </Card>
  )
}

/** Under what an answer is kept, and what it is called; nothing for what stands above, and for what is left out. */
function useColumn(asked: readonly Question[]) {
  const { say } = useReader()
  return ({ name, meaning }: FileColumn): { label: string; kept: string } | undefined => {
    if (above.includes(meaning)) return undefined
    const kept = meaning === 'keep' ? name : meaning.replace(/^asks:/, '')
    const question = asked.find(({ column }) => column === kept)
    const known = knownColumns.find((column) => column === meaning)
    return { kept, label: question?.label ?? (known ? say(`applications.column.${known}` satisfies MessageKey) : kept) }
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
