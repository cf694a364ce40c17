import { ButtonLink, Card, DataTable, EmptyState, Grid, Link, Page, useReader } from '../../ui/index.ts'
import type { Opened } from '../reads/board.ts'
import { type Figures, faultsIn, figuresOf } from '../rules/board.ts'
import { asGood, elsewhere, type Pair } from '../rules/comparison.ts'
import type { Policy } from '../rules.ts'
import { usePeopleInOrder, usePoints } from './board.tsx'
import { useColumns, useList } from './words.tsx'

interface ComparisonData {
  readonly left: Opened
  /** The other one that is kept; undefined while there is none that can be looked at. */
  readonly right: Opened | undefined
  readonly pairs: readonly Pair[]
}

/** Two proposals beside each other: how they stand, by which rules, and who sits elsewhere. */
export function ComparisonPage({ left, right, pairs }: ComparisonData) {
  const { say } = useReader()
  const { id } = left.proposal
  const moved = elsewhere(pairs)
  const same = pairs.filter(({ onlyLeft, onlyRight }) => onlyLeft.length + onlyRight.length === 0)
  return (
    <Page
      title={say('formation.compare.title')}
      lead={right && say('formation.compare.lead', { moved: moved.length, people: left.proposal.people.length })}
      lock={say('formation.seenBy')}
      width="wide"
      back={{ to: `/formation/${id}`, label: say('formation.person.back') }}
    >
      {right ? (
        <>
          <Standings left={left} right={right} moved={moved.length} />
          {same.length > 0 && moved.length > 0 && <Same pairs={same} />}
          <Grid>
            {pairs
              .filter((pair) => !same.includes(pair))
              .map((pair) => (
                <Difference key={`${pair.left}-${pair.right}`} left={left} right={right} pair={pair} />
              ))}
          </Grid>
        </>
      ) : (
        <EmptyState title={say('formation.compare.none')}>
          <p>{say('formation.compare.how')}</p>
        </EmptyState>
      )}
    </Page>
  )
}

function Same({ pairs }: { pairs: readonly Pair[] }) {
  const { say } = useReader()
  const names = useList()(pairs.map(({ left }) => left ?? ''))
  return <p>{say('formation.compare.same', { circles: pairs.length, names })}</p>
}

interface Two {
  readonly left: Opened
  readonly right: Opened
}

interface Line {
  readonly label: string
  readonly of: (opened: Opened) => string
}

/** The figures of both, and the rules in which they differ. */
function Standings({ left, right, moved }: Two & { moved: number }) {
  const { say, moment } = useReader()
  const lines = useLines().filter(({ of }, n) => n < fixed || of(left) !== of(right))
  const head = (opened: Opened) => {
    const [one, other] = opened === left ? [left, right] : [right, left]
    const order = one.proposal.madeAt < other.proposal.madeAt ? 'earlier' : 'later'
    const values = { order, when: moment(opened.proposal.madeAt, 'when') }
    return opened === left ? say('formation.compare.left', values) : say('formation.compare.right', values)
  }
  return (
    <Card title={say('formation.compare.figures')}>
      <DataTable
        caption={say('formation.compare.figures')}
        quietCaption
        columns={[
          { label: say('formation.compare.what'), cell: ({ label }: Line) => label },
          { label: say('formation.compare.first'), cell: ({ of }: Line) => of(left), numeric: true },
          { label: say('formation.compare.second'), cell: ({ of }: Line) => of(right), numeric: true },
        ]}
        rows={lines}
        rowKey={({ label }) => label}
      />
      {!sameWishes(left, right) && <p class="quiet">{say('formation.compare.measure')}</p>}
      {moved > 0 && sameWishes(left, right) && asGood(left.proposal.result, right.proposal.result) && (
        <p>{say('formation.compare.asGood')}</p>
      )}
      <div class="actions">
        {[left, right].map((each) => (
          <ButtonLink key={each.proposal.id} to={`/formation/${each.proposal.id}`} label={head(each)}>
            {head(each)}
          </ButtonLink>
        ))}
      </div>
    </Card>
  )
}

const sameWishes = (left: Opened, right: Opened): boolean => {
  const [one, other] = [left, right].map(({ proposal }) => JSON.stringify(proposal.policy.attributes))
  return one === other
}

/** So many lines say how circles stand; those after them say by which rules, and stand there only where they differ. */
const fixed = 6

