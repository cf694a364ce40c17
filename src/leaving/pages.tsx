import {
  Actions,
  Button,
  ButtonLink,
  Card,
  Field,
  Form,
  LockLine,
  type MessageKey,
  Notice,
  OwnPage,
  Page,
  type Say,
  useReader,
} from '../ui/index.ts'
import type { Fate } from './rules.ts'

/** What is kept about me, and the file to take along. */
export function MyDataPage() {
  const { say } = useReader()
  return (
    <OwnPage title={say('leaving.data.title')} lead={say('leaving.data.lead')}>
      <p>{say('leaving.data.what')}</p>
      <p>{say('leaving.data.circles')}</p>
      <LockLine>{say('leaving.data.lock')}</LockLine>
      <Actions>
        <ButtonLink to="/me/data.json" kind="first">
          {say('leaving.data.get')}
        </ButtonLink>
      </Actions>
    </OwnPage>
  )
}

interface LeavingProps {
  readonly name: string
  readonly fates: readonly Fate[]
  readonly lastOwner: boolean
}

/** Before one goes: what is deleted, what stays for the others without one's name, and one's own name to type. */
export function LeavingPage({ name, fates, lastOwner }: LeavingProps) {
  const { say } = useReader()
  const stays = fates.filter(({ fate }) => fate === 'stays')
  return (
    <OwnPage title={say('leaving.title')} lead={say('leaving.lead')}>
      <Card title={say('leaving.goes')}>
        <p>{say('leaving.goesAlways')}</p>
        <Kept fates={fates.filter(({ fate }) => fate === 'goes')} />
      </Card>
      <Card title={say('leaving.stays')}>
        <p>{say(stays.length > 0 ? 'leaving.staysWhy' : 'leaving.nothing')}</p>
        <Kept fates={stays} />
      </Card>
      <p class="hint">{say('leaving.backups')}</p>
      {lastOwner ? <Notice tone="warn">{say('leaving.lastOwner')}</Notice> : <LeaveForm name={name} />}
    </OwnPage>
  )
}

function LeaveForm({ name }: { name: string }) {
  const { say } = useReader()
  return (
    <Card tone="wrong" title={say('leaving.sure')}>
      <Form action="/me/leaving">
        <Field name="name" label={say('leaving.type', { name })} autocomplete="off" maxLength={120} />
        <Actions>
          <Button kind="wrong">{say('leaving.go')}</Button>
          <ButtonLink to="/me" kind="slight">
            {say('leaving.stay')}
          </ButtonLink>
        </Actions>
      </Form>
    </Card>
  )
}

function Kept({ fates }: { fates: readonly Fate[] }) {
  const { say } = useReader()
  if (fates.length === 0) return null
  return (
    <ul>
      {fates.map(({ table, number }) => (
        <li key={table}>{say('leaving.counted', { what: nameOf(say, table), number })}</li>
      ))}
    </ul>
  )
}

/** Tables by the names that people know; a test asks one of every table that points to a person. */
export const names: Readonly<Record<string, MessageKey>> = {
  contact: 'leaving.kept.contact',
  office: 'leaving.kept.office',
  seat: 'leaving.kept.seat',
  invitation: 'leaving.kept.invitation',
  join_request: 'leaving.kept.joinRequest',
  join_yes: 'leaving.kept.joinYes',
  rebalancing: 'leaving.kept.rebalancing',
  rebalancing_seat: 'leaving.kept.rebalancingSeat',
  rebalancing_yes: 'leaving.kept.rebalancingYes',
  circle: 'leaving.kept.circle',
  consent: 'leaving.kept.consent',
  operator_sign_in: 'leaving.kept.operatorSignIn',
  mail: 'leaving.kept.mail',
  minutes_news: 'leaving.kept.minutesNews',
  offer: 'leaving.kept.offer',
  rsvp: 'leaving.kept.rsvp',
  turn: 'leaving.kept.turn',
  turn_meeting: 'leaving.kept.turnMeeting',
  turn_there: 'leaving.kept.turnThere',
  turn_wish: 'leaving.kept.turnWish',
  turn_away: 'leaving.kept.turnAway',
  small_group: 'leaving.kept.smallGroup',
  guest: 'leaving.kept.guest',
  guest_face: 'leaving.kept.guestFace',
  guest_untold: 'leaving.kept.guestUntold',
  calendar_feed: 'leaving.kept.calendarFeed',
  commitment: 'leaving.kept.commitment',
  commitment_step: 'leaving.kept.commitmentStep',
  topic: 'leaving.kept.topic',
  answer: 'leaving.kept.answer',
  application: 'leaving.kept.application',
  applicant_letter: 'leaving.kept.applicantLetter',
  application_import: 'leaving.kept.applicationImport',
  block: 'leaving.kept.block',
  challenge: 'leaving.kept.challenge',
  charter_sign: 'leaving.kept.charterSign',
  charter_version: 'leaving.kept.charterVersion',
  formation: 'leaving.kept.formation',
  formation_step: 'leaving.kept.formation',
  formation_price: 'leaving.kept.formation',
  formed_circle: 'leaving.kept.formedCircle',
  report: 'leaving.kept.report',
  run: 'leaving.kept.run',
  run_entry: 'leaving.kept.runEntry',
  run_awaited: 'leaving.kept.runAwaited',
  soon: 'leaving.kept.soon',
  soon_answer: 'leaving.kept.soonAnswer',
  series_rule: 'leaving.kept.seriesRule',
  circle_format: 'leaving.kept.circleFormat',
  community_format: 'leaving.kept.communityFormat',
  meeting_format: 'leaving.kept.meetingFormat',
  possible_challenge: 'leaving.kept.possibleChallenge',
  own_note: 'leaving.kept.ownNote',
  brief: 'leaving.kept.brief',
  decision: 'leaving.kept.decision',
  reflection: 'leaving.kept.reflection',
  airtime: 'leaving.kept.airtime',
}

function nameOf(say: Say, table: string): string {
  const key = names[table]
  return key ? say(key) : table.replaceAll('_', ' ')
}

/** After one has gone. */
export function GonePage() {
  const { say } = useReader()
  return (
    <Page title={say('leaving.gone.title')} lead={say('leaving.gone.lead')} width="narrow">
      <Actions>
        <ButtonLink to="/">{say('failure.home')}</ButtonLink>
      </Actions>
    </Page>
  )
}
