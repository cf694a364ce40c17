import {
  Area,
  Button,
  ButtonLink,
  Card,
  Details,
  EmptyState,
  Face,
  Field,
  Form,
  Hidden,
  Link,
  Notice,
  Page,
  PostButton,
  Row,
  RowItem,
  Rows,
  Time,
  useReader,
  Written,
} from '../ui/index.ts'
import type { ReportLine, Topic, TopicLine } from './reads.ts'
import { mayEdit, mayTakeBack, type Post } from './rules.ts'

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

export function NewTopic() {
  const { say } = useReader()
  return (
    <Page
      title={say('forum.new.title')}
      width="narrow"
      lead={say('forum.new.lead')}
      back={{ to: '/forum/topics', label: say('forum.title') }}
    >
      <Form action="/forum/topics/new">
        <TopicFields />
        <div>
          <Button kind="first">{say('forum.new.publish')}</Button>
        </div>
      </Form>
    </Page>
  )
}

function TopicFields({ title, body }: { title?: string; body?: string }) {
  const { say } = useReader()
  return (
    <>
      <Field name="title" label={say('forum.field.title')} value={title} maxLength={120} />
      <Area
        name="body"
        label={say('forum.field.body')}
        value={body}
        rows={8}
        hint={say('forum.field.hint')}
        seenBy={say('forum.seenBy')}
      />
    </>
  )
}

export function TopicPage({ topic }: { topic: Topic }) {
  const { say } = useReader()
  const { post, answers } = topic
  const path = `/forum/topics/${post.id}`
  return (
    <Page title={topic.title} width="narrow" back={{ to: '/forum/topics', label: say('forum.title') }}>
      <PostCard post={post} topic={post.id} removable={mayTakeBack(post, answers.length)} />
      {answers.map((each) => (
        <PostCard key={each.id} post={each} topic={post.id} isAnswer removable={mayEdit(each)} />
      ))}
      {post.hiddenBecause === undefined && (
        <Card title={say('forum.answer.title')} tone="bare">
          <Form action={path}>
            <Area name="body" label={say('forum.field.answer')} rows={5} seenBy={say('forum.seenBy')} />
            <div>
              <Button kind="first">{say('forum.answer.send')}</Button>
            </div>
          </Form>
        </Card>
      )}
    </Page>
  )
}

interface PostProps {
  readonly post: Post
  readonly topic: string
  readonly isAnswer?: boolean
  readonly removable: boolean
}

function PostCard({ post, topic, isAnswer = false, removable }: PostProps) {
  const { say } = useReader()
  const name = post.author?.name ?? say('forum.someoneGone')
  return (
    <Card id={`post-${post.id}`}>
      <Row>
        <Face name={name} />
        <span>
          <strong>{name}</strong>
          <br />
          <small class="quiet">
            <Time at={post.madeAt} /> {post.edited && say('forum.edited')}
          </small>
        </span>
      </Row>
      {post.hiddenBecause !== undefined && (
        <Notice tone="warn">{say('forum.hidden', { because: post.hiddenBecause })}</Notice>
      )}
      {post.folded ? (
        <Details summary={say('forum.folded')}>
          <Written text={post.body} />
        </Details>
      ) : (
        <Written text={post.body} />
      )}
      <PostWays post={post} topic={topic} isAnswer={isAnswer} removable={removable} />
    </Card>
  )
}

