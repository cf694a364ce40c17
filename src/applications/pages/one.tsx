import { Card, Copyable, DataTable, Details, Notice, Page, PostButton, useReader } from '../../ui/index.ts'
import { type Application, knownColumns } from '../rules.ts'

interface ApplicantData {
  readonly applicant: Application
  /** The whole address of the personal link, while its person has not come. */
  readonly link: string | undefined
  readonly localOnly: boolean
}

/** One applicant: what they said, and who sees it. */
export function ApplicantPage({ applicant, link, localOnly }: ApplicantData) {
  const { say } = useReader()
  const { id, name, address } = applicant
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

type Said = Pick<Application, 'name' | 'address' | 'zone' | 'answers'>

/** What a person's own application says. */
export function OwnApplicationPage({ community, own }: { community: string; own: Said }) {
  const { say } = useReader()
  return (
    <Page title={say('applications.own.title')} lead={say('applications.own.lead', { community })} width="narrow">
      <Ledger of={own} others={say('applications.ledger.you')} />
    </Page>
  )
}

/** Each answer, and beside it who sees it. */
function Ledger({ of, others }: { of: Said; others: string }) {
  const { say } = useReader()
  const mates = say('applications.ledger.mates')
  const rows = [
    { name: say('applications.name'), value: of.name, seen: mates },
    { name: say('applications.address'), value: of.address, seen: others },
    { name: say('applications.zone'), value: of.zone, seen: mates },
    ...Object.entries(of.answers).map(([column, value]) => ({
      name: isKnown(column) ? say(`applications.column.${column}`) : column,
      value,
      seen: others,
    })),
  ]
  return (
    <Card title={say('applications.ledger.title')}>
      <DataTable
        caption={say('applications.ledger.title')}
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

const isKnown = (column: string): column is (typeof knownColumns)[number] =>
  knownColumns.some((known) => known === column)
