import {
  Actions,
  Button,
  Card,
  Choices,
  Face,
  Field,
  Form,
  Hidden,
  Link,
  Notice,
  type OptionGroup,
  Page,
  PostButton,
  RowItem,
  Rows,
  Said,
  Select,
  useReader,
} from '../../ui/index.ts'
import { type LocalHour, lengths, type Meeting, type Rule, rhythms, type SeriesInput } from '../rules.ts'
import { type CircleHere, HourChips, RuleInWords, TheirTime } from './parts.tsx'

/** What times would mean, before they are set. */
export interface Proposal {
  readonly rule: Rule
  readonly meetings: readonly Meeting[]
  readonly hours: readonly LocalHour[]
  /** Meetings whose hour the clocks skip. */
  readonly moved: readonly Meeting[]
  /** A meeting of the times as they are that stands shortly before, and stays. */
  readonly stays: Meeting | undefined
}

interface SeriesProps {
  circle: CircleHere
  values: SeriesInput
  zones: readonly OptionGroup[]
  proposal: Proposal | undefined
}

/** When and where the circle meets: first looked at with everyone's hour, then set. */
export function SeriesPage({ circle, values, zones, proposal }: SeriesProps) {
  const { say } = useReader()
  const changing = values.seen > 0
  return (
    <Page
      title={say(changing ? 'scheduling.series.change' : 'scheduling.series.begin')}
      above={circle.name}
      back={{ to: `/circles/${circle.id}/meetings`, label: say('scheduling.meetings.title') }}
      lead={say(changing ? 'scheduling.series.changeLead' : 'scheduling.series.beginLead')}
      width="narrow"
    >
      {proposal && <Proposed circle={circle} values={values} proposal={proposal} />}
      <Card>
        <SeriesForm circle={circle} values={values} zones={zones} />
      </Card>
    </Page>
  )
}

type ProposedProps = Pick<SeriesProps, 'circle' | 'values'> & { proposal: Proposal }

function Proposed({ circle, values, proposal: { rule, meetings, hours, moved, stays } }: ProposedProps) {
  const { say, moment } = useReader()
  const [first] = meetings
  if (!first) return null
  return (
    <Card tone="now" title={say('scheduling.proposal.title')}>
      <p>
        <RuleInWords rule={rule} />
      </p>
      <p>{say('scheduling.proposal.first', { date: moment(first.starts, 'date') })}</p>
      {stays && <Stays circle={circle} meeting={stays} />}
      <EveryonesHour meeting={first} hours={hours} />
      {moved.map(({ id, starts }) => (
        <Notice key={id} tone="warn">
          {say('scheduling.proposal.moved', {
            date: moment(starts, 'date', { zone: rule.zone }),
            time: moment(starts, 'time', { zone: rule.zone }),
          })}
        </Notice>
      ))}
      <Actions>
        <PostButton action={actionOf(circle)} values={fieldsOf(values)} kind="first" icon="check">
          {say('scheduling.proposal.set')}
        </PostButton>
      </Actions>
    </Card>
  )
}

/** Whoever meant to move that one learns how. */
function Stays({ circle, meeting: { id, starts } }: { circle: CircleHere; meeting: Meeting }) {
  const { moment } = useReader()
  return (
    <Notice>
      <Said
        k="scheduling.proposal.stays"
        values={{ day: moment(starts, 'day') }}
        parts={{ a: (inside) => <Link to={`/circles/${circle.id}/meetings/${id}/day`}>{inside}</Link> }}
      />
    </Notice>
  )
}

const actionOf = (circle: CircleHere): string => `/circles/${circle.id}/meetings/series`

const fieldsOf = ({ from, rhythm, at, zone, minutes, place, seen }: SeriesInput): Record<string, string> => ({
  from,
  rhythm,
  at,
  zone,
  minutes: String(minutes),
  place,
  seen: String(seen),
  step: 'set',
})

/** Everyone's hour, with whoever has the hardest and where clocks will change. */
export function EveryonesHour({ meeting, hours }: { meeting: Meeting; hours: readonly LocalHour[] }) {
  return (
    <Rows label={useReader().say('scheduling.proposal.hours')}>
      {hours.map((hour) => (
        <RowItem key={hour.id} before={<Face name={hour.name} />} note={<HourInWords meeting={meeting} hour={hour} />}>
          {hour.name} <HourChips hour={hour} />
        </RowItem>
      ))}
    </Rows>
  )
}

function HourInWords({ meeting, hour }: { meeting: Meeting; hour: LocalHour }) {
  const { say, moment } = useReader()
  const { zone } = hour
  return (
    <>
      <TheirTime meeting={meeting} hour={hour} />
      {hour.changes.map(({ id, starts }) => (
        <span key={id}>
          <br />
          {say('scheduling.hour.change', {
            date: moment(starts, 'date', { zone }),
            time: moment(starts, 'time', { zone }),
          })}
        </span>
      ))}
    </>
  )
}

function SeriesForm({ circle, values, zones }: Pick<SeriesProps, 'circle' | 'values' | 'zones'>) {
  const { say } = useReader()
  return (
    <Form action={actionOf(circle)}>
      <Hidden name="seen" value={String(values.seen)} />
      <Rhythm values={values} />
      <Field name="at" type="time" label={say('scheduling.series.at')} value={values.at} width="medium" />
      <Select
        name="zone"
        label={say('scheduling.series.zone')}
        hint={say('scheduling.series.zoneHint')}
        options={zones}
        value={values.zone}
        width="medium"
      />
      <Length values={values} />
      <Field
        name="place"
        label={say('scheduling.series.place')}
        hint={say('scheduling.series.placeHint')}
        seenBy={say('scheduling.series.placeSeen')}
        value={values.place}
        optional
        maxLength={500}
      />
      <div>
        <Button kind="first">{say('scheduling.series.look')}</Button>
      </div>
    </Form>
  )
}

function Rhythm({ values }: { values: SeriesInput }) {
  const { say } = useReader()
  const choices = rhythms.map((value) => ({ value, label: say(`scheduling.rhythm.${value}`) }))
  return (
    <>
      <Choices name="rhythm" label={say('scheduling.series.rhythm')} choices={choices} value={values.rhythm} row />
      <Field
        name="from"
        type="date"
        label={say(values.seen > 0 ? 'scheduling.series.fromOn' : 'scheduling.series.from')}
        hint={say('scheduling.series.fromHint')}
        value={values.from}
        width="medium"
      />
    </>
  )
}

function Length({ values: { minutes } }: { values: SeriesInput }) {
  const { say } = useReader()
  const choices = lengths.map((value) => ({
    value,
    label: say('scheduling.series.minutesOf', { count: Number(value) }),
  }))
  return (
    <Choices name="minutes" label={say('scheduling.series.minutes')} choices={choices} value={String(minutes)} row />
  )
}
