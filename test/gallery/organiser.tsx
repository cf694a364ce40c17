import {
  Button,
  ButtonLink,
  Card,
  Chip,
  Columns,
  DataTable,
  Faces,
  Heat,
  Icon,
  Page,
  PostButton,
  Row,
  SubNav,
} from '../../src/ui/index.ts'

const people = [
  'Adaeze Obi',
  'Björn Åkesson',
  'Chiara Russo',
  'Dmitri Volkov',
  'Elif Demir',
  'Farid Haddad',
  'Grace Kim',
]
const places = ['Lisbon', 'Berlin', 'Lagos', 'Athens', 'Nairobi', 'London', 'Madrid']
const hours = [0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 2, 3, 2, 2, 3, 4, 4, 3, 2, 1, 1, 0, 0]
const tabs = [
  { to: '/applicants', label: 'Applicants' },
  { to: '/circles/long-table', label: 'Circles' },
  { to: '/messages', label: 'Messages' },
]

const actions = (
  <>
    <PostButton action="/undo" icon="undo">
      Undo
    </PostButton>
    <PostButton action="/runs">Run again, keep locked</PostButton>
    <ButtonLink to="/publish" kind="first">
      Publish…
    </ButtonLink>
  </>
)

/** The board on which an organiser forms circles. */
export const Board = () => (
  <Page
    title="48 people in 7 circles"
    above="Spring programme"
    lead="Every rule holds. The hardest to seat are the two in Auckland."
    width="wide"
    actions={actions}
    tabs={<SubNav label="Spring programme" items={tabs} />}
  >
    <Findings />
    <Columns label="Circles">
      {[1, 2, 3, 4, 5].map((circle) => (
        <OneCircle key={circle} circle={circle} />
      ))}
    </Columns>
    <Season />
  </Page>
)

const Findings = () => (
  <Row>
    <Chip tone="accent" icon="check">
      every circle has at least 3 common hours
    </Chip>
    <Chip tone="accent" icon="check">
      0 shared employers
    </Chip>
    <Chip tone="now" icon="warn">
      2 people meet before 8 in the morning
    </Chip>
  </Row>
)

const howWell = (circle: number) =>
  circle === 3 ? <Chip tone="now">look again</Chip> : <Chip tone="accent">good fit</Chip>

const OneCircle = ({ circle }: { circle: number }) => (
  <Card title={`Circle ${circle}`} beside={howWell(circle)}>
    <p class="quiet">five industries · Tue 17:00 UTC</p>
    <Heat levels={hours} label="All seven can at 16:00 and 17:00 UTC, most from 12:00 to 18:00" />
    <ul class="stack close">
      {people.slice(0, 5 + (circle % 3)).map((name, index) => (
        <li class="person" key={name}>
          <strong>{name}</strong>
          <Button kind="slight" label={`Move ${name}`}>
            <Icon name="more" />
          </Button>
          <span class="quiet">{places[index]}</span>
        </li>
      ))}
    </ul>
  </Card>
)

const rows = [
  { name: 'The Long Table', people: people.slice(0, 6), state: 'meets', tone: 'accent' as const, held: 7 },
  { name: 'Harbour', people: people.slice(1, 6), state: 'has not met for 5 weeks', tone: 'now' as const, held: 3 },
  { name: 'Lanterns', people: people, state: 'too few answered', tone: 'wrong' as const, held: 0 },
]

const Season = () => (
  <DataTable
    caption="Circles of this season"
    columns={[
      { label: 'Circle', cell: (row) => row.name },
      { label: 'People', cell: (row) => <Faces names={row.people} most={4} /> },
      { label: 'State', cell: (row) => <Chip tone={row.tone}>{row.state}</Chip> },
      { label: 'Meetings held', cell: (row) => String(row.held), numeric: true },
    ]}
    rows={rows}
    rowKey={(row) => row.name}
  />
)
