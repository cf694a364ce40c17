import {
  Actions,
  Button,
  type ButtonKind,
  ButtonLink,
  Card,
  Chip,
  Copyable,
  Details,
  EmptyState,
  Face,
  Facts,
  Icon,
  type IconName,
  LockLine,
  Notice,
  Page,
  Prose,
  Row,
  Time,
  Voice,
  Written,
} from '../../src/ui/index.ts'

const icons: IconName[] = [
  'arrow',
  'back',
  'bell',
  'calendar',
  'chat',
  'check',
  'circle',
  'clock',
  'close',
  'copy',
  'door',
  'download',
  'file',
  'flag',
  'globe',
  'heart',
  'info',
  'leaf',
  'lock',
  'mail',
  'minus',
  'more',
  'out',
  'pause',
  'pen',
  'people',
  'pin',
  'play',
  'plus',
  'print',
  'search',
  'shield',
  'star',
  'swap',
  'undo',
  'warn',
  'wrong',
]
const kinds: ButtonKind[] = ['first', 'plain', 'slight', 'wrong']
const names = [
  'Ana Moreira',
  'Tomás Jiménez',
  'Yara Okafor',
  'Ravi Kumar',
  'Leila Ebrahimi',
  'Noor Said',
  'Žofia',
  '李小龙',
  '👩‍🚀 Sky',
]

/** Everything that is on no other page. */
export const Parts = () => (
  <Page title="Parts" lead="Every part in every state." width="normal">
    <Buttons />
    <Notices />
    <ChipsFaces />
    <Icons />
    <Times />
    <DetailsAndLinksToHandOn />
    <LeaveTheCircle />
    <Empty />
    <Words />
    <Agreement />
  </Page>
)

const Buttons = () => (
  <Card title="Buttons">
    {kinds.map((kind) => (
      <Actions key={kind}>
        <Button kind={kind}>Say yes</Button>
        <Button kind={kind} icon="check">
          Agree
        </Button>
        <ButtonLink kind={kind} to="/x" icon="arrow">
          Go on
        </ButtonLink>
        <Button kind={kind} disabled>
          Not yet
        </Button>
      </Actions>
    ))}
  </Card>
)

const Notices = () => (
  <Card title="Notices">
    <Notice title="Nothing is sent yet">You see exactly what each person will receive.</Notice>
    <Notice tone="good" news>
      Your answer is in. See you on Tuesday.
    </Notice>
    <Notice tone="warn" title="The clocks change on 25 October">
      For Kenji the meeting moves by an hour.
    </Notice>
    <Notice tone="wrong" title="The letter could not be sent">
      The mail server did not answer. It is tried again at 10:20.
    </Notice>
  </Card>
)

const ChipsFaces = () => (
  <Card title="Chips, faces">
    <Row>
      <Chip>lesson only</Chip>
      <Chip tone="accent" icon="check">
        You are in
      </Chip>
      <Chip tone="now" icon="clock">
        waits for you
      </Chip>
      <Chip tone="wrong" icon="warn">
        bounced
      </Chip>
    </Row>
    <Row>
      {names.map((name) => (
        <Face key={name} name={name} alone />
      ))}
    </Row>
    <Row>
      <Face name="Ana Moreira" size="small" alone />
      <Face name="Ana Moreira" alone />
      <Face name="Ana Moreira" size="large" alone />
    </Row>
    <div class="order">
      <Face name="Ravi Kumar" state="speaks" alone />
      <Face name="Ravi Kumar" state="next" alone />
      <Face name="Ravi Kumar" state="away" alone />
    </div>
  </Card>
)

const Icons = () => (
  <Card title="Icons">
    <Row>
      {icons.map((name) => (
        <Icon key={name} name={name} size={24} />
      ))}
    </Row>
  </Card>
)

const Times = () => (
  <Card title="Times">
    <span class="clock late">0:12</span>
    <p>
      We meet <Time at={new Date('2026-11-24T17:30Z')} until={new Date('2026-11-24T19:00Z')} />.
    </p>
    <p>
      For Dana that is <Time at={new Date('2026-11-24T17:30Z')} zone="America/Los_Angeles" />.
    </p>
    <p>
      Due <Time at="2026-11-21" as="relative" />, that is <Time at="2026-11-21" as="day" />.
    </p>
  </Card>
)

const DetailsAndLinksToHandOn = () => (
  <Card title="Details and links to hand on">
    <Details summary="How is this kept confidential?">
      <p>What a circle writes is encrypted. Organisers have no screen that shows it.</p>
    </Details>
    <Details summary="Who has agreed?" open>
      <p>Ana, Tomás and you.</p>
    </Details>
    <Copyable
      label="Link for Leila"
      hint="It works once, until she has signed in."
      value="http://localhost:8080/in/7f3a-92bc-0d11-a4e9"
      localOnly
    />
  </Card>
)

const LeaveTheCircle = () => (
  <Card tone="wrong" title="Leave the circle">
    <p>You will see nothing that is written afterwards. What you wrote stays, unless you delete it first.</p>
    <Actions>
      <Button kind="wrong">Leave The Long Table</Button>
    </Actions>
  </Card>
)

const Empty = () => (
  <EmptyState
    title="No meetings yet"
    action={
      <ButtonLink to="/series" kind="first">
        Find a time
      </ButtonLink>
    }
  >
    <p>Here you will see when you meet and what each of you brings. It begins with an hour that suits all six.</p>
  </EmptyState>
)

const Words = () => (
  <Card title="Words">
    <Voice from="Tomás, at the close">I came with a problem and left with a sentence I can say on Monday.</Voice>
    <Written text={'First I thought it was about time.\n\nThen I noticed that I like being asked.\nThat is harder.'} />
    <Facts
      facts={[
        ['Rhythm', 'every second Tuesday'],
        ['Your place', 'since September'],
        [
          'Calendar',
          <a href="/feed" key="f">
            Add it to yours
          </a>,
        ],
      ]}
    />
    <LockLine open>Everyone in the network can read this.</LockLine>
  </Card>
)

const Agreement = () => (
  <Prose>
    <h2>Our agreement</h2>
    <p>
      We agreed on this in September, point by point. <a href="https://example.org/guide">Where it comes from</a>.
    </p>
    <ul>
      <li>What is said here stays here, also at home.</li>
      <li>We speak from experience; we do not advise.</li>
    </ul>
    <ol>
      <li>Whoever cannot come says so two days before.</li>
      <li>We begin and end on time.</li>
    </ol>
  </Prose>
)
