import {
  Area,
  Button,
  ButtonLink,
  Card,
  Details,
  Face,
  Form,
  Notice,
  Page,
  PostButton,
  Row,
  Time,
  useReader,
  Written,
} from '../../ui/index.ts'
import type { Topic } from '../reads.ts'
import { mayEdit, mayTakeBack, type Post } from '../rules.ts'

/** A topic with its answers, and a field for one more. */
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
