import type { Circle, Fellow } from '../../circles/rules.ts'
import type { Answer, LocalHour, Meeting } from '../../scheduling/rules.ts'
import type { Why } from '../../turns/rules.ts'
import {
  Actions,
  ButtonLink,
  Card,
  Chip,
  Link,
  Notice,
  Page,
  PostButton,
  Progress,
  Ring,
  RowItem,
  Rows,
  useReader,
  Voice,
  When,
} from '../../ui/index.ts'
import type { AskedItem, OwnCommitment } from '../rules.ts'
import { Asked } from './asked.tsx'

export interface CircleHomeData {
  readonly circle: Circle
  readonly me: string
  readonly fellows: readonly Fellow[]
  /** The reader has agreed to the agreement, and so may set the times. */
  readonly mayWrite: boolean
  /** How many have. */
  readonly agreed: number
  readonly asked: readonly AskedItem[]
  readonly commitments: readonly OwnCommitment[]
  readonly next: NextData | undefined
  /** While no times are set: a time at which all whose places were kept are free. */
  readonly suits: Meeting | undefined
  /** The meeting that the circle holds apart, where nothing in it is asked of the reader just now. */
  readonly apart: string | undefined
  /** A place is kept here for somebody who has not answered. */
  readonly awaited: boolean
}

export interface NextData {
  readonly meeting: Meeting
  readonly answer: Answer | undefined
  /** It goes on, or begins within the hour. */
  readonly soon: boolean
  /** What the reader does this time, and why it is their turn. */
  readonly turns: readonly { readonly role: string; readonly why: Why }[]
  /** For whom it is the hardest hour, if it is a hard one and that is somebody else. */
  readonly hardest: LocalHour | undefined
}

/** A circle as its members find it: when it meets, what is asked of them, who sits here. */
export function CircleHomePage(data: CircleHomeData) {
  const { say } = useReader()
  const { circle, fellows, asked, commitments, next, mayWrite, awaited } = data
  const seated = fellows.length
  return (
    <Page
      title={circle.name}
      above={say('home.circle.above', { rhythm: circle.rhythm, seated })}
      lock={say('home.circle.lock', { seated })}
      aside={<Beside {...data} />}
    >
      {circle.ended && <Notice title={say('home.circle.ended.title')}>{say('home.circle.ended')}</Notice>}
      {next ? <NextMeeting circle={circle} next={next} /> : mayWrite && <NoTimesYet {...data} />}
      {asked.length + commitments.length > 0 ? (
        <Asked items={asked} commitments={commitments} circle={circle.id} next={next?.meeting.starts} />
      ) : (
        <Quiet {...data} />
      )}
      {data.apart && (
        <p>
          <Link to={`/circles/${circle.id}/meetings/${data.apart}/room`}>{say('home.circle.apart')}</Link>
        </p>
      )}
      {awaited && <p class="quiet">{say('home.circle.awaited')}</p>}
      {circle.purpose && <Voice from={say('home.circle.purpose')}>{circle.purpose}</Voice>}
    </Page>
  )
}

/** Where nothing is asked: unless a question stands above. */
function Quiet({ circle, next, mayWrite, suits, fellows }: CircleHomeData) {
  const { say } = useReader()
  if (circle.ended) return null
  if (suits && fellows.length < 3) return <p class="quiet">{say('home.circle.othersCome')}</p>
  const open = next ? !next.answer : mayWrite
  return open ? null : <p class="quiet">{say('home.asked.nothing')}</p>
}

function NextMeeting({ circle, next }: { circle: Circle; next: NextData }) {
  const { say, moment } = useReader()
  const { meeting, hardest } = next
  return (
    <Card tone="now" title={say('scheduling.next.title')} beside={<MyAnswer answer={next.answer} />}>
      <When at={meeting.starts} until={meeting.ends} />
      {hardest && (
        <p class="quiet">
          {say('scheduling.next.hardest', {
            name: hardest.name,
            time: moment(meeting.starts, 'time', { zone: hardest.zone }),
            zone: hardest.zone,
          })}
        </p>
      )}
      <MyTurns circle={circle} turns={next.turns} />
      <Actions>
        {next.soon && (
          <ButtonLink to={`/circles/${circle.id}/meetings/${meeting.id}/room`} kind="first" icon="door">
            {say('home.circle.room')}
          </ButtonLink>
        )}
        {!next.answer && <AnswerButtons circle={circle.id} next={next} />}
        <ButtonLink
          to={`/circles/${circle.id}/meetings/${meeting.id}`}
          kind={next.soon || !next.answer ? 'plain' : 'first'}
        >
          {say('scheduling.next.who')}
        </ButtonLink>
        {next.answer && <AnswerButtons circle={circle.id} next={next} />}
        <ButtonLink to={`/circles/${circle.id}/meetings/${meeting.id}/preparation`} kind="slight">
          {say('scheduling.meeting.prepare')}
        </ButtonLink>
        <ButtonLink to="/me/calendar" kind="slight" icon="calendar">
          {say('scheduling.next.calendar')}
        </ButtonLink>
      </Actions>
    </Card>
  )
}

