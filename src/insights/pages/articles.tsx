import {
  Actions,
  Article,
  ButtonLink,
  Card,
  Chip,
  EmptyState,
  Grid,
  Link,
  LockLine,
  Page,
  Prose,
  Time,
  useReader,
} from '../../ui/index.ts'
import type { Insight, InsightLine } from '../rules.ts'

interface ListProps {
  readonly lines: readonly InsightLine[]
  /** Where older ones begin, if there are any. */
  readonly older: string | undefined
  readonly organises: boolean
}

/** What the community has learned, for whoever reads it. */
export function InsightList({ lines, older, organises }: ListProps) {
  const { say, community } = useReader()
  return (
    <Page
      title={say('insights.title')}
      description={say('insights.description', { community: community?.name ?? '' })}
      lead={say('insights.lead')}
      hidden={false}
      actions={
        <>
          <ButtonLink to="/letter" icon="mail">
            {say('insights.getLetter')}
          </ButtonLink>
          {organises && <ButtonLink to="/insights/desk">{say('insights.desk.title')}</ButtonLink>}
        </>
      }
    >
      {lines.length === 0 ? <Nothing organises={organises} /> : <Glimpses lines={lines} level={2} />}
      {older && (
        <p>
          <Link to={`/insights?before=${encodeURIComponent(older)}`}>{say('insights.older')}</Link>
        </p>
      )}
      <p>
        <Link to="/letters">{say('insights.archive.title')}</Link>
      </p>
    </Page>
  )
}

function Nothing({ organises }: { organises: boolean }) {
  const { say } = useReader()
  const write = organises && (
    <ButtonLink to="/insights/new" kind="first">
      {say('insights.write')}
    </ButtonLink>
  )
  return (
    <EmptyState title={say('insights.empty.title')} action={write}>
      <p>{say('insights.empty.text')}</p>
    </EmptyState>
  )
}

/** Articles side by side, each with the first thing to take away. */
export function Glimpses({ lines, level }: { lines: readonly InsightLine[]; level: 2 | 3 }) {
  return (
    <Grid>
      {lines.map((line) => (
        <Card
          key={line.id}
          level={level}
          title={<Link to={`/insights/${line.id}`}>{line.title}</Link>}
          beside={line.forMembers && <ForMembers />}
        >
          <p dir="auto">{line.takeaways[0]}</p>
          <p class="quiet">
            <By line={line} />
          </p>
        </Card>
      ))}
    </Grid>
  )
}

const ForMembers = () => <Chip icon="lock">{useReader().say('insights.forMembers')}</Chip>

/** Who wrote it, and since when it is published. */
export function By({ line }: { line: InsightLine }) {
  const { say } = useReader()
  return (
    <>
      {say('insights.by', { author: line.author })}
      {line.publishedAt && (
        <>
          {' · '}
          <Time at={line.publishedAt} as="date" />
        </>
      )}
    </>
  )
}

interface InsightProps {
  readonly insight: Insight
  readonly member: boolean
  readonly organises: boolean
}

/** One article: first what to take away, then the text. */
export function InsightPage({ insight, member, organises }: InsightProps) {
  const { say } = useReader()
  return (
    <Page
      title={insight.title}
      description={insight.takeaways[0]}
      width="narrow"
      hidden={insight.forMembers}
      back={{ to: '/insights', label: say('insights.title') }}
      actions={organises && <ButtonLink to={`/insights/${insight.id}/edition`}>{say('insights.change')}</ButtonLink>}
    >
      <InsightWords insight={insight} />
      {insight.forMembers && <LockLine>{say('insights.members.seenBy')}</LockLine>}
      {!member && <Onward />}
    </Page>
  )
}

function InsightWords({ insight }: { insight: Insight }) {
  const { say } = useReader()
  return (
    <>
      <p class="quiet">
        <By line={insight} />
      </p>
      <Card title={say('insights.takeaways')} tone="now">
        <Prose>
          <ul dir="auto">
            {insight.takeaways.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </Prose>
      </Card>
      <div dir="auto">
        <Article text={insight.body} />
      </div>
    </>
  )
}

/** What somebody who came from outside may do next. */
function Onward() {
  const { say } = useReader()
  return (
    <Card title={say('insights.onward.title')} tone="bare">
      <p>{say('insights.onward.text')}</p>
      <Actions>
        <ButtonLink to="/letter" kind="first" icon="mail">
          {say('insights.getLetter')}
        </ButtonLink>
        <ButtonLink to="/">{say('insights.onward.what')}</ButtonLink>
      </Actions>
    </Card>
  )
}
