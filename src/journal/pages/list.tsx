import { ButtonLink, Card, EmptyState, Link, OwnPage, RowItem, Rows, Spoken, useReader } from '../../ui/index.ts'
import { type Decision, sureAtLast } from '../rules.ts'

type JournalProps = Readonly<Record<'due' | 'coming' | 'past', readonly Decision[]>>

/** All decisions, those first on which it is time to look back. */
export function JournalPage({ due, coming, past }: JournalProps) {
  const { say } = useReader()
  return (
    <OwnPage
      title={say('journal.title')}
      lead={say('journal.lead')}
      lock={say('journal.lock')}
      actions={
        <ButtonLink to="/me/journal/new" kind="first">
          {say('journal.new.title')}
        </ButtonLink>
      }
    >
      {due.length + coming.length + past.length === 0 && (
        <EmptyState title={say('journal.none.title')}>
          <p>{say('journal.none.text')}</p>
        </EmptyState>
      )}
      <List title={say('journal.due')} all={due} tone="ask" />
      <List title={say('journal.coming')} all={coming} tone="plain" />
      <List title={say('journal.past')} all={past} tone="plain" />
    </OwnPage>
  )
}

function List({ title, all, tone }: { title: string; all: readonly Decision[]; tone: 'ask' | 'plain' }) {
  const { say, moment } = useReader()
  if (all.length === 0) return null
  return (
    <Card title={title} tone={tone}>
      <Rows>
        {all.map((each) => (
          <RowItem
            key={each.id}
            note={
              each.reviewedAt
                ? say('journal.row.past', { day: moment(each.reviewedAt, 'date'), sure: sureAtLast(each) })
                : say('journal.row.coming', { day: moment(each.reviewOn, 'date'), sure: sureAtLast(each) })
            }
          >
            <Link to={`/me/journal/${each.id}`}>
              <Spoken>{each.decision}</Spoken>
            </Link>
          </RowItem>
        ))}
      </Rows>
    </Card>
  )
}
