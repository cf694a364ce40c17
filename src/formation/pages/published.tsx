import {
  Actions,
  ButtonLink,
  Card,
  Chip,
  Notice,
  Page,
  Progress,
  RowItem,
  Rows,
  useByName,
  useReader,
} from '../../ui/index.ts'
import { freeIn, type HeldCircle, type PlaceRow, roomIn, standingOf } from '../rules/places.ts'
import type { Proposal } from '../rules.ts'
import { WhereAddress } from './address.tsx'
import { type DeskData, Freed, nameIn } from './freed.tsx'
import { Happened } from './happened.tsx'

export interface PublishedData extends DeskData {
  readonly proposal: Proposal
  readonly localOnly: boolean
  /** Whether whoever looks sets the public address. */
  readonly setsAddress: boolean
  /** Whoever looks has pressed on a proposal that was published before. */
  readonly already?: boolean
}

/** What has become of published places: who has answered how, what was done about it and why. What is written in a circle is not for organisers. */
export function PublishedPage(data: PublishedData) {
  const { say, moment } = useReader()
  const byName = useByName()
  const { proposal, ground } = data
  const { publishedAt, publishedBy } = proposal
  const circles = ground.circles.filter(({ formation }) => formation === proposal.id)
  return (
    <Page
      title={say('formation.head', { people: seatsOf(circles), circles: circles.length })}
      above={
        publishedBy && publishedAt && say('formation.done.by', { name: publishedBy, day: moment(publishedAt, 'date') })
      }
      lead={say('formation.published.lead')}
      lock={say('formation.published.lock')}
      back={{ to: '/formation', label: say('formation.title') }}
    >
      {data.already && <Notice news>{say('formation.published.already')}</Notice>}
      <Answers {...data} circles={circles} />
      <Links {...data} />
      <Freed {...data} formation={proposal.id} />
      <div class="grid">
        {byName(circles, ({ name }) => name).map((circle) => (
          <OneCircle key={circle.id} data={data} circle={circle} />
        ))}
      </div>
      <Happened {...data} formation={proposal.id} />
    </Page>
  )
}

const seatsOf = (circles: readonly HeldCircle[]) =>
  circles.reduce((sum, { people, members }) => sum + Math.max(people, members.length), 0)

function Answers({ proposal, ground, now, circles }: PublishedData & { circles: readonly HeldCircle[] }) {
  const { say, moment } = useReader()
  const own = ground.places.filter(({ formation }) => formation === proposal.id)
  const count = (...which: string[]) => own.filter((each) => which.includes(standingOf(each, now))).length
  const yes = count('taken')
  const all = seatsOf(circles)
  const first = own.find(({ how, ended }) => how === 'published' && !ended)
  const free = circles.reduce((sum, circle) => sum + freeIn(ground, circle), 0)
  const again = own.filter(({ how }) => how !== 'published').length
  const ways = (['kept', 'declined', 'elsewhere', 'lapsed', 'left'] as const).map(
    (state) => [state, count(state)] as const,
  )
  const states = [...ways, ['again', again] as const, ['free', free] as const].filter(([, number]) => number > 0)
  return (
    <Card tone="now" title={say('formation.published.answers')}>
      <Progress
        value={yes}
        max={all}
        label={say('formation.published.yes')}
        text={say('formation.published.count', { yes, all })}
      />
      <p class="row">
        {states.map(([state, number]) => (
          <Chip key={state}>{say(`formation.published.state.${state}`, { number })}</Chip>
        ))}
      </p>
      {first && count('kept') > 0 && (
        <p class="quiet">{say('formation.published.until', { day: moment(first.until, 'deadline') })}</p>
      )}
    </Card>
  )
}

function Links({ ground, proposal: { id }, localOnly, setsAddress, now }: PublishedData) {
  const { say } = useReader()
  const waiting = ground.places.filter(
    (place) =>
      place.formation === id && standingOf(place, now) === 'kept' && !ground.people.get(place.application)?.person,
  ).length
  if (waiting === 0) return null
  return (
    <Card title={say('formation.links.title')} id="links">
      <p>{say('formation.links.text', { number: waiting })}</p>
      {localOnly && (
        <Notice tone="warn">
          {say('formation.links.localOnly')} <WhereAddress mine={setsAddress} />
        </Notice>
      )}
      <Actions>
        <ButtonLink to={`/formation/${id}/links.csv`}>{say('applications.links.csv')}</ButtonLink>
        <ButtonLink to={`/formation/${id}/links.txt`}>{say('applications.links.text.button')}</ButtonLink>
      </Actions>
    </Card>
  )
}

function OneCircle({ data, circle }: { data: PublishedData; circle: HeldCircle }) {
  const { say } = useReader()
  const byName = useByName()
  const { ground, now, proposal } = data
  const own = byName(
    ground.places.filter((each) => each.circle === circle.id),
    ({ application }) => nameIn(ground, application),
  )
  const yes = own.filter((each) => standingOf(each, now) === 'taken').length
  const all = Math.max(circle.people, circle.members.length)
  return (
    <Card
      title={<span dir="auto">{circle.name}</span>}
      beside={<Chip tone={yes === all ? 'accent' : 'plain'}>{say('formation.published.count', { yes, all })}</Chip>}
    >
      <Rows>
        {own.toSorted(openFirst).map((place) => (
          <RowItem
            key={place.id}
            note={<Note data={data} place={place} />}
            actions={<State data={data} place={place} />}
          >
            <span dir="auto">{nameIn(ground, place.application)}</span>
          </RowItem>
        ))}
      </Rows>
      {roomIn(ground, circle) > 0 && (
        <Actions>
          <ButtonLink to={`/formation/${proposal.id}/circles/${circle.id}`}>
            {say('formation.hand.link', { free: freeIn(ground, circle) })}
          </ButtonLink>
        </Actions>
      )}
    </Card>
  )
}

const openFirst = (a: PlaceRow, b: PlaceRow) => Number(a.ended !== undefined) - Number(b.ended !== undefined)

/** Until when it is kept; what its person wrote; who has it now. */
function Note({ data: { ground, now }, place }: { data: PublishedData; place: PlaceRow }) {
  const { say, moment } = useReader()
  const next = ground.places.find(({ fills }) => fills === place.id)
  const standing = standingOf(place, now)
  if (standing === 'kept') return <>{say('formation.standing.until', { day: moment(place.until, 'deadline') })}</>
  return (
    <>
      {place.words && <q dir="auto">{place.words}</q>}
      {place.words && next && ' · '}
      {next && say('formation.standing.next', { name: nameIn(ground, next.application) })}
    </>
  )
}

function State({ data: { ground, now }, place }: { data: PublishedData; place: PlaceRow }) {
  const { say } = useReader()
  const standing = standingOf(place, now)
  if (standing === 'taken')
    return (
      <Chip tone="accent" icon="check">
        {say('formation.answer.yes')}
      </Chip>
    )
  if (standing === 'declined') return <Chip>{say('formation.answer.no')}</Chip>
  if (standing === 'elsewhere') return <Chip tone="now">{say('formation.answer.elsewhere')}</Chip>
  if (standing === 'lapsed') return <Chip>{say('formation.answer.late')}</Chip>
  if (standing === 'left') return <Chip>{say('formation.answer.left')}</Chip>
  const came = ground.people.get(place.application)?.person !== undefined
  return <Chip>{say(came ? 'formation.answer.open' : 'formation.answer.away')}</Chip>
}
