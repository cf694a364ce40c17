import {
  ButtonLink,
  Card,
  Chip,
  DataTable,
  EmptyState,
  Link,
  Notice,
  Page,
  Stack,
  useByName,
  useReader,
} from '../../ui/index.ts'
import { type Application, type Outcome, ownSince } from '../rules.ts'

interface ApplicantsData {
  /** The season at hand; undefined before there is any. */
  readonly season: { readonly id: string; readonly name: string; readonly places: number | undefined } | undefined
  readonly people: readonly Application[]
  /** What an import has just done. */
  readonly imported: Partial<Record<Outcome, number>> | undefined
  readonly localOnly: boolean
  /** Those of a file for whom somebody who came by themselves may be taken. */
  readonly twins: readonly Application[]
}

/** Everybody who asked for a circle. */
export function ApplicantsPage({ season, people, imported, localOnly, twins }: ApplicantsData) {
  const { say } = useReader()
  const waiting = people.filter(({ person }) => !person).length
  return (
    <Page
      title={say('applications.title')}
      above={season && <Link to={`/seasons/${season.id}/desk`}>{season.name}</Link>}
      lead={say('applications.lead', { number: people.length })}
      lock={say('applications.seenBy')}
      actions={
        people.length > 0 && (
          <>
            <ButtonLink to="/formation" kind="first" icon="circle">
              {say('formation.title')}
            </ButtonLink>
            <ButtonLink to="/applications/import">{say('applications.import.title')}</ButtonLink>
            <ButtonLink to="/applications/letter">{say('applying.letter.title')}</ButtonLink>
          </>
        )
      }
    >
      {imported && <Imported {...imported} />}
      {twins.length > 0 && <Twins twins={twins} />}
      {people.length === 0 ? <None /> : <People people={people} />}
      {waiting > 0 && <Links waiting={waiting} localOnly={localOnly} />}
    </Page>
  )
}

function Imported(counted: Partial<Record<Outcome, number>>) {
  const { say } = useReader()
  const { new: fresh = 0, changed = 0, same = 0, theirs = 0 } = counted
  return (
    <Notice tone="good" news>
      {fresh + changed === 0
        ? say('applications.imported.nothing')
        : say('applications.imported', { fresh, changed, same: same + theirs })}
    </Notice>
  )
}

/** Who may stand on the list twice: somebody looks, nobody guesses. */
function Twins({ twins }: { twins: readonly Application[] }) {
  const { say } = useReader()
  return (
    <Notice tone="warn">
      <p>{say('applications.twins', { number: twins.length })}</p>
      <ul>
        {twins.slice(0, 20).map(({ id, name }) => (
          <li key={id}>
            <Link to={`/applications/${id}`}>
              <span dir="auto">{name}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function None() {
  const { say } = useReader()
  return (
    <EmptyState
      title={say('applications.none.title')}
      action={
        <ButtonLink to="/applications/import" kind="first">
          {say('applications.import.title')}
        </ButtonLink>
      }
    >
      <p>{say('applications.none.text')}</p>
    </EmptyState>
  )
}

function People({ people }: { people: readonly Application[] }) {
  const { say, moment } = useReader()
  const byName = useByName()
  return (
    <DataTable
      caption={say('applications.title')}
      quietCaption
      rows={byName(people, ({ name }) => name)}
      rowKey={({ id }) => id}
      columns={[
        {
          label: say('applications.name'),
          cell: ({ id, name }) => (
            <Link to={`/applications/${id}`}>
              <span dir="auto">{name}</span>
            </Link>
          ),
        },
        { label: say('applications.address'), cell: (each) => <Address {...each} /> },
        { label: say('applications.zone'), cell: ({ zone }) => zone },
        { label: say('applications.since'), cell: ({ made_at }) => moment(made_at, 'date') },
        {
          label: say('applications.state'),
          cell: (each) => (
            <span class="row">
              {each.person ? (
                <Chip tone="accent">{say('applications.came')}</Chip>
              ) : (
                <Chip>{say('applications.waiting')}</Chip>
              )}
              {ownSince(each) && <Chip>{say('applications.own.theirs')}</Chip>}
              {each.waits && <Chip tone="now">{say('applications.waits')}</Chip>}
            </span>
          ),
        },
      ]}
    />
  )
}

/** An address that nobody has proven yet may be anybody's. */
function Address({ address, claimed }: Application) {
  const { say } = useReader()
  if (address) return <>{address}</>
  return claimed ? <span class="quiet">{say('applications.claimed', { address: claimed })}</span> : <>–</>
}

function Links({ waiting, localOnly }: { waiting: number; localOnly: boolean }) {
  const { say } = useReader()
  return (
    <Card title={say('applications.links.title')} id="links">
      <Stack close>
        <p>{say('applications.links.text', { number: waiting })}</p>
        {localOnly && <Notice tone="warn">{say('ui.copyable.localOnly')}</Notice>}
        <div class="actions">
          <ButtonLink to="/applications/links.csv">{say('applications.links.csv')}</ButtonLink>
          <ButtonLink to="/applications/links.txt">{say('applications.links.text.button')}</ButtonLink>
        </div>
      </Stack>
    </Card>
  )
}
