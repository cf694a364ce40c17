import type { Possible } from '../../challenges/rules.ts'
import type { Chosen } from '../../meetings/rules/formats.ts'
import {
  Actions,
  Area,
  Button,
  ButtonLink,
  Card,
  Details,
  Form,
  Link,
  LockLine,
  Notice,
  Page,
  PostButton,
  RowItem,
  Rows,
  Spoken,
  useReader,
  Voice,
} from '../../ui/index.ts'
import { type Recommended, weight } from '../rules/recommend.ts'
import { parts, type Reflection } from '../rules.ts'
import { CoachingCards } from './cards.tsx'
import { WayToMeet } from './recommended.tsx'

export interface PreparingProps {
  readonly circle: { readonly id: string; readonly name: string }
  readonly meeting: { readonly id: string; readonly starts: Date }
  readonly me: string
  /** Whose turn it is to bring a challenge. */
  readonly presenter: { readonly id: string; readonly name: string } | undefined
  readonly reflection: Reflection | undefined
  /** The reader's own, the weightiest first, and the one that is looked at. */
  readonly own: readonly Possible[]
  readonly picked: Possible | undefined
  /** The circle sees a brief of it. */
  readonly shown: boolean
  readonly recommended: Recommended | undefined
  readonly chosen: Chosen
  readonly over: boolean
  readonly kept: boolean
}

/** Ten quiet minutes before a meeting. None of it has to be done. */
export function PreparingPage(props: PreparingProps) {
  const { say, moment } = useReader()
  const { circle, meeting, me, presenter, kept } = props
  return (
    <Page
      title={say('preparing.title')}
      above={moment(meeting.starts, 'full')}
      lead={say('preparing.lead')}
      width="narrow"
      back={{ to: `/circles/${circle.id}/meetings/${meeting.id}`, label: say('preparing.back') }}
    >
      {kept && (
        <Notice tone="good" news>
          {say('preparing.kept')}
        </Notice>
      )}
      {presenter && (
        <Notice>{say('preparing.turn', { you: presenter.id === me ? 'yes' : 'no', name: presenter.name })}</Notice>
      )}
      <Reflecting {...props} />
      <Bringing {...props} />
      {props.picked && props.recommended && <WayToMeet {...props} kind={props.picked.kind} found={props.recommended} />}
      <CoachingCards />
    </Page>
  )
}

function Reflecting({ circle, meeting, reflection }: PreparingProps) {
  const { say } = useReader()
  return (
    <Card title={say('preparing.reflect.title')}>
      <Form action={`/circles/${circle.id}/meetings/${meeting.id}/preparation`}>
        {parts.map((part) => (
          <Area
            key={part}
            name={part}
            label={say('preparing.reflect.part', { part })}
            value={reflection?.[part]}
            rows={2}
            maxLength={2000}
            optional
          />
        ))}
        <LockLine>{say('preparing.reflect.lock')}</LockLine>
        <Actions>
          <Button kind="first">{say('preparing.reflect.keep')}</Button>
        </Actions>
      </Form>
    </Card>
  )
}

/** Which of one's own one might bring, and what the circle sees of it. */
function Bringing({ circle, meeting, own, picked, shown }: PreparingProps) {
  const { say } = useReader()
  if (!picked)
    return (
      <Card title={say('preparing.bring.title')}>
        <p>{say('preparing.bring.none')}</p>
        <Actions>
          <ButtonLink to="/me/challenges">{say('preparing.bring.begin')}</ButtonLink>
        </Actions>
      </Card>
    )
  const others = own.filter(({ id }) => id !== picked.id).slice(0, 5)
  const { importance, urgency, surfaced } = picked
  return (
    <Card title={say('preparing.bring.title')}>
      <Voice from={say('challenges.weight.one', { importance, urgency, surfaced, weight: weight(picked) })}>
        {picked.question}
      </Voice>
      <p class="quiet">{say('challenges.weight.text')}</p>
      <p>{say(shown ? 'preparing.bring.shown' : 'preparing.bring.hidden')}</p>
      <Actions>
        <ButtonLink to={`/me/challenges/${picked.id}`}>{say('preparing.bring.write')}</ButtonLink>
        {!shown && (
          <PostButton action={`/circles/${circle.id}/challenges`} values={{ challenge: picked.id }}>
            {say('challenges.show.button')}
          </PostButton>
        )}
      </Actions>
      {others.length > 0 && <Others {...{ circle, meeting, others }} />}
    </Card>
  )
}

function Others({
  circle,
  meeting,
  others,
}: Pick<PreparingProps, 'circle' | 'meeting'> & { others: readonly Possible[] }) {
  const { say } = useReader()
  return (
    <Details summary={say('preparing.bring.others')}>
      <Rows>
        {others.map((each) => (
          <RowItem key={each.id} note={say('preparing.bring.weight', { weight: weight(each) })}>
            <Link to={`/circles/${circle.id}/meetings/${meeting.id}/preparation?challenge=${each.id}`}>
              <Spoken>{each.question}</Spoken>
            </Link>
          </RowItem>
        ))}
      </Rows>
    </Details>
  )
}
