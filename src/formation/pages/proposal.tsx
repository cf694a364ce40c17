import {
  Actions,
  Button,
  ButtonLink,
  Card,
  Chip,
  Columns,
  Details,
  Form,
  Link,
  Notice,
  Page,
  PostButton,
  Progress,
  Row,
  RowItem,
  Rows,
  Select,
  useReader,
} from '../../ui/index.ts'
import { type Formation, type Proposal, percent } from '../rules.ts'
import { type BoardData, inOrder } from './board.tsx'
import { CircleCard } from './circle.tsx'
import { BecauseSentence } from './words.tsx'

/** A search that goes on: the page looks again by itself, with no script. */
export function SearchingPage({ proposal }: { proposal: Proposal }) {
  const { say } = useReader()
  return (
    <Page
      title={say('formation.searching.title')}
      lead={say('formation.searching.lead', { people: proposal.people.length })}
      width="narrow"
      refresh={2}
      back={{ to: '/formation', label: say('formation.title') }}
    >
      <Card tone="now">
        <Progress
          value={Math.round(proposal.share * 100)}
          max={100}
          label={say('formation.searching.progress')}
          text={say('formation.searching.share', { share: percent(proposal.share) })}
        />
        <p class="quiet">{say('formation.searching.refresh')}</p>
        <Actions>
          <ButtonLink to={`/formation/${proposal.id}`}>{say('formation.searching.look')}</ButtonLink>
          <PostButton action={`/formation/${proposal.id}/removal`} kind="slight">
            {say('formation.searching.cancel')}
          </PostButton>
        </Actions>
      </Card>
    </Page>
  )
}

/** A search that went wrong. */
export function FailedPage({ proposal }: { proposal: Proposal }) {
  const { say } = useReader()
  return (
    <Page
      title={say('formation.failed.title')}
      width="narrow"
      back={{ to: '/formation', label: say('formation.title') }}
    >
      <Notice tone="wrong">{say('formation.failed.text')}</Notice>
      <PostButton action={`/formation/${proposal.id}/runs`} kind="first">
        {say('formation.failed.again')}
      </PostButton>
    </Page>
  )
}

/** Who would sit where, and why. Nothing has happened yet. */
export function BoardPage(data: BoardData & { readonly result: Formation }) {
  const { say, moment } = useReader()
  const { proposal, result, people } = data
  const seated = result.circles.reduce((sum, { members }) => sum + members.length, 0)
  const wrong = data.broken.size > 0 || result.unplaced.length > 0
  return (
    <Page
      title={say('formation.head', { people: seated, circles: result.circles.length })}
      above={say('formation.proposalOf', { when: moment(proposal.madeAt, 'when') })}
      lead={say(wrong ? 'formation.board.look' : 'formation.board.fine')}
      lock={say('formation.seenBy')}
      width="wide"
      back={{ to: '/formation', label: say('formation.title') }}
      actions={<BoardActions proposal={proposal} some={seated > 0} />}
    >
      <Moved {...data} />
      {result.circles.length > 0 && <Findings {...data} />}
      {result.unplaced.length > 0 && <Unplaced {...data} />}
      {result.circles.length > 0 && <Circles {...data} />}
      <Details summary={say('formation.removal.title')}>
        <p>{say('formation.removal.text')}</p>
        <PostButton action={`/formation/${proposal.id}/removal`} kind="wrong">
          {say('formation.removal.button')}
        </PostButton>
      </Details>
      <p class="quiet">{say('formation.board.people', { known: people.size })}</p>
    </Page>
  )
}

function BoardActions({ proposal: { id, locks }, some }: { proposal: Proposal; some: boolean }) {
  const { say } = useReader()
  const kept = locks.people.length + locks.circles.length > 0
  return (
    <>
      {some && (
        <ButtonLink to={`/formation/${id}/publication`} kind="first">
          {say('formation.board.publish')}
        </ButtonLink>
      )}
      <PostButton action={`/formation/${id}/runs`} icon="swap">
        {say(kept ? 'formation.board.againLocked' : 'formation.board.again')}
      </PostButton>
      <ButtonLink to="/formation/new" kind="slight">
        {say('formation.board.rules')}
      </ButtonLink>
    </>
  )
}

function Moved({ proposal, people, moved }: BoardData) {
  const { say } = useReader()
  const name = moved && people.get(moved.person)?.name
  if (!moved || !name) return null
  return (
    <Notice tone="good" news>
      <p>{say('formation.moved', { name })}</p>
      <PostButton
        action={`/formation/${proposal.id}/people/${moved.person}/seat`}
        values={{ circle: moved.from }}
        icon="undo"
      >
        {say('formation.moved.undo')}
      </PostButton>
    </Notice>
  )
}

function Findings({ result, broken }: BoardData & { result: Formation }) {
  const { say } = useReader()
  return (
    <Row>
      <Chip tone="accent">
        {say('formation.board.fit', { fit: percent(result.meanFit), chance: percent(result.randomFit) })}
      </Chip>
      <Chip tone="accent">{say('formation.board.worst', { worst: percent(result.worstFit) })}</Chip>
      {broken.size === 0 ? (
        <Chip tone="accent" icon="check">
          {say('formation.board.kept')}
        </Chip>
      ) : (
        <Chip tone="wrong" icon="warn">
          {say('formation.board.broken', { circles: broken.size })}
        </Chip>
      )}
      {result.unplaced.length > 0 && (
        <Chip tone="now" icon="warn">
          {say('formation.board.unplaced', { people: result.unplaced.length })}
        </Chip>
      )}
    </Row>
  )
}

/** More sentences than this nobody reads. */
const mostSentences = 20

function Unplaced({ proposal, result, people }: BoardData & { result: Formation }) {
  const { say } = useReader()
  const nameOf = (id: string) => people.get(id)?.name ?? say('formation.someone')
  const unplaced = new Set(result.unplaced)
  const concerning = result.impossible.filter((entry) => entry.people.some((id) => unplaced.has(id)))
  return (
    <Card tone="ask" title={say('formation.unplaced.title', { people: result.unplaced.length })}>
      {concerning.slice(0, mostSentences).map((entry) => (
        <p key={`${entry.because.code}-${entry.people.join()}`}>
          <BecauseSentence entry={entry} nameOf={nameOf} />
        </p>
      ))}
      <Rows>
        {result.unplaced.map((id) => (
          <RowItem key={id} note={people.get(id)?.zone}>
            <Link to={`/formation/${proposal.id}/people/${id}`}>
              <span dir="auto">{nameOf(id)}</span>
            </Link>
          </RowItem>
        ))}
      </Rows>
      <p class="quiet">{say('formation.unplaced.stay')}</p>
    </Card>
  )
}

function Circles(data: BoardData & { result: Formation }) {
  const { say } = useReader()
  return (
    <>
      <Zone {...data} />
      <Columns label={say('formation.board.circles')}>
        {inOrder(data.result.circles).map((circle) => (
          <CircleCard key={circle.circle} circle={circle} board={data} />
        ))}
      </Columns>
    </>
  )
}

function Zone({ proposal, zone, zones }: BoardData) {
  const { say } = useReader()
  const options = zones.map((value) => ({ value, label: value.replaceAll('_', ' ') }))
  return (
    <Form action={`/formation/${proposal.id}`} method="get">
      <div class="row">
        <Select name="zone" label={say('formation.board.zone')} options={options} value={zone} width="medium" />
        <Button>{say('formation.board.zone.go')}</Button>
      </div>
    </Form>
  )
}
