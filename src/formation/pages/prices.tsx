import { Actions, ButtonLink, Card, DataTable, Link, Notice, Page, PostButton, useReader } from '../../ui/index.ts'
import type { Prices } from '../reads/board.ts'
import { looksAgainIn, type Proposal, type WhatIf } from '../rules.ts'
import { usePoints } from './board.tsx'
import { Looking } from './looking.tsx'
import { useColumns, useRule } from './words.tsx'

interface PricesData {
  readonly proposal: Proposal
  /** Which state of the proposal stands. */
  readonly revision: string
  readonly prices: Prices | undefined
  readonly now: Date
}

/** What each wish and each rule costs: how the circles would fit without it. */
export function PricesPage({ proposal, revision, prices, now }: PricesData) {
  const { say } = useReader()
  const running = prices?.state === 'waiting' || prices?.state === 'running'
  const again = running ? looksAgainIn(prices.madeAt, now) : undefined
  return (
    <Page
      title={say('formation.prices.title')}
      lead={say('formation.prices.lead')}
      lock={say('formation.seenBy')}
      refresh={again}
      script={running ? 'formation.js' : undefined}
      back={{ to: `/formation/${proposal.id}`, label: say('formation.person.back') }}
    >
      {running && prices && <Running proposal={proposal} prices={prices} again={again} />}
      {prices?.state === 'failed' && <Notice tone="wrong">{say('formation.failed.text')}</Notice>}
      {prices?.state === 'ready' && <Answers prices={prices} stale={prices.revision !== revision} />}
      {!running && (
        <Actions>
          <PostButton action={`/formation/${proposal.id}/prices`} kind={prices ? 'plain' : 'first'} icon="search">
            {say(prices ? 'formation.prices.again' : 'formation.prices.go')}
          </PostButton>
          {prices && <ButtonLink to="/formation/new">{say('formation.board.rules')}</ButtonLink>}
        </Actions>
      )}
    </Page>
  )
}

function Running({ proposal, prices, again }: { proposal: Proposal; prices: Prices; again: number | undefined }) {
  const { say } = useReader()
  return (
    <Card tone="now">
      <Looking share={prices.share} again={again} />
      <PostButton action={`/formation/${proposal.id}/prices/removal`} kind="slight">
        {say('formation.searching.cancel')}
      </PostButton>
    </Card>
  )
}

function Answers({ prices, stale }: { prices: Prices; stale: boolean }) {
  const { say, moment } = useReader()
  const { answers } = prices
  const weighed = answers.filter(({ drop: { what } }) => what === 'weight' || what === 'half')
  const rules = answers.filter((each) => !weighed.includes(each))
  return (
    <>
      {stale && <Notice tone="warn">{say('formation.prices.stale')}</Notice>}
      {answers.length === 0 && <p>{say('formation.prices.nothing')}</p>}
      {rules.length > 0 && <Rules answers={rules} />}
      {weighed.length > 0 && <Wishes answers={weighed} />}
      <p class="quiet">
        {say('formation.prices.how')} {moment(prices.madeAt, 'when')}
      </p>
    </>
  )
}

/** What each rule costs, the dearest first. */
function Rules({ answers }: { answers: readonly WhatIf[] }) {
  const { say } = useReader()
  const called = useDropped()
  const rows = [...answers].sort((a, b) => b.placed - a.placed || b.mean - a.mean)
  return (
    <Card title={say('formation.prices.rules')}>
      <Dearest answers={answers} none={say('formation.prices.rules.none')} kind="rule" />
      <DataTable
        caption={say('formation.prices.rules')}
        quietCaption
        columns={[
          { label: say('formation.prices.rule'), cell: ({ drop }: WhatIf) => called(drop) },
          {
            label: say('formation.prices.mean'),
            cell: ({ mean, off }: WhatIf) => <Gain by={mean} off={off} />,
            numeric: true,
          },
          {
            label: say('formation.prices.worst'),
            cell: ({ worst, worstOff }: WhatIf) => <Gain by={worst} off={worstOff} />,
            numeric: true,
          },
          {
            label: say('formation.prices.placed'),
            cell: ({ placed }: WhatIf) => <More people={Math.round(placed)} />,
            numeric: true,
          },
          { label: say('formation.prices.change.title'), cell: ({ drop }: WhatIf) => <Change what={drop.what} /> },
        ]}
        rows={rows}
        rowKey={({ drop }) => `${drop.what} ${drop.column ?? ''}`}
      />
      {rows.some(({ drop }) => !isWished(drop.what)) && <p class="quiet">{say('formation.prices.always.why')}</p>}
    </Card>
  )
}

