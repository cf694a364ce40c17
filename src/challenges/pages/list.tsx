import {
  Actions,
  Button,
  ButtonLink,
  Card,
  Details,
  EmptyState,
  Form,
  Hidden,
  Link,
  OwnPage,
  PostButton,
  RowItem,
  Rows,
  Spoken,
  useReader,
} from '../../ui/index.ts'
import { type Possible, weight } from '../rules.ts'
import { Judged, Question } from './parts.tsx'

interface ListProps {
  readonly all: readonly Possible[]
  readonly today: string
  /** The id of the one that the form may keep. */
  readonly fresh: string
}

/** What one might bring, the weightiest first, with how that is reckoned. */
export function ChallengesPage({ all, today, fresh }: ListProps) {
  const { say } = useReader()
  return (
    <OwnPage
      title={say('challenges.list.title')}
      lead={say('challenges.list.lead')}
      lock={say('challenges.list.lock')}
      actions={<ButtonLink to="/me/notes">{say('challenges.notes.title')}</ButtonLink>}
    >
      {all.length > 0 ? (
        <Card title={say('challenges.list.mine')}>
          <Rows>
            {all.map((each) => (
              <One key={each.id} one={each} today={today} />
            ))}
          </Rows>
          <Details summary={say('challenges.weight.how')}>
            <p>{say('challenges.weight.text')}</p>
          </Details>
        </Card>
      ) : (
        <EmptyState title={say('challenges.list.none')}>
          <p>{say('challenges.list.noneText')}</p>
        </EmptyState>
      )}
      <Another fresh={fresh} first={all.length === 0} />
    </OwnPage>
  )
}

function One({ one, today }: { one: Possible; today: string }) {
  const { say } = useReader()
  const { id, question, importance, urgency, surfaced, surfacedOn } = one
  const again = surfacedOn < today
  return (
    <RowItem
      note={say('challenges.weight.one', { importance, urgency, surfaced, weight: weight(one) })}
      actions={
        again ? (
          <PostButton action={`/me/challenges/${id}/surfacing`} label={say('challenges.again.label', { question })}>
            {say('challenges.again.button')}
          </PostButton>
        ) : (
          <span class="quiet">{say('challenges.again.today')}</span>
        )
      }
    >
      <Link to={`/me/challenges/${id}`}>
        <Spoken>{question}</Spoken>
      </Link>
    </RowItem>
  )
}

function Another({ fresh, first }: { fresh: string; first: boolean }) {
  const { say, filled } = useReader()
  const form = (
    <Form action="/me/challenges">
      <Hidden name="id" value={fresh} />
      <Question value="" />
      <Judged values={undefined} />
      <Actions>
        <Button kind="first">{say('challenges.new.keep')}</Button>
      </Actions>
    </Form>
  )
  if (first) return <Card title={say('challenges.new.title')}>{form}</Card>
  return (
    <Card>
      <Details summary={say('challenges.new.another')} open={filled?.action === '/me/challenges'}>
        {form}
      </Details>
    </Card>
  )
}
