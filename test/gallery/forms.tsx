import {
  Actions,
  Area,
  Button,
  ButtonLink,
  Choices,
  Field,
  FilePick,
  Form,
  Hidden,
  Page,
  Select,
  Steps,
  Switch,
  WeekHours,
} from '../../src/ui/index.ts'

const steps = [
  { label: 'You', state: 'done' as const },
  { label: 'Your circle', note: '3 minutes', state: 'here' as const },
  { label: 'Invite', state: 'ahead' as const },
]

/** A form with a field of every kind; with `filled` in the reader it is the one that came back. */
export const JoinForm = () => (
  <Page
    title="Start a circle"
    width="narrow"
    back={{ to: '/circles', label: 'All circles' }}
    lead="Four short questions. You can change every answer later."
    lock="Members of the network see the name and the purpose. Nobody sees what you write in the circle."
  >
    <Steps label="Where you are" steps={steps} />
    <Form action="/circles/new">
      <Hidden name="season" value="spring" />
      <Words />
      <Picks />
      <Others />
      <Actions>
        <Button kind="first">Start the circle</Button>
        <ButtonLink to="/circles" kind="slight">
          Not now
        </ButtonLink>
      </Actions>
    </Form>
  </Page>
)

const Words = () => (
  <>
    <Field
      name="name"
      label="What shall it be called?"
      hint="A name that you like to say. It can change."
      maxLength={60}
    />
    <Field
      name="email"
      type="email"
      label="Your e-mail address"
      autocomplete="email"
      seenBy="Only you and the organisers see it."
    />
    <Area name="purpose" label="What is it for?" hint="One sentence is plenty." voice optional />
  </>
)

const rhythms = [
  { value: 'weekly', label: 'Every week', hint: '60 minutes, for a start together' },
  { value: 'fortnightly', label: 'Every second week', hint: '90 minutes, what most circles choose' },
  { value: 'monthly', label: 'Once a month', hint: 'opens in spring', disabled: true },
]
const sizes = ['5', '6', '7', '8'].map((value) => ({ value, label: value }))
const days = [
  { value: 'mon', label: 'Monday' },
  { value: 'tue', label: 'Tuesday' },
]
const europe = [
  { value: 'Europe/Lisbon', label: 'Lisbon' },
  { value: 'Europe/Madrid', label: 'Madrid' },
]
const zones = [
  { label: 'Europe', options: europe },
  { value: 'UTC', label: 'UTC' },
]

const Picks = () => (
  <>
    <Choices name="rhythm" label="How often do you meet?" choices={rhythms} value="fortnightly" />
    <Choices name="size" row label="How many of you?" choices={sizes} value="6" />
    <Choices name="days" pick="many" optional label="Which days suit you?" value={['tue']} choices={days} />
    <Select name="zone" label="Your time zone" hint="There it is 10:00 now." value="Europe/Lisbon" options={zones} />
  </>
)

const Others = () => (
  <>
    <Field name="seats" type="number" width="short" label="Open places" min={0} max={4} value="2" optional />
    <WeekHours
      name="hours"
      label="When are you free?"
      value="Mon 18:15-20:00; Sat 23:00-24:00"
      last="Wed 12:00-13:00"
      zone="Europe/Lisbon"
      seenBy="You and the organisers."
    />
    <FilePick name="file" label="People to invite" hint="A CSV file with names and addresses." accept=".csv" optional />
    <Switch name="open" label="Others may ask to join" hint="You all decide about each request." on />
    <Switch name="agree" look="agree" label="I keep what I hear here to myself." />
  </>
)

export const broughtBack = {
  action: '/circles/new',
  values: {
    name: '',
    email: 'yara@',
    purpose: 'Learning to let go',
    rhythm: 'weekly',
    size: '8',
    days: ['mon', 'tue'],
    zone: 'UTC',
  },
  problems: {
    name: 'Give your circle a name, so that people know what they are joining.',
    email: 'This address seems to end too early: what comes after the @?',
    rhythm: 'Eight people need 90 minutes. Choose every second week, or fewer people.',
    agree: 'A circle only works when everyone agrees to this.',
  },
}