/** "You lead next time": with why, and where to swap or skip. */
function MyTurns({ circle, turns }: Pick<CircleHomeData, 'circle'> & Pick<NextData, 'turns'>) {
  const { say } = useReader()
  if (turns.length === 0) return null
  return (
    <>
      {turns.map(({ role, why }) => (
        <p key={role}>
          <strong>{say('home.turn', { role })}</strong> {say(why.key, why.values)}
        </p>
      ))}
      <p>
        <Link to={`/circles/${circle.id}/turns`}>{say('home.turn.other')}</Link>
      </p>
    </>
  )
}

function MyAnswer({ answer }: { answer: Answer | undefined }) {
  const { say } = useReader()
  if (!answer) return null
  return answer === 'in' ? (
    <Chip tone="accent" icon="check">
      {say('scheduling.mine.in')}
    </Chip>
  ) : (
    <Chip>{say('scheduling.mine.out')}</Chip>
  )
}

/** One tap says it, another one changes it. */
function AnswerButtons({ circle, next: { meeting, answer, soon } }: { circle: string; next: NextData }) {
  const { say } = useReader()
  const action = `/circles/${circle}/meetings/${meeting.id}/answer`
  return (
    <>
      {answer !== 'in' && (
        <PostButton action={action} values={{ answer: 'in', back: 'circle' }} kind={answer || soon ? 'plain' : 'first'}>
          {say('scheduling.answer.in')}
        </PostButton>
      )}
      {answer !== 'out' && (
        <PostButton action={action} values={{ answer: 'out', back: 'circle' }}>
          {say('scheduling.answer.out')}
        </PostButton>
      )}
    </>
  )
}

function NoTimesYet({ circle, suits }: Pick<CircleHomeData, 'circle' | 'suits'>) {
  const { say, moment, locale, zone } = useReader()
  const weekday = suits && new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: zone }).format(suits.starts)
  return (
    <Card tone="now" title={say('scheduling.none.title')}>
      {suits && weekday ? (
        <p>
          {say('home.circle.suits', {
            weekday,
            time: moment(suits.starts, 'time', { until: suits.ends }),
            zone: moment(suits.starts, 'zone'),
          })}
        </p>
      ) : (
        <p>{say('scheduling.none.text')}</p>
      )}
      <Actions>
        <ButtonLink to={`/circles/${circle.id}/meetings/series`} kind="first">
          {say('scheduling.none.action')}
        </ButtonLink>
      </Actions>
    </Card>
  )
}

function Beside({ circle, fellows, agreed, me }: CircleHomeData) {
  const { say, locale } = useReader()
  const names = fellows.map((fellow) => (fellow.id === me ? say('home.circle.you') : fellow.name))
  return (
    <>
      <Ring
        people={fellows.map((fellow) => ({ name: fellow.name, you: fellow.id === me }))}
        open={circle.ended ? 0 : Math.max(0, circle.places - fellows.length)}
        middle={say('home.circle.middle', { seated: fellows.length })}
        label={say('home.circle.ring', {
          names: new Intl.ListFormat(locale, { type: 'conjunction' }).format(names),
          free: circle.places - fellows.length,
        })}
      />
      <Card tone="bare" title={<Link to={`/circles/${circle.id}/people`}>{say('circles.people.who')}</Link>}>
        <Rows>
          {fellows.map((fellow) => (
            <RowItem key={fellow.id} note={fellow.pronouns}>
              {fellow.id === me ? <strong>{fellow.name}</strong> : fellow.name}
            </RowItem>
          ))}
        </Rows>
      </Card>
      <Card tone="bare" title={<Link to={`/circles/${circle.id}/agreement`}>{say('charter.title')}</Link>}>
        <Progress
          value={agreed}
          max={fellows.length}
          label={say('charter.who')}
          text={say('home.circle.agreed', { agreed, all: fellows.length })}
        />
      </Card>
    </>
  )
}
