import {
  Actions,
  ButtonLink,
  Card,
  Chart,
  Chip,
  Face,
  Page,
  PostButton,
  Ring,
  RowItem,
  Rows,
  Spoken,
  SubNav,
  Time,
  Voice,
  When,
} from '../../src/ui/index.ts'

const starts = new Date('2026-11-24T17:30Z')
const ends = new Date('2026-11-24T19:00Z')
const lock = 'Only the six of you can read what is here. Organisers see that you meet, never what you say.'
const tabs = [
  { to: '/circles/long-table', label: 'Home' },
  { to: '/circles/long-table/agreement', label: 'Our agreement' },
  { to: '/circles/long-table/meetings', label: 'Meetings' },
  { to: '/circles/long-table/talk', label: 'Between meetings' },
]

/** A member's circle, as `circles` will show it. */
export const CircleHome = () => (
  <Page
    title="The Long Table"
    above="Circle · meets every second Tuesday · six people"
    lock={lock}
    tabs={<SubNav label="Circle" items={tabs} />}
    aside={<Beside />}
  >
    <NextMeeting />
    <AskedOfYou />
    <Talk />
    <Voice from="what we are here for, agreed in September">Each of us hands one thing over for good.</Voice>
  </Page>
)

const chip = (
  <Chip tone="accent" icon="check">
    You are in
  </Chip>
)

const NextMeeting = () => (
  <Card tone="now" title="Next meeting" beside={chip}>
    <When at={starts} until={ends} />
    <p class="quiet">
      earliest for one of you: <Time at={starts} zone="America/Los_Angeles" as="time" /> in Los Angeles
    </p>
    <p>
      One of us brings a challenge; <strong>you keep the time</strong> for the first time. The screen tells you what to
      say and when.
    </p>
    <Actions>
      <ButtonLink to="/meetings/1/prepare" kind="first">
        Prepare, 5 minutes
      </ButtonLink>
      <PostButton action="/meetings/1/absence">Can’t make it</PostButton>
      <ButtonLink to="/meetings/1/calendar" icon="calendar" kind="slight">
        Add to calendar
      </ButtonLink>
    </Actions>
  </Card>
)

const answers = (
  <>
    <PostButton action="/commitments/1/kept">Kept</PostButton>
    <PostButton action="/commitments/1/carried">Carry on</PostButton>
  </>
)

const AskedOfYou = () => (
  <Card tone="ask" title="Asked of you">
    <Rows>
      <RowItem note="your commitment · due Tuesday · a buddy stands by you" actions={answers}>
        <Spoken>“When the Monday review starts, I will let the team speak first.”</Spoken>
      </RowItem>
      <RowItem note="attendance notice, 24 h → 48 h" actions={<ButtonLink to="/agreement">Read and agree</ButtonLink>}>
        Two points of our agreement changed
      </RowItem>
    </Rows>
  </Card>
)

const Talk = () => (
  <Card title="Between meetings" beside={<a href="/talk">All threads</a>}>
    <Rows>
      <RowItem before={<Face name="Tomás Jiménez" />} note="quick ask · 3 answers · stays here">
        <a href="/talk/1">Has anyone handed over a team they built?</a>
      </RowItem>
      <RowItem before={<Face name="Ana Moreira" />} note="a win · the lesson may be told, without names">
        <a href="/talk/2">Thank you for last week</a>
      </RowItem>
    </Rows>
  </Card>
)

const people = [
  { name: 'Ana Moreira', state: 'speaks' as const },
  { name: 'Tomás Jiménez' },
  { name: 'Yara Okafor', you: true },
  { name: 'Ravi Kumar', state: 'next' as const },
  { name: 'Leila Ebrahimi' },
  { name: 'Noor Said', state: 'away' as const },
]
const said = 'Ana presents next, Tomás, you, Ravi facilitates, Leila, and Noor who is away'

const Beside = () => (
  <>
    <Ring people={people} middle="six of us" label={said} />
    <Turns />
    <Goal />
  </>
)

const links = (
  <>
    <a href="/swap">swap</a> · <a href="/skip">skip</a>
  </>
)

const Turns = () => (
  <Card tone="bare" title="Whose turn">
    <Rows>
      <RowItem before={<Face name="Ana Moreira" />} note="last in September">
        Ana presents
      </RowItem>
      <RowItem before={<Face name="Yara Okafor" />} note="first time, cards on screen">
        <strong>You</strong> keep the time
      </RowItem>
      <RowItem before={<Face name="Ravi Kumar" />} note={links}>
        Ravi facilitates
      </RowItem>
    </Rows>
  </Card>
)

const handedOver = [0, 1, 2, 3, 4].map((value, index) => ({
  label: ['Sep', 'Oct', 'Nov', 'Dec', 'Jan'][index] ?? '',
  value,
}))

const Goal = () => (
  <Card tone="bare" title="Our goal until March">
    <p>Each of us hands one thing over for good.</p>
    <Chart
      title="Things handed over"
      description="Four of six handed over, up from none in September."
      columns={{ label: 'Month', value: 'Handed over' }}
      points={handedOver}
      target={{ label: 'Our goal', value: 6 }}
    />
  </Card>
)