function useLines(): Line[] {
  const { say } = useReader()
  const points = usePoints()
  const figure = (key: 'meanFit' | 'worstFit') => (opened: Opened) => points(figuresOf(opened.proposal.result)[key])
  const count = (key: Exclude<keyof Figures, 'meanFit' | 'worstFit'>) => (opened: Opened) =>
    String(figuresOf(opened.proposal.result)[key])
  return [
    { label: say('formation.compare.mean'), of: figure('meanFit') },
    { label: say('formation.compare.worst'), of: figure('worstFit') },
    { label: say('formation.compare.chance'), of: ({ proposal }) => points(proposal.result.randomFit) },
    { label: say('formation.compare.circles'), of: count('circles') },
    { label: say('formation.compare.unplaced'), of: count('unplaced') },
    { label: say('formation.compare.broken'), of: ({ proposal }) => String(faultsIn(proposal.result.violations)) },
    ...usePolicyLines(),
  ]
}

/** By which rules, in the words in which they were wished for. */
function usePolicyLines(): Line[] {
  const { say, moment } = useReader()
  const called = useColumns()
  const join = useList()
  const names = (list: readonly string[]) => (list.length > 0 ? join(list.map(called)) : '–')
  const wished = ({ column, aim, weight }: Policy['attributes'][number]) =>
    `${called(column)}: ${say('formation.wish.weight', { weight: `${aim === 'similar' ? 'alike' : 'unlike'}${weight}` })}`
  const of = (line: (policy: Policy) => string) => (opened: Opened) => line(opened.proposal.policy)
  const days = ({ season }: Policy) =>
    season ? say('seasons.fromTo', { from: moment(season.from, 'date'), to: moment(season.to, 'date') }) : '–'
  const lone = ({ column, values }: Policy['noLone'][number]) => `${called(column)}: ${values.join(', ')}`
  return [
    { label: say('formation.wish.size'), of: of(({ size }) => `${size.min}–${size.max}`) },
    { label: say('formation.wish.meetings'), of: of(days) },
    {
      label: say('scheduling.series.minutes'),
      of: of(({ meetingMinutes: count }) => say('scheduling.series.minutesOf', { count })),
    },
    { label: say('formation.wish.company'), of: of(({ attributes }) => attributes.map(wished).join(' · ') || '–') },
    { label: say('formation.wish.apart'), of: of(({ apart }) => names(apart)) },
    { label: say('formation.wish.common'), of: of(({ common }) => names(common)) },
    { label: say('formation.wish.lone'), of: of(({ noLone }) => noLone.map(lone).join(' · ') || '–') },
  ]
}

/** One circle here and the one there that is most like it: who stays, who comes, who goes. */
function Difference({ left, right, pair }: Two & { pair: Pair }) {
  const { say } = useReader()
  const points = usePoints()
  const fitIn = ({ proposal }: Opened, name: string | undefined) =>
    points(proposal.result.circles.find(({ circle }) => circle === name)?.fit ?? 0)
  const way = pair.right === undefined ? 'left' : pair.left === undefined ? 'right' : 'both'
  const values = { way, left: pair.left ?? '', right: pair.right ?? '' }
  return (
    <Card
      level={3}
      title={say('formation.compare.pair', values)}
      beside={
        <span class="quiet">
          {say('formation.compare.fits', { way, before: fitIn(left, pair.left), after: fitIn(right, pair.right) })}
        </span>
      }
    >
      <People opened={left} label={say('formation.compare.both')} ids={pair.both} />
      <People opened={left} label={say('formation.compare.onlyLeft')} ids={pair.onlyLeft} there={right} way="left" />
      <People opened={right} label={say('formation.compare.onlyRight')} ids={pair.onlyRight} there={left} way="right" />
    </Card>
  )
}

interface PeopleData {
  readonly opened: Opened
  readonly label: string
  readonly ids: readonly string[]
  /** The other proposal, where they sit elsewhere; and which of the two `opened` is. */
  readonly there?: Opened
  readonly way?: 'left' | 'right'
}

function People({ opened, label, ids, there, way = 'left' }: PeopleData) {
  const { say } = useReader()
  const inOrder = usePeopleInOrder()
  if (ids.length === 0) return null
  return (
    <div>
      <p class="quiet">{label}</p>
      <ul>
        {inOrder(ids, opened.people).map((id) => (
          <li key={id} dir="auto">
            <Link to={`/formation/${opened.proposal.id}/people/${id}`}>
              {opened.people.get(id)?.name ?? say('formation.someone')}
            </Link>
            {there && (
              <>
                {' '}
                <span class="quiet">{say('formation.compare.there', { way, circle: seatIn(there, id) })}</span>
              </>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

const seatIn = ({ proposal }: Opened, id: string): string =>
  proposal.result.circles.find(({ members }) => members.includes(id))?.circle ?? 'none'
