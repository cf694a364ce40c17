import { Actions, ButtonLink, Card, EmptyState, Page, RowItem, Rows, useReader, When } from '../../ui/index.ts'
import type { Answer, LocalHour, Meeting, Rule } from '../rules.ts'
import { AnswerButtons, type CircleHere, HardestHour, MeetingLink, MyAnswer, pathOf, RuleInWords } from './parts.tsx'

interface MeetingsProps {
  circle: CircleHere
  /** The rule written last; undefined before the circle has set its times. */
  rule: Rule | undefined
  coming: readonly Meeting[]
  past: readonly Meeting[]
  mine: ReadonlyMap<string, Answer>
  hours: readonly LocalHour[]
  change: { name: string | null; at: Date } | undefined
}

/** What comes and what has been. */
export function MeetingsPage({ circle, rule, coming, past, mine, hours, change }: MeetingsProps) {
  const { say } = useReader()
  const [next, ...then] = coming
  return (
    <Page
      title={say('scheduling.meetings.title')}
      above={circle.name}
      lock={say('scheduling.meetings.lock')}
      aside={rule && <OurTimes circle={circle} rule={rule} change={change} />}
    >
      {next ? (
        <NextMeeting circle={circle} meeting={next} answer={mine.get(next.id)} hours={hours} />
      ) : (
        <NoMeetings circle={circle} />
      )}
      <Card tone="bare" title={say('scheduling.beside.title')}>
        <p>{say('scheduling.beside.text')}</p>
        <Actions>
          <ButtonLink to={`/circles/${circle.id}/apart`}>{say('scheduling.beside.apart')}</ButtonLink>
          <ButtonLink to={`/circles/${circle.id}/soon`}>{say('scheduling.beside.soon')}</ButtonLink>
        </Actions>
      </Card>
      {then.length > 0 && (
        <Card title={say('scheduling.meetings.coming')}>
          <MeetingRows circle={circle} meetings={then} mine={mine} />
        </Card>
      )}
      {past.length > 0 && (
        <Card title={say('scheduling.meetings.past')} tone="bare">
          <MeetingRows circle={circle} meetings={past} mine={new Map()} />
        </Card>
      )}
    </Page>
  )
}

interface RowsProps {
  circle: CircleHere
  meetings: readonly Meeting[]
  mine: ReadonlyMap<string, Answer>
}

const MeetingRows = ({ circle, meetings, mine }: RowsProps) => (
  <Rows>
    {meetings.map((meeting) => (
      <RowItem key={meeting.id} actions={mine.has(meeting.id) && <MyAnswer answer={mine.get(meeting.id)} />}>
        <MeetingLink circle={circle} meeting={meeting} />
      </RowItem>
    ))}
  </Rows>
)

function NoMeetings({ circle }: { circle: CircleHere }) {
  const { say } = useReader()
  return (
    <EmptyState
      title={say('scheduling.none.title')}
      action={
        <ButtonLink to={`/circles/${circle.id}/meetings/series`} kind="first" icon="calendar">
          {say('scheduling.none.action')}
        </ButtonLink>
      }
    >
      <p>{say('scheduling.none.text')}</p>
    </EmptyState>
  )
}

interface NextProps {
  circle: CircleHere
  meeting: Meeting
  answer: Answer | undefined
  hours: readonly LocalHour[]
}

function NextMeeting({ circle, meeting, answer, hours }: NextProps) {
  const { say } = useReader()
  return (
    <Card tone="now" title={say('scheduling.next.title')} beside={<MyAnswer answer={answer} />}>
      <When at={meeting.starts} until={meeting.ends} />
      <HardestHour meeting={meeting} hours={hours} />
      <Actions>
        <AnswerButtons circle={circle} meeting={meeting} answer={answer} />
        <ButtonLink to={pathOf(circle, meeting)} kind="slight">
          {say('scheduling.next.who')}
        </ButtonLink>
        <ButtonLink to="/me/calendar" kind="slight" icon="calendar">
          {say('scheduling.next.calendar')}
        </ButtonLink>
      </Actions>
    </Card>
  )
}

function OurTimes({ circle, rule, change }: Pick<MeetingsProps, 'circle' | 'change'> & { rule: Rule }) {
  const { say, moment } = useReader()
  return (
    <Card tone="bare" title={say('scheduling.times.title')}>
      <p>
        <RuleInWords rule={rule} />
      </p>
      {change?.name && (
        <p class="quiet">{say('scheduling.times.change', { name: change.name, date: moment(change.at, 'date') })}</p>
      )}
      <Actions>
        <ButtonLink to={`/circles/${circle.id}/meetings/series`} icon="pen">
          {say('scheduling.times.edit')}
        </ButtonLink>
      </Actions>
    </Card>
  )
}
