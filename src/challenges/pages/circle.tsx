import type { NoteFor } from '../../meetings/reads/notes.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Card,
  Details,
  EmptyState,
  Form,
  LockLine,
  Page,
  PostButton,
  Select,
  useReader,
  Voice,
  Written,
} from '../../ui/index.ts'
import type { Brief, Possible } from '../rules.ts'
import { Level, LevelChoice, Until } from './parts.tsx'

interface CircleProps {
  readonly circle: { readonly id: string; readonly name: string; readonly ended: boolean }
  readonly briefs: readonly Brief[]
  /** What the reader might bring. */
  readonly own: readonly Possible[]
  /** What others noted for the reader in meetings that have ended. */
  readonly notes: readonly NoteFor[]
  readonly me: string
  readonly names: ReadonlyMap<string, string>
  readonly starts: ReadonlyMap<string, Date>
  readonly today: string
}

/** The challenges that members show their circle, and what was noted for the reader. */
export function CircleChallengesPage(props: CircleProps) {
  const { say } = useReader()
  const { circle, briefs, notes } = props
  return (
    <Page
      title={say('challenges.circle.title')}
      lead={say('challenges.circle.lead')}
      lock={say('challenges.circle.lock', { circle: circle.name })}
      actions={<ButtonLink to="/me/challenges">{say('challenges.circle.mine')}</ButtonLink>}
    >
      {briefs.length === 0 && (
        <EmptyState title={say('challenges.circle.none')}>
          <p>{say('challenges.circle.noneText')}</p>
        </EmptyState>
      )}
      {briefs.map((brief) => (
        <Shown key={brief.id} {...props} brief={brief} />
      ))}
      {!circle.ended && <Show {...props} />}
      {notes.length > 0 && <NotedForMe {...props} />}
    </Page>
  )
}

function Shown({ circle, names, me, brief }: CircleProps & { brief: Brief }) {
  const { say, moment } = useReader()
  const { until } = brief
  const told = (['what', 'tried', 'wanted'] as const).filter((part) => brief[part] !== '')
  return (
    <Card
      beside={<Level privacy={brief.privacy} />}
      title={names.get(brief.person) ?? say('challenges.circle.somebody')}
    >
      <Voice>{brief.question}</Voice>
      {told.map((part) => (
        <div key={part}>
          <p class="quiet">{say(`challenges.told.${part}`)}</p>
          <Written text={brief[part]} />
        </div>
      ))}
      <p class="quiet">
        {say('challenges.circle.shownOn', { day: moment(brief.madeAt, 'date') })}
        {until && ` · ${say('challenges.kept.until', { day: moment(until, 'date') })}`}
      </p>
      {brief.person === me && !circle.ended && (
        <Actions>
          <PostButton action={`/circles/${circle.id}/challenges/${brief.id}/removal`}>
            {say('challenges.circle.takeBack')}
          </PostButton>
        </Actions>
      )}
    </Card>
  )
}

/** Shows the circle one's own, as it stands. Nothing is shown before this button is pressed. */
function Show({ circle, own, today }: CircleProps) {
  const { say, filled } = useReader()
  const action = `/circles/${circle.id}/challenges`
  if (own.length === 0) return <p class="quiet">{say('challenges.circle.ownNone')}</p>
  return (
    <Card>
      <Details summary={say('challenges.show.title')} open={filled?.action === action}>
        <Form action={action}>
          <Select
            name="challenge"
            label={say('challenges.show.which')}
            options={own.map(({ id, question }) => ({ value: id, label: question }))}
          />
          <LevelChoice value="here" />
          <Until value={null} today={today} hint={say('challenges.form.untilBrief')} />
          <LockLine>{say('challenges.circle.lock', { circle: circle.name })}</LockLine>
          <Actions>
            <Button kind="first">{say('challenges.show.button')}</Button>
          </Actions>
        </Form>
      </Details>
    </Card>
  )
}

/** What others noted in meetings: it belongs to whoever presented, who keeps it or deletes it. */
function NotedForMe({ circle, own, notes, names, starts }: CircleProps) {
  const { say, moment } = useReader()
  return (
    <Card title={say('challenges.noted.title')}>
      <p>{say(circle.ended ? 'challenges.noted.ended' : 'challenges.noted.text')}</p>
      {notes.map(({ id, meeting, author, text }) => {
        const day = starts.get(meeting)
        const from = [names.get(author) ?? say('challenges.circle.somebody'), day && moment(day, 'date')]
        return (
          <div key={id} class="stack close">
            <Voice from={from.filter(Boolean).join(' · ')}>{text}</Voice>
            {!circle.ended && <KeepOrDelete id={id} at={`/circles/${circle.id}/challenges/notes/${id}`} own={own} />}
          </div>
        )
      })}
    </Card>
  )
}

/** Where it goes is asked only of those who have more than one place for it. */
function KeepOrDelete({ id, at, own }: { id: string; at: string } & Pick<CircleProps, 'own'>) {
  const { say } = useReader()
  const options = [
    { value: '', label: say('challenges.noted.private') },
    ...own.map(({ id: challenge, question }) => ({ value: challenge, label: question })),
  ]
  return (
    <>
      {own.length > 0 && (
        <Form action={`${at}/keeping`} id={`keep-${id}`}>
          <Select name="challenge" label={say('challenges.noted.where')} options={options} value="" optional />
          <div>
            <Button>{say('challenges.noted.keep')}</Button>
          </div>
        </Form>
      )}
      <Actions>
        {own.length === 0 && <PostButton action={`${at}/keeping`}>{say('challenges.noted.keep')}</PostButton>}
        <PostButton action={`${at}/removal`} kind="slight">
          {say('challenges.noted.remove')}
        </PostButton>
      </Actions>
    </>
  )
}
