import {
  Actions,
  ButtonLink,
  Card,
  DataTable,
  Details,
  Link,
  Notice,
  Page,
  PostButton,
  useReader,
} from '../../ui/index.ts'
import type { Prices } from '../reads/board.ts'
import { looksAgainIn, type Policy, type Proposal, type WhatIf } from '../rules.ts'
import { Looking } from './looking.tsx'
import { bound, choosable, Dearest, fieldOn, Gain, More, rulesOf, useDropped, type What, weights } from './price.tsx'
import { wishId } from './wish.tsx'
import { useColumns } from './words.tsx'

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
      {prices?.state === 'ready' && <Answers {...{ prices, proposal }} stale={prices.revision !== revision} />}
      {!running && (
        <Actions>
          <PostButton action={`/formation/${proposal.id}/prices`} kind={prices ? 'plain' : 'first'} icon="search">
            {say(prices ? 'formation.prices.again' : 'formation.prices.go')}
          </PostButton>
          {prices && <ButtonLink to={`/formation/new?like=${proposal.id}`}>{say('formation.board.rules')}</ButtonLink>}
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

function Answers({ prices, stale, proposal }: { prices: Prices; stale: boolean; proposal: Proposal }) {
  const { say, moment } = useReader()
  const { answers } = prices
  const of = (whats: readonly What[]) => answers.filter(({ drop }) => whats.includes(drop.what))
  const [chosen, weighed, always] = [of(choosable), of(weights), of(bound)]
  return (
    <>
      {stale && <Notice tone="warn">{say('formation.prices.stale')}</Notice>}
      {answers.length === 0 && <p>{say('formation.prices.nothing')}</p>}
      {chosen.length > 0 && <Rules answers={chosen} proposal={proposal} />}
      {weighed.length > 0 && <Wishes answers={weighed} proposal={proposal} />}
      {always.length > 0 && (
        <Details summary={say('formation.prices.always')}>
          <p class="quiet">{say('formation.prices.always.why')}</p>
          <RuleTable answers={always} title={say('formation.prices.always')} proposal={proposal} />
        </Details>
      )}
      <p class="quiet">
        {say('formation.prices.how')} {moment(prices.madeAt, 'when')}
      </p>
    </>
  )
}

/** What each rule costs that could be another. */
function Rules(data: { answers: readonly WhatIf[]; proposal: Proposal }) {
  const { say } = useReader()
  const called = useDropped(data.proposal.policy)
  return (
    <Card title={say('formation.prices.rules')}>
      <Dearest answers={data.answers} none={say('formation.prices.rules.none')} kind="rule" called={called} />
      <RuleTable {...data} title={say('formation.prices.rules')} />
    </Card>
  )
}

/** The dearest first; what can be chosen leads to where it is. */
function RuleTable({ answers, title, proposal }: { answers: readonly WhatIf[]; title: string; proposal: Proposal }) {
  const { say } = useReader()
  const called = useDropped(proposal.policy)
  const field = fieldOn(proposal)
  return (
    <DataTable
      caption={title}
      quietCaption
      columns={[
        {
          label: say('formation.prices.rule'),
          cell: ({ drop }: WhatIf) => {
            const to = field(drop)
            return to ? <Link to={to}>{called(drop)}</Link> : called(drop)
          },
        },
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
      ]}
      rows={[...answers].sort((a, b) => b.placed - a.placed || b.mean - a.mean)}
      rowKey={({ drop }) => `${drop.what} ${drop.column ?? ''}`}
    />
  )
}

interface Wish {
  readonly column: string
  readonly less: WhatIf | undefined
  readonly none: WhatIf | undefined
}

/** What each wish costs the others: one step weaker, and without it. Each leads to where it is chosen. */
function Wishes({ answers, proposal }: { answers: readonly WhatIf[]; proposal: Proposal }) {
  const { say } = useReader()
  const called = useColumns()
  const rows = [...Map.groupBy(answers, ({ drop }) => drop.column ?? '')].map(([column, both]): Wish => {
    const of = (what: string) => both.find(({ drop }) => drop.what === what)
    return { column, less: of('less'), none: of('weight') }
  })
  return (
    <Card title={say('formation.prices.wishes')}>
      <Dearest
        answers={answers.filter(({ drop }) => drop.what === 'weight')}
        none={say('formation.prices.wishes.none')}
        kind="wish"
        called={({ column }) => called(column ?? '')}
      />
      <DataTable
        caption={say('formation.prices.wishes')}
        quietCaption
        columns={[
          {
            label: say('formation.prices.wish'),
            cell: ({ column }: Wish) => <Link to={rulesOf(proposal, wishId(column))}>{called(column)}</Link>,
          },
          {
            label: say('formation.prices.less'),
            cell: ({ less }: Wish) => (less ? <Weaker less={less} policy={proposal.policy} /> : '–'),
            numeric: true,
          },
          {
            label: say('formation.prices.notAtAll'),
            cell: ({ none }: Wish) => none && <Gain by={none.mean} off={none.off} />,
            numeric: true,
          },
        ]}
        rows={rows.sort((a, b) => (b.none?.mean ?? 0) - (a.none?.mean ?? 0))}
        rowKey={({ column }) => column}
      />
    </Card>
  )
}

/** As what it would then be chosen, and what that brings. */
function Weaker({ less: { drop, mean, off }, policy }: { less: WhatIf; policy: Policy }) {
  const { say } = useReader()
  const { aim, weight = 1 } = policy.attributes.find(({ column }) => column === drop.column) ?? {}
  return (
    <>
      <span class="quiet">
        {say('formation.wish.weight', { weight: `${aim === 'diverse' ? 'unlike' : 'alike'}${weight - 1}` })}:
      </span>{' '}
      <Gain by={mean} off={off} />
    </>
  )
}
