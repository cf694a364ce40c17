import { Card, DataTable, Notice, Page, PostButton, Progress, useReader } from '../../ui/index.ts'
import type { Prices } from '../reads/board.ts'
import { type Proposal, percent, type WhatIf } from '../rules.ts'
import { usePoints } from './board.tsx'
import { useColumns, useRule } from './words.tsx'

interface PricesData {
  readonly proposal: Proposal
  /** Which state of the proposal stands. */
  readonly revision: string
  readonly prices: Prices | undefined
}

/** What each wish and each rule costs: how the circles would fit without it. */
export function PricesPage({ proposal, revision, prices }: PricesData) {
  const { say } = useReader()
  const running = prices?.state === 'waiting' || prices?.state === 'running'
  return (
    <Page
      title={say('formation.prices.title')}
      lead={say('formation.prices.lead')}
      lock={say('formation.seenBy')}
      width="narrow"
      refresh={running ? 2 : undefined}
      back={{ to: `/formation/${proposal.id}`, label: say('formation.person.back') }}
    >
      {running && prices && <Running proposal={proposal} prices={prices} />}
      {prices?.state === 'failed' && <Notice tone="wrong">{say('formation.failed.text')}</Notice>}
      {prices?.state === 'ready' && <Answers prices={prices} stale={prices.revision !== revision} />}
      {!running && (
        <PostButton action={`/formation/${proposal.id}/prices`} kind={prices ? 'plain' : 'first'} icon="search">
          {say(prices ? 'formation.prices.again' : 'formation.prices.go')}
        </PostButton>
      )}
    </Page>
  )
}

function Running({ proposal, prices }: { proposal: Proposal; prices: Prices }) {
  const { say } = useReader()
  return (
    <Card tone="now">
      <Progress
        value={Math.round(prices.share * 100)}
        max={100}
        label={say('formation.searching.progress')}
        text={say('formation.searching.share', { share: percent(prices.share) })}
      />
      <p class="quiet">{say('formation.searching.refresh')}</p>
      <PostButton action={`/formation/${proposal.id}/prices/removal`} kind="slight">
        {say('formation.searching.cancel')}
      </PostButton>
    </Card>
  )
}

function Answers({ prices, stale }: { prices: Prices; stale: boolean }) {
  const { say, moment } = useReader()
  const called = useDrop()
  const points = usePoints()
  const rows = [...prices.answers].sort((a, b) => b.placed - a.placed || b.mean - a.mean)
  return (
    <>
      {stale && <Notice tone="warn">{say('formation.prices.stale')}</Notice>}
      <Card title={say('formation.prices.without')} beside={<span class="quiet">{moment(prices.madeAt, 'when')}</span>}>
        {rows.length === 0 ? (
          <p>{say('formation.prices.nothing')}</p>
        ) : (
          <DataTable
            caption={say('formation.prices.without')}
            quietCaption
            columns={[
              { label: say('formation.prices.what'), cell: ({ drop }: WhatIf) => called(drop) },
              { label: say('formation.prices.mean'), cell: (each: WhatIf) => <Mean answer={each} />, numeric: true },
              {
                label: say('formation.prices.worst'),
                cell: ({ worst }: WhatIf) => points(worst, true),
                numeric: true,
              },
              {
                label: say('formation.prices.placed'),
                cell: ({ placed }: WhatIf) => say('formation.prices.people', { people: Math.round(placed) }),
                numeric: true,
              },
            ]}
            rows={rows}
            rowKey={({ drop }) => `${drop.what} ${drop.column ?? ''}`}
          />
        )}
        <p class="quiet">{say('formation.prices.how')}</p>
      </Card>
    </>
  )
}

/** A change that is not greater than what two searches of one question differ by says nothing, and is told so. */
function Mean({ answer: { mean, off } }: { answer: WhatIf }) {
  const { say } = useReader()
  const points = usePoints()
  const told = say('formation.prices.change', { change: points(mean, true), off: points(off) })
  if (Math.abs(mean) > off) return <strong>{told}</strong>
  return (
    <>
      {told} <span class="quiet">{say('formation.prices.chance')}</span>
    </>
  )
}

function useDrop(): (drop: WhatIf['drop']) => string {
  const { say } = useReader()
  const rule = useRule()
  const column = useColumns()
  return ({ what, column: of }) => {
    if (what === 'weight') return say('formation.prices.weight', { column: column(of ?? '') })
    return of === undefined
      ? say('formation.prices.rule', { rule: rule(what) })
      : say('formation.prices.ruleOf', { rule: rule(what), column: column(of) })
  }
}
