import type { Question } from '../../seasons/rules.ts'
import {
  Card,
  Copyable,
  DataTable,
  Ending,
  HoursInWords,
  Link,
  type MessageKey,
  Notice,
  Page,
  PostButton,
  Said,
  type Say,
  useReader,
} from '../../ui/index.ts'
import { type Application, knownColumns, ownSince } from '../rules.ts'
import { GroundCard } from './ground.tsx'

interface ApplicantData {
  readonly applicant: Application
  /** What the season asks. */
  readonly questions: readonly Question[]
  /** Who may be the same person, come by themselves. */
  readonly twins: readonly Application[]
  /** The whole address of the personal link, while its person has not come. */
  readonly link: string | undefined
  readonly localOnly: boolean
}

/** One applicant: what they said, and who sees it. */
export function ApplicantPage({ applicant, questions, twins, link, localOnly }: ApplicantData) {
  const { say, moment } = useReader()
  const { id, name, address } = applicant
  const changed = ownSince(applicant)
  return (
    <Page
      title={name}
      above={say('applications.one')}
      lead={address}
      back={{ to: '/applications', label: say('applications.title') }}
    >
      {twins.map((twin) => (
        <Twin key={twin.id} of={applicant} twin={twin} />
      ))}
      <WayIn applicant={applicant} link={link} localOnly={localOnly} />
      {changed && <Notice>{say('applications.own.changed', { name, day: moment(changed, 'date') })}</Notice>}
      <Ledger of={applicant} others={say('applications.ledger.organisers')} questions={questions} />
      <GroundCard ground={applicant.ground} />
      <Ending
        summary={say('applications.remove.title')}
        text={say('applications.remove.text')}
        action={`/applications/${id}/removal`}
        button={say('applications.remove.button')}
      />
    </Page>
  )
}

/** Their personal link, while they have not come. */
function WayIn({ applicant, link, localOnly }: Pick<ApplicantData, 'applicant' | 'link' | 'localOnly'>) {
  const { say } = useReader()
  if (!link)
    return (
      <Notice tone="good">{say(applicant.taken_over_at ? 'applications.link.came' : 'applications.link.known')}</Notice>
    )
  return (
    <Card title={say('applications.link.title')}>
      <Copyable
        label={say('applications.link.label')}
        hint={say('applications.link.hint')}
        value={link}
        localOnly={localOnly}
      />
      <PostButton action={`/applications/${applicant.id}/link`} kind="slight">
        {say('applications.link.renew')}
      </PostButton>
    </Card>
  )
}

const shown = (column: string, value: string) => (column === 'availability' ? <HoursInWords text={value} /> : value)

/** Somebody who came by themselves and may be the one whom a file told of. Only whoever knows both can say. */
function Twin({ of, twin }: { of: Application; twin: Application }) {
  const { say } = useReader()
  return (
    <Card tone="ask" title={say('applications.twin.title')}>
      <p>
        <Said
          k={twin.claimed === of.address ? 'applications.twin.address' : 'applications.twin.name'}
          parts={{ a: (inside) => <Link to={`/applications/${twin.id}`}>{inside}</Link> }}
          values={{ name: twin.name, address: of.address }}
        />
      </p>
      <p>{say('applications.twin.what')}</p>
      <PostButton action={`/applications/${of.id}/twin`} values={{ own: twin.id }}>
        {say('applications.twin.button')}
      </PostButton>
      <p class="quiet">{say('applications.twin.no')}</p>
    </Card>
  )
}

type Known = Pick<Application, 'name' | 'address' | 'answers'> & { readonly zone?: string }

interface LedgerProps {
  of: Known
  /** Who sees what no question asked for. */
  others: string
  /** What the season asks, and who it said would see the answer. */
  questions?: readonly Question[]
  title?: MessageKey
}

/** Each answer, and beside it who sees it: as the season's question promised. */
export function Ledger({ of, others, questions = [], title = 'applications.ledger.title' }: LedgerProps) {
  const { say } = useReader()
  const mates = say('applications.ledger.mates')
  const about = (column: string) => {
    const question = questions.find((each) => each.column === column)
    if (question) return { name: question.label, seen: say(`seasons.seen.${question.seen}`) }
    return { name: columnName(column, say), seen: column === 'availability' ? say('ui.free.hours.seen') : others }
  }
  const rows = [
    { name: say('applications.name'), value: of.name, seen: mates },
    { name: say('applications.address'), value: of.address, seen: others },
    ...(of.zone ? [{ name: say('applications.zone'), value: of.zone, seen: mates }] : []),
    ...Object.entries(of.answers).map(([column, value]) => ({ ...about(column), value: shown(column, value) })),
  ]
  return (
    <Card title={say(title)}>
      <DataTable
        caption={say(title)}
        quietCaption
        rows={rows}
        rowKey={({ name }) => name}
        columns={[
          { label: say('applications.ledger.what'), cell: ({ name }) => name },
          { label: say('applications.ledger.said'), cell: ({ value }) => <span dir="auto">{value}</span> },
          { label: say('applications.ledger.seen'), cell: ({ seen }) => <span class="quiet">{seen}</span> },
        ]}
      />
    </Card>
  )
}

/** A column of a file is called as there, one that we know in the reader's words. */
export const columnName = (column: string, say: Say): string =>
  isKnown(column) ? say(`applications.column.${column}`) : column

const isKnown = (column: string): column is (typeof knownColumns)[number] =>
  knownColumns.some((known) => known === column)
