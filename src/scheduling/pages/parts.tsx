import type { ComponentChildren } from 'preact'
import { Chip, Link, type MessageKey, PostButton, Time, useReader, Written } from '../../ui/index.ts'
import { type Answer, isLink, type LocalHour, type Meeting, type Rule } from '../rules.ts'

/** The circle as these pages need it. */
export interface CircleHere {
  readonly id: string
  readonly name: string
}

interface OneProps {
  circle: CircleHere
  meeting: Meeting
  answer: Answer | undefined
}

export const pathOf = (circle: CircleHere, meeting: Meeting): string => `/circles/${circle.id}/meetings/${meeting.id}`

/** One tap each; what one has said already is not offered again. */
export function AnswerButtons({ circle, meeting, answer }: OneProps) {
  const { say } = useReader()
  const action = `${pathOf(circle, meeting)}/answer`
  return (
    <>
      {answer !== 'in' && (
        <PostButton action={action} values={{ answer: 'in' }} kind={answer ? 'plain' : 'first'} icon="check">
          {say('scheduling.answer.in')}
        </PostButton>
      )}
      {answer !== 'out' && (
        <PostButton action={action} values={{ answer: 'out' }}>
          {say('scheduling.answer.out')}
        </PostButton>
      )}
    </>
  )
}

export function MyAnswer({ answer }: { answer: Answer | undefined }) {
  const { say } = useReader()
  if (answer === 'in')
    return (
      <Chip tone="accent" icon="check">
        {say('scheduling.mine.in')}
      </Chip>
    )
  return answer === 'out' ? <Chip>{say('scheduling.mine.out')}</Chip> : null
}

export const MeetingLink = ({ circle, meeting }: Omit<OneProps, 'answer'>) => (
  <Link to={pathOf(circle, meeting)}>
    <Time at={meeting.starts} until={meeting.ends} as="when" />
  </Link>
)

/** For whom the hour is least convenient, where it is a hard one. */
export function HardestHour({ meeting, hours }: { meeting: Meeting; hours: readonly LocalHour[] }) {
  const { say, moment } = useReader()
  const worst = hours.find(({ hardest, part }) => hardest && part !== 'fine')
  if (!worst) return null
  const { name, zone } = worst
  const words = { name, time: moment(meeting.starts, 'when', { zone }), zone: moment(meeting.starts, 'zone', { zone }) }
  return <p class="quiet">{say('scheduling.next.hardest', words)}</p>
}

/** "Every second Tuesday at 17:30, your time, Europe/Lisbon, for 90 minutes." */
export function RuleInWords({ rule }: { rule: Pick<Rule, 'from' | 'weeks' | 'at' | 'zone' | 'minutes'> }) {
  const { say, moment, locale } = useReader()
  const names = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
  const weekday = names.format(new Date(`${rule.from}T12:00Z`))
  const zone = moment(new Date(0), 'zone', { zone: rule.zone })
  const key: MessageKey = rule.weeks === 1 ? 'scheduling.rule.weekly' : 'scheduling.rule.fortnightly'
  return <>{say(key, { weekday, time: rule.at, zone, minutes: rule.minutes })}</>
}

/** An address opens elsewhere and learns nothing of where it was followed from. */
export function Where({ place, circle }: { place: string | undefined; circle: CircleHere }) {
  const { say } = useReader()
  if (!place)
    return (
      <p class="quiet">
        {say('scheduling.where.none')}{' '}
        <Link to={`/circles/${circle.id}/meetings/series`}>{say('scheduling.where.say')}</Link>
      </p>
    )
  if (!isLink(place)) return <Written text={place} />
  return (
    <p>
      <a href={place} rel="noreferrer noopener" target="_blank">
        {say('scheduling.where.video')}
      </a>
    </p>
  )
}

/** When a meeting is for someone else. */
export const TheirTime = ({ meeting, hour }: { meeting: Meeting; hour: LocalHour }) => (
  <>
    <Time at={meeting.starts} as="when" zone={hour.zone} /> · <Time at={meeting.starts} as="zone" zone={hour.zone} />
  </>
)

/** Early, late or in the night; and whose hour is the hardest. */
export function HourChips({ hour }: { hour: LocalHour }): ComponentChildren {
  const { say } = useReader()
  if (hour.part === 'fine') return null
  return (
    <>
      <Chip tone="now" icon="clock">
        {say(`scheduling.hour.${hour.part}`)}
      </Chip>{' '}
      {hour.hardest && <Chip>{say('scheduling.hour.hardest')}</Chip>}
    </>
  )
}
