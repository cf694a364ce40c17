import { ButtonLink, Card, EmptyState, Link, Page, Row, RowItem, Rows, useReader } from '../../ui/index.ts'
import type { TopicLine } from '../reads.ts'

/** What the forum is, for somebody who is not in yet. */
export function ForumDoor() {
  const { say, community } = useReader()
  return (
    <Page
      title={say('forum.title')}
      width="narrow"
      hidden={false}
      lead={say('forum.door.lead', { community: community?.name ?? '' })}
    >
      <p>{say('forum.door.text')}</p>
      <Row>
        <ButtonLink to="/join" kind="first">
          {say('forum.door.join')}
        </ButtonLink>
        <ButtonLink to="/sign-in?next=/forum/topics">{say('forum.door.signIn')}</ButtonLink>
      </Row>
    </Page>
  )
}

interface TopicsProps {
  readonly lines: readonly TopicLine[]
  readonly older: string | undefined
  readonly organises: boolean
}

/** All topics, those last answered first. */
export function Topics({ lines, older, organises }: TopicsProps) {
  const { say } = useReader()
  const begin = (
    <ButtonLink to="/forum/topics/new" kind="first">
      {say('forum.begin')}
    </ButtonLink>
  )
  return (
    <Page
      title={say('forum.title')}
      lead={say('forum.lead')}
      lock={say('forum.seenBy')}
      actions={
        <>
          {begin}
          {organises && <ButtonLink to="/forum/reports">{say('forum.reports.title')}</ButtonLink>}
        </>
      }
    >
      {lines.length === 0 ? (
        <EmptyState title={say('forum.empty.title')} action={begin}>
          <p>{say('forum.empty.text')}</p>
        </EmptyState>
      ) : (
        <Card>
          <Rows label={say('forum.title')}>
            {lines.map((line) => (
              <TopicRow key={line.id} line={line} />
            ))}
          </Rows>
        </Card>
      )}
      {older && (
        <p>
          <Link to={`/forum/topics?before=${encodeURIComponent(older)}`}>{say('forum.older')}</Link>
        </p>
      )}
    </Page>
  )
}

function TopicRow({ line }: { line: TopicLine }) {
  const { say, moment } = useReader()
  const by = line.author ?? say('forum.someoneGone')
  return (
    <RowItem note={say('forum.line', { by, answers: line.answers, when: moment(line.movedAt, 'relative') })}>
      <Link to={`/forum/topics/${line.id}`}>{line.title}</Link>
    </RowItem>
  )
}
