import {
  Card,
  Copyable,
  DataTable,
  Details,
  HoursInWords,
  type MessageKey,
  Notice,
  Page,
  PostButton,
  type Say,
  useReader,
} from '../../ui/index.ts'
import { type Application, knownColumns, ownSince } from '../rules.ts'

interface ApplicantData {
  readonly applicant: Application
  /** The whole address of the personal link, while its person has not come. */
  readonly link: string | undefined
  readonly localOnly: boolean
}

/** One applicant: what they said, and who sees it. */
export function ApplicantPage({ applicant, link, localOnly }: ApplicantData) {
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
      {link ? (
        <Card title={say('applications.link.title')}>
          <Copyable
            label={say('applications.link.label')}
            hint={say('applications.link.hint')}
            value={link}
            localOnly={localOnly}
          />
          <PostButton action={`/applications/${id}/link`} kind="slight">
            {say('applications.link.renew')}
          </PostButton>
        </Card>
      ) : (
        <Notice tone="good">
          {say(applicant.taken_over_at ? 'applications.link.came' : 'applications.link.known')}
        </Notice>
      )}
      {changed && <Notice>{say('applications.own.changed', { name, day: moment(changed, 'date') })}</Notice>}
      <Ledger of={applicant} others={say('applications.ledger.organisers')} />
      <Details summary={say('applications.remove.title')}>
        <p>{say('applications.remove.text')}</p>
        <PostButton action={`/applications/${id}/removal`} kind="wrong">
          {say('applications.remove.button')}
        </PostButton>
      </Details>
    </Page>
  )
}

type Said = Pick<Application, 'name' | 'address' | 'answers'> & { readonly zone?: string }

interface LedgerProps {
  of: Said
  others: string
  title?: MessageKey
}

/** Each answer, and beside it who sees it. */
export function Ledger({ of, others, title = 'applications.ledger.title' }: LedgerProps) {
  const { say } = useReader()
  const mates = say('applications.ledger.mates')
  const rows = [
    { name: say('applications.name'), value: of.name, seen: mates },
    { name: say('applications.address'), value: of.address, seen: others },
    ...(of.zone ? [{ name: say('applications.zone'), value: of.zone, seen: mates }] : []),
    ...Object.entries(of.answers).map(([column, value]) => ({
      name: columnName(column, say),
      value: column === 'availability' ? <HoursInWords text={value} /> : value,
      seen: others,
    })),
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
