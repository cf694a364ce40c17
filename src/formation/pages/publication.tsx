import {
  Actions,
  Button,
  ButtonLink,
  Card,
  Chip,
  Details,
  Field,
  Form,
  Notice,
  Page,
  Progress,
  RowItem,
  Rows,
  useReader,
  Written,
} from '../../ui/index.ts'
import type { PlaceState } from '../reads.ts'
import type { Formation, Proposal } from '../rules.ts'
import { inOrder } from './board.tsx'

interface PublishData {
  readonly proposal: Proposal
  readonly result: Formation
  /** How many are placed who are here already, and how many come by their personal link. */
  readonly known: number
  readonly byLink: number
  /** Whether a mail server is set. */
  readonly mails: boolean
  readonly until: string
  /** What each of them is sent. */
  readonly letter: string
}

/** The last look before people are told. */
export function PublishPage(data: PublishData) {
  const { say } = useReader()
  const { proposal, result, known, byLink, until } = data
  return (
    <Page
      title={say('formation.publish.title')}
      lead={say('formation.publish.lead')}
      width="narrow"
      back={{ to: `/formation/${proposal.id}`, label: say('formation.person.back') }}
    >
      <Happens {...data} />
      <Form action={`/formation/${proposal.id}/publication`}>
        <Field
          name="until"
          type="date"
          width="medium"
          label={say('formation.publish.until')}
          hint={say('formation.publish.until.hint')}
          value={until}
        />
        <Names result={result} />
        <Notice>{say('formation.publish.person')}</Notice>
        <Actions>
          <Button kind="first">{say('formation.publish.go', { people: known + byLink })}</Button>
        </Actions>
      </Form>
    </Page>
  )
}

function Names({ result }: { result: Formation }) {
  const { say } = useReader()
  return (
    <Card title={say('formation.publish.names')}>
      <p class="quiet">{say('formation.publish.names.hint')}</p>
      <div class="grid">
        {inOrder(result.circles).map(({ circle, members }) => (
          <Field
            key={circle}
            name={`name-${circle}`}
            label={say('formation.publish.name', { circle, people: members.length })}
            value={say('formation.circle', { circle })}
            maxLength={80}
          />
        ))}
      </div>
    </Card>
  )
}

/** What publishing does, before it is done. */
function Happens({ result, known, byLink, mails, letter }: PublishData) {
  const { say } = useReader()
  return (
    <Card title={say('formation.publish.happens')}>
      <ul class="stack close">
        <li>{say('formation.publish.circles', { circles: result.circles.length, people: known + byLink })}</li>
        <li>{say(mails ? 'formation.publish.mail' : 'formation.publish.links', { byLink, known })}</li>
        <li>{say('formation.publish.see')}</li>
        {result.unplaced.length > 0 && <li>{say('formation.publish.others', { people: result.unplaced.length })}</li>}
      </ul>
      {mails && (
        <Details summary={say('formation.publish.letter')}>
          <Written text={letter} />
        </Details>
      )}
    </Card>
  )
}

interface PublishedData {
  readonly proposal: Proposal
  readonly places: readonly PlaceState[]
  readonly localOnly: boolean
  readonly now: Date
}

/** What has become of published places: who said yes. What is written in a circle is not for organisers. */
export function PublishedPage({ proposal, places, localOnly, now }: PublishedData) {
  const { say, moment } = useReader()
  const { publishedAt, publishedBy } = proposal
  const yes = places.filter(({ answer }) => answer === 'yes').length
  const circles = Map.groupBy(places, ({ circle }) => circle)
  const until = places[0]?.until
  return (
    <Page
      title={say('formation.head', { people: places.length, circles: circles.size })}
      above={
        publishedBy && publishedAt && say('formation.done.by', { name: publishedBy, day: moment(publishedAt, 'date') })
      }
      lead={say('formation.published.lead')}
      lock={say('formation.published.lock')}
      back={{ to: '/formation', label: say('formation.title') }}
    >
      <Card tone="now" title={say('formation.published.answers')}>
        <Progress
          value={yes}
          max={places.length}
          label={say('formation.published.yes')}
          text={say('formation.published.count', { yes, all: places.length })}
        />
        {until && <p class="quiet">{say('formation.published.until', { day: moment(until, 'deadline') })}</p>}
      </Card>
      <Links places={places} proposal={proposal} localOnly={localOnly} />
      <div class="grid">
        {[...circles.values()].map((own) => (
          <OneCircle key={own[0]?.circle} places={own} now={now} />
        ))}
      </div>
    </Page>
  )
}

function Links({ places, proposal: { id }, localOnly }: Omit<PublishedData, 'now'>) {
  const { say } = useReader()
  const waiting = places.filter(({ came }) => !came).length
  if (waiting === 0) return null
  return (
    <Card title={say('formation.links.title')} id="links">
      <p>{say('formation.links.text', { number: waiting })}</p>
      {localOnly && <Notice tone="warn">{say('ui.copyable.localOnly')}</Notice>}
      <Actions>
        <ButtonLink to={`/formation/${id}/links.csv`}>{say('applications.links.csv')}</ButtonLink>
        <ButtonLink to={`/formation/${id}/links.txt`}>{say('applications.links.text.button')}</ButtonLink>
      </Actions>
    </Card>
  )
}

function OneCircle({ places, now }: { places: readonly PlaceState[]; now: Date }) {
  const { say } = useReader()
  const [first] = places
  if (!first) return null
  const yes = places.filter(({ answer }) => answer === 'yes').length
  return (
    <Card
      title={<span dir="auto">{first.circleName}</span>}
      beside={
        <Chip tone={yes === places.length ? 'accent' : 'plain'}>
          {say('formation.published.count', { yes, all: places.length })}
        </Chip>
      }
    >
      <Rows>
        {places.map((place) => (
          <RowItem key={place.application} actions={<AnswerChip place={place} now={now} />}>
            <span dir="auto">{place.name}</span>
          </RowItem>
        ))}
      </Rows>
    </Card>
  )
}

function AnswerChip({ place: { answer, came, until }, now }: { place: PlaceState; now: Date }) {
  const { say } = useReader()
  if (answer === 'yes')
    return (
      <Chip tone="accent" icon="check">
        {say('formation.answer.yes')}
      </Chip>
    )
  if (answer === 'no') return <Chip>{say('formation.answer.no')}</Chip>
  if (until <= now) return <Chip>{say('formation.answer.late')}</Chip>
  return <Chip>{say(came ? 'formation.answer.open' : 'formation.answer.away')}</Chip>
}
