import { Actions, ButtonLink, Card, Ending, Notice, Page, PostButton, useReader } from '../../ui/index.ts'
import { figuresOf, numbersLeftOut } from '../rules/board.ts'
import { type CircleResult, looksAgainIn, type Proposal } from '../rules.ts'
import { type BoardData, columnOf, inOrder } from './board.tsx'
import { CircleCard, turnsOf } from './circle.tsx'
import { Findings, Kept, Unplaced } from './findings.tsx'
import { History } from './history.tsx'
import { Looking } from './looking.tsx'
import { useList } from './words.tsx'
import { ZoneForm } from './zone.tsx'

/** A search that goes on: the page looks again by itself, also without a script. */
export function SearchingPage({ proposal, now }: { proposal: Proposal; now: Date }) {
  const { say } = useReader()
  const again = looksAgainIn(proposal.madeAt, now)
  return (
    <Page
      title={say('formation.searching.title')}
      lead={say('formation.searching.lead', { people: proposal.people.length })}
      width="narrow"
      refresh={again}
      script="formation.js"
      back={{ to: '/formation', label: say('formation.title') }}
    >
      <Card tone="now">
        <Looking share={proposal.share} again={again} />
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
export function BoardPage({ board, other }: { board: BoardData; other: string | undefined }) {
  const { say, moment } = useReader()
  const { proposal } = board
  const { result } = proposal
  return (
    <Page
      title={say('formation.board.title')}
      heading={<Heading board={board} />}
      above={say('formation.proposalOf', { when: moment(proposal.madeAt, 'when') })}
      lead={<Lead board={board} />}
      lock={say('formation.seenBy')}
      width="wide"
      script="formation.js"
      back={{ to: '/formation', label: say('formation.title') }}
      actions={<BoardActions board={board} other={other} />}
    >
      <Handed />
      <History board={board} />
      <Findings board={board} />
      <Kept proposal={board.found} />
      <Unplaced board={board} />
      {result.circles.length > 0 && <Circles board={board} />}
      <Ending
        summary={say('formation.removal.title')}
        text={say('formation.removal.text')}
        action={`/formation/${proposal.id}/removal`}
        button={say('formation.removal.button')}
      />
    </Page>
  )
}

/** What of the board is another after a change: the island puts each part in the place of the one that has its id. */
export function BoardPart({ board, touched }: { board: BoardData; touched: ReadonlySet<string> }) {
  const all = inOrder(board.proposal.result.circles)
  const shown = all.filter(({ circle }) => touched.has(circle))
  const gone = [...touched].filter((name) => !all.some(({ circle }) => circle === name))
  const turns = turnsOf(all)
  return (
    <main>
      <Heading board={board} />
      <Lead board={board} />
      <History board={board} />
      <Findings board={board} />
      <Unplaced board={board} />
      <Jumps circles={all} />
      {shown.map((circle) => (
        <Column key={circle.circle} {...{ circle, board, turns }} />
      ))}
      {gone.map((name) => (
        <div key={name} data-gone={columnOf(name)} />
      ))}
    </main>
  )
}

function Column({
  circle,
  board,
  turns,
}: {
  circle: CircleResult
  board: BoardData
  turns: ReturnType<typeof turnsOf>
}) {
  const turn = turns.get(circle.circle)
  return turn ? <CircleCard {...{ circle, board, turn }} /> : null
}

function Heading({ board: { proposal } }: { board: BoardData }) {
  const { say } = useReader()
  const { circles, seated } = figuresOf(proposal.result)
  return <span id="board-heading">{say('formation.head', { people: seated, circles })}</span>
}

function Lead({ board: { proposal, broken } }: { board: BoardData }) {
  const { say } = useReader()
  const wrong = broken.size > 0 || proposal.result.unplaced.length > 0
  return <span id="board-lead">{say(wrong ? 'formation.board.look' : 'formation.board.fine')}</span>
}

/** What the island says aloud; it has no words of its own. */
function Handed() {
  const { say } = useReader()
  const places = { name: '{name}', circle: '{circle}' }
  const words = {
    up: say('formation.carry.up', places),
    over: say('formation.carry.over', places),
    back: say('formation.carry.back', places),
    lost: say('formation.carry.lost'),
    none: say('formation.person.toNone'),
    fresh: say('formation.carry.fresh'),
    cancel: say('formation.carry.cancel'),
  }
  return (
    <div id="board" class="unseen" data-words={JSON.stringify(words)}>
      <p id="board-said" role="status" />
    </div>
  )
}

function BoardActions({ board: { proposal }, other }: { board: BoardData; other: string | undefined }) {
  const { say } = useReader()
  const { id, locks, result } = proposal
  const kept = locks.people.length + locks.circles.length > 0
  return (
    <>
      {result.circles.length > 0 && (
        <ButtonLink to={`/formation/${id}/publication`} kind="first">
          {say('formation.board.publish')}
        </ButtonLink>
      )}
      <ButtonLink to={`/formation/${id}/runs`}>
        {say(kept ? 'formation.board.againLocked' : 'formation.board.again')}
      </ButtonLink>
      {other && <ButtonLink to={`/formation/${id}/comparison`}>{say('formation.compare.link')}</ButtonLink>}
      <ButtonLink to={`/formation/${id}/prices`} kind="slight">
        {say('formation.prices.link')}
      </ButtonLink>
      <ButtonLink to={`/formation/new?like=${id}`} kind="slight">
        {say('formation.board.rules')}
      </ButtonLink>
    </>
  )
}

function Circles({ board }: { board: BoardData }) {
  const { say } = useReader()
  const circles = inOrder(board.proposal.result.circles)
  const turns = turnsOf(circles)
  return (
    <>
      <div class="board-tools">
        <ZoneForm action={`/formation/${board.proposal.id}`} zone={board.zone} zones={board.zones} />
        <Jumps circles={circles} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class="columns board" id="board-circles" aria-label={say('formation.board.circles')} tabIndex={0}>
        {circles.map((circle) => (
          <Column key={circle.circle} {...{ circle, board, turns }} />
        ))}
      </section>
    </>
  )
}

/** A way to each circle by its number. */
function Jumps({ circles }: { circles: readonly CircleResult[] }) {
  const { say } = useReader()
  const join = useList()
  const names = numbersLeftOut(circles)
  return (
    <nav class="jumps" id="board-jumps" aria-label={say('formation.board.jumps')}>
      <ul class="row">
        {circles.map(({ circle }) => (
          <li key={circle}>
            <a href={`#${columnOf(circle)}`}>{circle}</a>
          </li>
        ))}
      </ul>
      {names.length > 0 && <p class="quiet">{say('formation.board.gaps', { names: join(names) })}</p>}
    </nav>
  )
}
