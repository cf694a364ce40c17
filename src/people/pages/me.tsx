import {
  Actions,
  Button,
  Card,
  Field,
  Form,
  Link,
  Notice,
  type OptionGroup,
  Page,
  PostButton,
  RowItem,
  Rows,
  Select,
  Switch,
  useReader,
  ZoneSelect,
} from '../../ui/index.ts'
import type { OwnHours, PersonRow } from '../reads.ts'

interface MeProps {
  readonly me: PersonRow
  readonly hours: OwnHours
  readonly locale: string
  readonly zones: readonly OptionGroup[]
  readonly now: Date
  /** Times at which an operator's link was used to come in as me. */
  readonly operatorSignIns: readonly Date[]
}

/** How the others see me, and where everything else about me is. */
export function MePage({ me, hours, locale, zones, now, operatorSignIns }: MeProps) {
  const { say, languages = [] } = useReader()
  return (
    <Page title={say('people.me.title')} lead={say('people.me.lead')} aside={<Elsewhere />} script="people.js">
      <OperatorNotice times={operatorSignIns} />
      <Form action="/me">
        <Called me={me} />
        <ZoneSelect zones={zones} zone={me.zone} now={now} />
        <Select
          name="locale"
          label={say('people.me.language')}
          hint={say('people.me.languageHint')}
          options={languages.map(({ code, name }) => ({ value: code, label: name }))}
          value={locale}
          width="medium"
        />
        <Actions>
          <Button kind="first">{say('people.save')}</Button>
        </Actions>
      </Form>
      <Hours hours={hours} />
    </Page>
  )
}

/** When one is written to about one's meetings: others' mails keep to it, and so do the windows of a meeting in one's own time. */
function Hours({ hours: { awake_from, awake_until, tell_minutes } }: Pick<MeProps, 'hours'>) {
  const { say } = useReader()
  const all = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: `${hour}:00` }))
  return (
    <Card title={say('people.hours.title')}>
      <p>{say('people.hours.text')}</p>
      <Form action="/me/hours">
        <Select
          name="awake_from"
          label={say('people.hours.from')}
          options={all}
          value={String(awake_from)}
          width="short"
        />
        <Select
          name="awake_until"
          label={say('people.hours.until')}
          options={all}
          value={String(awake_until)}
          width="short"
        />
        <Switch name="tell_minutes" label={say('people.hours.minutes')} on={tell_minutes} />
        <Actions>
          <Button>{say('people.save')}</Button>
        </Actions>
      </Form>
    </Card>
  )
}

function Called({ me }: Pick<MeProps, 'me'>) {
  const { say } = useReader()
  return (
    <>
      <Field
        name="name"
        label={say('people.me.name')}
        value={me.name}
        autocomplete="name"
        maxLength={120}
        seenBy={say('people.me.seen')}
      />
      <Field
        name="pronouns"
        label={say('people.me.pronouns')}
        hint={say('people.me.pronounsHint')}
        value={me.pronouns}
        width="medium"
        maxLength={40}
        optional
      />
      <Field
        name="say_name"
        label={say('people.me.sayName')}
        hint={say('people.me.sayNameHint')}
        value={me.say_name}
        maxLength={120}
        optional
      />
    </>
  )
}

function Elsewhere() {
  const { say } = useReader()
  const places = [
    { to: '/me/sign-in', label: say('people.signIn.title'), note: say('people.me.toSignIn') },
    { to: '/me/offers', label: say('offers.title'), note: say('people.me.toOffers') },
    { to: '/me/challenges', label: say('challenges.list.title'), note: say('people.me.toChallenges') },
    { to: '/me/journal', label: say('journal.title'), note: say('people.me.toJournal') },
    { to: '/me/notes', label: say('challenges.notes.title'), note: say('people.me.toNotes') },
    { to: '/me/calendar', label: say('people.me.calendar'), note: say('people.me.toCalendar') },
    { to: '/me/mail', label: say('people.me.mail'), note: say('people.me.toMail') },
    { to: '/me/data', label: say('people.me.data'), note: say('people.me.toData') },
    { to: '/me/leaving', label: say('people.me.leaving'), note: say('people.me.toLeaving') },
  ]
  return (
    <Card title={say('people.me.more')}>
      <Rows>
        {places.map(({ to, label, note }) => (
          <RowItem key={to} note={note}>
            <Link to={to}>{label}</Link>
          </RowItem>
        ))}
      </Rows>
      <PostButton action="/sign-out">{say('people.signOut')}</PostButton>
    </Card>
  )
}

function OperatorNotice({ times }: { times: readonly Date[] }) {
  const { say, moment } = useReader()
  if (times.length === 0) return null
  return (
    <Notice tone="warn" title={say('people.operator.title')}>
      {times.map((at) => (
        <p key={at.getTime()}>{say('people.operator.text', { when: moment(at) })}</p>
      ))}
    </Notice>
  )
}
