import { ButtonLink, Card, Chip, EmptyState, Link, Page, RowItem, Rows, useReader } from '../../ui/index.ts'
import { type Proposal, percent } from '../rules.ts'

interface FormationsData {
  /** Who asked for a circle, and how many of them have no place yet. */
  readonly people: number
  readonly waiting: number
  readonly proposals: readonly Proposal[]
}

/** Where circles are formed: proposals to look at, and what was published. */
export function FormationsPage({ people, waiting, proposals }: FormationsData) {
  const { say } = useReader()
  const open = proposals.filter(({ state }) => state !== 'published')
  const done = proposals.filter(({ state }) => state === 'published')
  return (
    <Page
      title={say('formation.title')}
      lead={say('formation.lead', { waiting, people })}
      lock={say('formation.seenBy')}
      back={{ to: '/applications', label: say('applications.title') }}
      actions={open.length > 0 && <Begin waiting={waiting} />}
    >
      {open.length > 0 && <Open open={open} />}
      {open.length === 0 && <None people={people} waiting={waiting} />}
      {done.length > 0 && <Done done={done} />}
    </Page>
  )
}

function Begin({ waiting, first = false }: { waiting: number; first?: boolean }) {
  const { say } = useReader()
  if (waiting < 2) return null
  return (
    <ButtonLink to="/formation/new" kind={first ? 'first' : 'plain'} icon="plus">
      {say('formation.new')}
    </ButtonLink>
  )
}

function None({ people, waiting }: { people: number; waiting: number }) {
  const { say } = useReader()
  if (waiting >= 2)
    return (
      <EmptyState title={say('formation.none.title', { waiting })} action={<Begin waiting={waiting} first />}>
        <p>{say('formation.none.text')}</p>
        <p>{say('formation.none.human')}</p>
      </EmptyState>
    )
  return (
    <EmptyState
      title={say(people === 0 ? 'formation.nobody.title' : 'formation.allPlaced.title')}
      action={
        <ButtonLink to="/applications/import" kind={people === 0 ? 'first' : 'plain'}>
          {say('applications.import.title')}
        </ButtonLink>
      }
    >
      <p>{say(people === 0 ? 'formation.nobody.text' : 'formation.allPlaced.text')}</p>
    </EmptyState>
  )
}

function Open({ open }: { open: readonly Proposal[] }) {
  const { say, moment } = useReader()
  return (
    <Card title={say('formation.open.title')}>
      <Rows>
        {open.map((each) => (
          <RowItem key={each.id} note={<Standing proposal={each} />} actions={<StateChip proposal={each} />}>
            <Link to={`/formation/${each.id}`}>
              {say('formation.proposalOf', { when: moment(each.madeAt, 'when') })}
            </Link>
          </RowItem>
        ))}
      </Rows>
      {open.length > 1 && <p class="quiet">{say('formation.open.two')}</p>}
    </Card>
  )
}

/** What there is to compare, in one line. */
function Standing({ proposal: { result } }: { proposal: Proposal }) {
  const { say } = useReader()
  if (!result) return null
  return (
    <>
      {say('formation.standing', {
        circles: result.circles.length,
        fit: percent(result.meanFit),
        worst: percent(result.worstFit),
        unplaced: result.unplaced.length,
      })}
    </>
  )
}

function StateChip({ proposal: { state } }: { proposal: Proposal }) {
  const { say } = useReader()
  if (state === 'ready') return <Chip tone="accent">{say('formation.state.ready')}</Chip>
  if (state === 'failed') return <Chip tone="wrong">{say('formation.state.failed')}</Chip>
  return <Chip tone="now">{say('formation.state.running')}</Chip>
}

function Done({ done }: { done: readonly Proposal[] }) {
  const { say, moment } = useReader()
  return (
    <Card title={say('formation.done.title')} beside={<Link to="/rebalancing">{say('formation.done.rebalance')}</Link>}>
      <Rows>
        {done.map(({ id, result, publishedAt, publishedBy }) => (
          <RowItem
            key={id}
            note={
              publishedBy &&
              publishedAt &&
              say('formation.done.by', { name: publishedBy, day: moment(publishedAt, 'date') })
            }
          >
            <Link to={`/formation/${id}`}>
              {say('formation.head', { people: seated(result), circles: result?.circles.length ?? 0 })}
            </Link>
          </RowItem>
        ))}
      </Rows>
    </Card>
  )
}

const seated = (result: Proposal['result']) =>
  (result?.circles ?? []).reduce((sum, { members }) => sum + members.length, 0)
