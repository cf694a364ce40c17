import { Actions, ButtonLink, Card, Chip, Face, Link, Page, RowItem, Rows, useReader, When } from '../../ui/index.ts'
import type { Door } from '../rules/door.ts'
import type { Answer, LocalHour, Meeting } from '../rules.ts'
import { AnswerButtons, type CircleHere, MyAnswer, TheirTime, Where } from './parts.tsx'

interface MeetingProps {
  circle: CircleHere
  meeting: Meeting
  place: string | undefined
  hours: readonly LocalHour[]
  answers: ReadonlyMap<string, Answer>
  /** The id of whoever reads. */
  me: string
  now: Date
  door: Door | undefined
}

/** One meeting: when for me, where, who comes. */
export function MeetingPage({ circle, meeting, place, hours, answers, me, now, door }: MeetingProps) {
  const { say, moment } = useReader()
  const over = meeting.ends <= now
  return (
    <Page
      title={moment(meeting.starts, 'day')}
      above={say('scheduling.meeting.above', { circle: circle.name })}
      back={{ to: `/circles/${circle.id}/meetings`, label: say('scheduling.meetings.title') }}
      lock={say('scheduling.meeting.lock')}
    >
      {over ? (
        <Card title={say('scheduling.meeting.when')}>
          <When at={meeting.starts} until={meeting.ends} />
          <p>{say('scheduling.meeting.over')}</p>
          {door?.part && <p>{say('scheduling.meeting.missed')}</p>}
          {door && <Enter door={door} />}
        </Card>
      ) : (
        <ToCome
          {...{ circle, meeting, place, door, hours }}
          answer={answers.get(me)}
          mayMove={!meeting.beside && meeting.starts > now}
        />
      )}
      <WhoComes {...{ circle, meeting, hours, answers, over }} />
    </Page>
  )
}

type ToComeProps = Pick<MeetingProps, 'circle' | 'meeting' | 'place' | 'door' | 'hours'> & {
  answer: Answer | undefined
  /** It is of the series, and has not begun. */
  mayMove: boolean
}

function ToCome({ circle, meeting, place, door, hours, answer, mayMove }: ToComeProps) {
  const { say } = useReader()
  return (
    <Card tone="now" title={say('scheduling.meeting.when')} beside={<MyAnswer answer={answer} />}>
      <When at={meeting.starts} until={meeting.ends} />
      <Where place={place} circle={circle} />
      {door?.format && <HowWeMeet format={door.format} people={hours} />}
      {door?.first && <Enter door={door} />}
      {door?.part && answer === 'out' && (
        <p>
          {say('scheduling.meeting.cannotCome')} <Link to={door.part}>{say('meetings.part.link')}</Link>
        </p>
      )}
      <Actions>
        <AnswerButtons circle={circle} meeting={meeting} answer={answer} />
        <ButtonLink to="/me/calendar" kind="slight" icon="calendar">
          {say('scheduling.next.calendar')}
        </ButtonLink>
        {mayMove && (
          <ButtonLink to={`/circles/${circle.id}/meetings/${meeting.id}/day`} kind="slight">
            {say('scheduling.moving.title')}
          </ButtonLink>
        )}
        {door?.prepare && (
          <ButtonLink to={door.prepare} kind="slight">
            {say('scheduling.meeting.prepare')}
          </ButtonLink>
        )}
        {door && !door.first && (
          <ButtonLink to={door.to} kind="slight" icon="door">
            {say(door.label)}
          </ButtonLink>
        )}
      </Actions>
    </Card>
  )
}

/** Which way the circle meets this time, and who chose it. */
function HowWeMeet({ format, people }: { format: NonNullable<Door['format']>; people: readonly LocalHour[] }) {
  const { say } = useReader()
  const name = people.find(({ id }) => id === format.by)?.name
  return (
    <p>
      {say('scheduling.meeting.format')}: <strong>{format.title}</strong>{' '}
      <span class="quiet">
        ({name ? say('scheduling.meeting.formatBy', { name }) : say('scheduling.meeting.formatByLength')})
      </span>{' '}
      <Link to={format.to}>{say('scheduling.meeting.chooseFormat')}</Link>
    </p>
  )
}

/** The one thing to do now. */
const Enter = ({ door }: { door: Door }) => (
  <Actions>
    <ButtonLink to={door.to} kind="first" icon="door">
      {useReader().say(door.label)}
    </ButtonLink>
  </Actions>
)

type WhoProps = Pick<MeetingProps, 'circle' | 'meeting' | 'hours' | 'answers'> & { over: boolean }

function WhoComes({ circle, meeting, hours, answers, over }: WhoProps) {
  const { say, zone } = useReader()
  const count = (wanted: Answer | undefined) => hours.filter(({ id }) => answers.get(id) === wanted).length
  const counts = { in: count('in'), open: count(undefined) }
  return (
    <Card
      title={say(over ? 'scheduling.who.past' : 'scheduling.who.title')}
      beside={!over && <span class="quiet">{say('scheduling.who.count', counts)}</span>}
    >
      <Rows>
        {hours.map((hour) => (
          <RowItem
            key={hour.id}
            before={<Face name={hour.name} />}
            note={hour.zone !== zone && <TheirTime meeting={meeting} hour={hour} />}
            actions={<TheirAnswer answer={answers.get(hour.id)} />}
          >
            {hour.name}
          </RowItem>
        ))}
      </Rows>
      {!over && (
        <p>
          <Link to={`/circles/${circle.id}/guests`}>{say('scheduling.who.guest')}</Link>
        </p>
      )}
    </Card>
  )
}

function TheirAnswer({ answer }: { answer: Answer | undefined }) {
  const { say } = useReader()
  if (answer === 'in')
    return (
      <Chip tone="accent" icon="check">
        {say('scheduling.theirs.in')}
      </Chip>
    )
  return <Chip>{say(answer === 'out' ? 'scheduling.theirs.out' : 'scheduling.theirs.open')}</Chip>
}