/** What one may do with these words: the author changes or takes back, others report or fold away. */
function PostWays({ post, topic, isAnswer, removable }: PostProps) {
  const { say } = useReader()
  const own = isAnswer ? `/forum/answers/${post.id}` : `/forum/topics/${topic}`
  if (post.mine) {
    return (
      <Row>
        {mayEdit(post) && (
          <ButtonLink to={`${own}/edition`} kind="slight">
            {say('forum.edit')}
          </ButtonLink>
        )}
        {removable && (
          <PostButton action={`${own}/removal`} kind="slight">
            {say('forum.takeBack')}
          </PostButton>
        )}
      </Row>
    )
  }
  return (
    <Row>
      <ButtonLink to={`/forum/topics/${topic}/report${isAnswer ? `?answer=${post.id}` : ''}`} kind="slight">
        {say('forum.report.open')}
      </ButtonLink>
      {post.author && !post.folded && (
        <PostButton action="/forum/blocks" values={{ person: post.author.id, topic }} kind="slight">
          {say('forum.block')}
        </PostButton>
      )}
      {post.author && post.folded && (
        <PostButton action="/forum/blocks/end" values={{ person: post.author.id, topic }} kind="slight">
          {say('forum.unblock')}
        </PostButton>
      )}
    </Row>
  )
}

export function EditTopic({ id, title, body }: { id: string; title: string; body: string }) {
  const { say } = useReader()
  return (
    <Page title={say('forum.editTopic')} width="narrow" back={{ to: `/forum/topics/${id}`, label: title }}>
      <Form action={`/forum/topics/${id}/edition`}>
        <TopicFields title={title} body={body} />
        <div>
          <Button kind="first">{say('forum.save')}</Button>
        </div>
      </Form>
    </Page>
  )
}

export function EditAnswer({ id, topic, body }: { id: string; topic: string; body: string }) {
  const { say } = useReader()
  return (
    <Page
      title={say('forum.editAnswer')}
      width="narrow"
      back={{ to: `/forum/topics/${topic}`, label: say('forum.title') }}
    >
      <Form action={`/forum/answers/${id}/edition`}>
        <Area name="body" label={say('forum.field.answer')} value={body} rows={6} seenBy={say('forum.seenBy')} />
        <div>
          <Button kind="first">{say('forum.save')}</Button>
        </div>
      </Form>
    </Page>
  )
}

export function ReportPage({ topic, answer, words }: { topic: string; answer: string | undefined; words: string }) {
  const { say } = useReader()
  return (
    <Page title={say('forum.report.title')} width="narrow" lead={say('forum.report.lead')}>
      <Card>
        <Written text={words} />
      </Card>
      <Form action={`/forum/topics/${topic}/report`}>
        {answer && <Hidden name="answer" value={answer} />}
        <Area name="because" label={say('forum.report.because')} rows={3} seenBy={say('forum.report.seenBy')} />
        <div>
          <Button kind="first">{say('forum.report.send')}</Button>
        </div>
      </Form>
    </Page>
  )
}

export function Reported() {
  const { say } = useReader()
  return (
    <Page title={say('forum.reported.title')} width="narrow" lead={say('forum.reported.text')}>
      <Row>
        <ButtonLink to="/forum/topics">{say('forum.title')}</ButtonLink>
      </Row>
    </Page>
  )
}

export function Reports({ lines }: { lines: readonly ReportLine[] }) {
  const { say } = useReader()
  return (
    <Page
      title={say('forum.reports.title')}
      width="narrow"
      lead={say('forum.reports.lead')}
      back={{ to: '/forum/topics', label: say('forum.title') }}
    >
      {lines.length === 0 && (
        <EmptyState title={say('forum.reports.none')}>
          <p>{say('forum.reports.noneText')}</p>
        </EmptyState>
      )}
      {lines.map((line) => (
        <Card key={line.id} title={line.title}>
          <Written text={line.words} />
          <p class="quiet">{say('forum.reports.because', { because: line.because })}</p>
          <Form action={`/forum/reports/${line.id}`}>
            <Area
              name="because"
              label={say('forum.reports.reason')}
              rows={2}
              optional
              hint={say('forum.reports.reasonHint')}
            />
            <Row>
              <Button name="outcome" value="hidden" kind="first">
                {say('forum.reports.hide')}
              </Button>
              <Button name="outcome" value="left">
                {say('forum.reports.leave')}
              </Button>
            </Row>
          </Form>
        </Card>
      ))}
    </Page>
  )
}
