import type { ComponentChildren } from 'preact'
import { Card, Chip, Link, Said as SaidWith, useReader } from '../../ui/index.ts'
import { answersIn, type Worst, worstOf } from '../rules/board.ts'
import { type Proposal, percent, saidOnce } from '../rules.ts'
import { type BoardData, columnOf, usePeopleInOrder, usePoints } from './board.tsx'
import { Seated } from './seated.tsx'
import { BecauseSentence, ReasonSentence, useColumns, useList } from './words.tsx'

/** How good it is in a few figures, which circle goes together least well and why, and what these figures mean. */
export function Findings({ board }: { board: BoardData }) {
  const { say } = useReader()
  const points = usePoints()
  const { result } = board.proposal
  if (result.circles.length === 0) return <div id="board-findings" />
  const worst = worstOf(result.circles)
  return (
    <div class="stack close findings" id="board-findings">
      <div class="row">
        <Chip tone="accent">
          {say('formation.board.fit', { fit: points(result.meanFit), chance: points(result.randomFit) })}
        </Chip>
        {worst && (
          <Chip>
            <a href={`#${columnOf(worst.circle)}`}>
              {say('formation.board.worst', { circle: worst.circle, worst: points(worst.fit) })}
            </a>
          </Chip>
        )}
        {board.broken.size === 0 ? (
          <Chip tone="accent" icon="check">
            {say('formation.board.kept')}
          </Chip>
        ) : (
          <Chip tone="wrong" icon="warn">
            {say('formation.board.broken', { circles: board.broken.size })}
          </Chip>
        )}
        {result.unplaced.length > 0 && (
          <Chip tone="now" icon="warn">
            {say('formation.board.unplaced', { people: result.unplaced.length })}
          </Chip>
        )}
      </div>
      {worst && <WhyWorst worst={worst} board={board} />}
      {worst && <WhatHelps board={board} />}
      <Meaning chance={points(result.randomFit)} />
    </div>
  )
}

function Meaning({ chance }: { chance: string }) {
  const { say } = useReader()
  return (
    <p class="quiet">
      {say('formation.board.meaning', { chance })} {say('formation.weights')}
    </p>
  )
}

/** In what the circle that fits least falls short of all, and what its people said there. */
function WhyWorst({ worst: { circle, short, cost }, board }: { worst: Worst; board: BoardData }) {
  const { say } = useReader()
  const called = useColumns()
  if (!short) return null
  const { column, here, all } = short
  const figures = { here: percent(here), all: percent(all) }
  return (
    <p>
      {say('formation.board.worst.why', { circle, column: called(column), ...figures })}{' '}
      <Said board={board} circle={circle} column={column} /> {cost && <ReasonSentence reason={cost} />}
    </p>
  )
}

/** The one move or exchange that would help the circle that fits least, and what it makes of the other circle and of all. */
function WhatHelps({ board: { proposal, people, lift } }: { board: BoardData }) {
  const { say } = useReader()
  const points = usePoints()
  const found = lift()
  if (!found) return <p>{say('formation.board.lift.none')}</p>
  const { leaves, comes, worst, other, fits } = found
  const linkTo = (id: string | undefined) => (inside: ComponentChildren) => (
    <Link to={`/formation/${proposal.id}/people/${id}`}>{inside}</Link>
  )
  const nameOf = (id: string | undefined) => (id && people.get(id)?.name) || say('formation.someone')
  const values = {
    ...{ way: leaves && comes ? 'both' : leaves ? 'leaves' : 'comes', one: nameOf(leaves), other: nameOf(comes) },
    ...{ circle: other, worst },
  }
  const told = (of: keyof typeof fits) => ({ before: points(fits[of].before), after: points(fits[of].after) })
  return (
    <p>
      <SaidWith k="formation.board.lift" values={values} parts={{ a: linkTo(leaves), b: linkTo(comes) }} />{' '}
      {say('formation.board.lift.circle', { circle: worst, ...told('worst') })}{' '}
      {say('formation.board.lift.circle', { circle: other, ...told('other') })}{' '}
      {say('formation.board.lift.all', told('mean'))}
    </p>
  )
}

/** How many of a circle gave which answer, the most frequent first: what its fit comes from. */
function Said({ board: { proposal, people }, circle, column }: { board: BoardData; circle: string; column: string }) {
  const { say } = useReader()
  const join = useList()
  const members = proposal.result.circles.find((each) => each.circle === circle)?.members ?? []
  const said = answersIn(members.map((id) => people.get(id)?.answers[column] ?? ''))
  const told = said
    .slice(0, mostAnswers)
    .map(({ value, people: count }) => say('formation.board.worst.said', { people: count, value: value || 'none' }))
  const others = said.length - told.length
  const more = others > 0 ? [say('formation.board.worst.said.more', { others })] : []
  return <>{say('formation.board.worst.counts', { people: members.length, said: join([...told, ...more]) })}</>
}

/** More than these nobody reads in one sentence. */
const mostAnswers = 4

/** How much the search left as it was before, and what that cost. */
export function Kept({ proposal: { result } }: { proposal: Proposal }) {
  const { say } = useReader()
  const points = usePoints()
  if (!result?.kept) return null
  const { touched, cost } = result.kept
  const dear = cost >= 0.0005 ? 'some' : 'nothing'
  return <p>{say('formation.kept', { touched: touched.length, dear, cost: points(cost) })}</p>
}

/** More sentences than this nobody reads. */
const mostSentences = 20

export function Unplaced({ board }: { board: BoardData }) {
  const { say } = useReader()
  const inOrder = usePeopleInOrder()
  const { result } = board.proposal
  const nameOf = (id: string) => board.people.get(id)?.name ?? say('formation.someone')
  const unplaced = new Set(result.unplaced)
  const concerning = result.impossible.filter((entry) => entry.people.some((id) => unplaced.has(id)))
  const name = say('formation.person.toNone')
  if (unplaced.size === 0) return <div id="board-unplaced" data-circle="" data-name={name} hidden />
  return (
    <div id="board-unplaced" data-circle="" data-name={name}>
      <Card id="unplaced" tone="ask" title={say('formation.unplaced.title', { people: unplaced.size })}>
        {saidOnce(concerning)
          .slice(0, mostSentences)
          .map((entry) => (
            <p key={`${entry.because.code}-${entry.people.join()}`}>
              <BecauseSentence entry={entry} nameOf={nameOf} />
            </p>
          ))}
        <ul class="grid seats">
          {inOrder(result.unplaced, board.people).map((id) => (
            <Seated key={id} id={id} board={board} />
          ))}
        </ul>
        <p class="quiet">{say('formation.unplaced.stay')}</p>
      </Card>
    </div>
  )
}