/** Where a rule is given up; others follow from what people said, and no wish drops them. */
function Change({ what }: { what: WhatIf['drop']['what'] }) {
  const { say } = useReader()
  if (!isWished(what)) return <span class="quiet">{say('formation.prices.always')}</span>
  return <Link to="/formation/new#rules">{say('formation.prices.change.link')}</Link>
}

const isWished = (what: WhatIf['drop']['what']): boolean => ['apart', 'language', 'lone', 'mates'].includes(what)

interface Wish {
  readonly column: string
  readonly half: WhatIf | undefined
  readonly none: WhatIf | undefined
}

/** What each wish costs the others: with half of its weight, and without it. */
function Wishes({ answers }: { answers: readonly WhatIf[] }) {
  const { say } = useReader()
  const called = useColumns()
  const rows = [...Map.groupBy(answers, ({ drop }) => drop.column ?? '')].map(([column, both]): Wish => {
    const of = (what: string) => both.find(({ drop }) => drop.what === what)
    return { column, half: of('half'), none: of('weight') }
  })
  const gain = ({ none }: Wish) => none?.mean ?? 0
  return (
    <Card title={say('formation.prices.wishes')}>
      <Dearest
        answers={answers.filter(({ drop }) => drop.what === 'weight')}
        none={say('formation.prices.wishes.none')}
        kind="wish"
      />
      <DataTable
        caption={say('formation.prices.wishes')}
        quietCaption
        columns={[
          { label: say('formation.prices.wish'), cell: ({ column }: Wish) => called(column) },
          {
            label: say('formation.prices.half'),
            cell: ({ half }: Wish) => half && <Gain by={half.mean} off={half.off} />,
            numeric: true,
          },
          {
            label: say('formation.prices.notAtAll'),
            cell: ({ none }: Wish) => none && <Gain by={none.mean} off={none.off} />,
            numeric: true,
          },
        ]}
        rows={rows.sort((a, b) => gain(b) - gain(a))}
        rowKey={({ column }) => column}
      />
    </Card>
  )
}

/** The one that costs most, in a sentence; another sentence where none costs more than chance would. */
function Dearest({ answers, none, kind }: { answers: readonly WhatIf[]; none: string; kind: 'rule' | 'wish' }) {
  const { say } = useReader()
  const rule = useDropped()
  const column = useColumns()
  const points = usePoints()
  const [most] = answers.filter(({ mean, off }) => isSure(mean, off)).sort((a, b) => b.mean - a.mean)
  if (!most || most.mean < worth) return <p>{none}</p>
  const what = kind === 'rule' ? rule(most.drop) : column(most.drop.column ?? '')
  return <p>{say('formation.prices.dearest', { kind, what, gain: points(most.mean) })}</p>
}

/** Half a point of a hundred: less is not worth a sentence. */
const worth = 0.005

/** Tenths of a point, as they stand on the page: what is written there as no greater is not taken for greater. */
const tenths = (share: number): number => Math.round(Math.abs(share) * 1000)

/** A change that is not greater than what two searches of one question differ by says nothing, and is told so. */
const isSure = (by: number, off: number | undefined): boolean => off !== undefined && tenths(by) > tenths(off)

/** What something would bring, and how much of that may be chance; `off` is not known of what was found out long ago. */
function Gain({ by, off }: { by: number; off: number | undefined }) {
  const { say } = useReader()
  const points = usePoints()
  if (tenths(by) === 0) return <span class="quiet">{say('formation.prices.nothingMore')}</span>
  const change = points(by, true)
  const told = off === undefined ? change : say('formation.prices.change', { change, off: points(off) })
  if (isSure(by, off)) return <strong>{told}</strong>
  return (
    <>
      {told} <span class="quiet">{say('formation.prices.chance')}</span>
    </>
  )
}

function More({ people }: { people: number }) {
  const { say } = useReader()
  const points = usePoints()
  if (people === 0) return <span class="quiet">{say('formation.prices.nothingMore')}</span>
  return <strong>{points(people / 100, true)}</strong>
}

function useDropped(): (drop: WhatIf['drop']) => string {
  const { say } = useReader()
  const rule = useRule()
  const column = useColumns()
  return ({ what, column: of }) => {
    if (what === 'weight' || what === 'half') return column(of ?? '')
    return of === undefined ? rule(what) : say('formation.prices.ruleOf', { rule: rule(what), column: column(of) })
  }
}
