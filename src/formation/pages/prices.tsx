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
import { usePoints } from './board.tsx'
import { Looking } from './looking.tsx'
import { wishId } from './wish.tsx'
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

type What = WhatIf['drop']['what']

/** What the page of wishes lets one choose otherwise, and what nobody may: it follows from what people said. */
const choosable: readonly What[] = ['smaller', 'larger', 'shorter', 'apart', 'language', 'lone', 'mates']
const weights: readonly What[] = ['weight', 'less']
const bound: readonly What[] = ['no_slot', 'manager', 'apart_from', 'together_with']

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
  const gain = ({ none }: Wish) => none?.mean ?? 0
  const weaker = (column: string) => {
    const { aim, weight = 1 } = proposal.policy.attributes.find((each) => each.column === column) ?? {}
    return say('formation.wish.weight', { weight: `${aim === 'diverse' ? 'unlike' : 'alike'}${weight - 1}` })
  }
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
            cell: ({ column, less }: Wish) =>
              less ? (
                <>
                  <span class="quiet">{weaker(column)}:</span> <Gain by={less.mean} off={less.off} />
                </>
              ) : (
                '–'
              ),
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

interface DearestData {
  readonly answers: readonly WhatIf[]
  readonly none: string
  readonly kind: 'rule' | 'wish'
  readonly called: (drop: WhatIf['drop']) => string
}

/** The one that costs most, in a sentence; another sentence where none costs more than chance would. */
function Dearest({ answers, none, kind, called }: DearestData) {
  const { say } = useReader()
  const points = usePoints()
  const [most] = answers.filter(({ mean, off }) => isSure(mean, off)).sort((a, b) => b.mean - a.mean)
  if (!most || most.mean < worth) return <p>{none}</p>
  return <p>{say('formation.prices.dearest', { kind, what: called(most.drop), gain: points(most.mean) })}</p>
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

/** What would be otherwise, in words. */
function useDropped({ size, meetingMinutes }: Policy): (drop: WhatIf['drop']) => string {
  const { say } = useReader()
  const rule = useRule()
  const column = useColumns()
  return ({ what, column: of }) => {
    if (what === 'weight' || what === 'less') return column(of ?? '')
    if (what === 'smaller') return say('formation.prices.smaller', { size: size.min - 1, now: size.min })
    if (what === 'larger') return say('formation.prices.larger', { size: size.max + 1, now: size.max })
    if (what === 'shorter')
      return say('formation.prices.shorter', { minutes: meetingMinutes - 30, now: meetingMinutes })
    const without = say('formation.prices.without', { rule: rule(what) })
    return of === undefined ? without : say('formation.prices.ruleOf', { rule: without, column: column(of) })
  }
}

/** The rules of a proposal as they can be changed, at one of their fields. */
const rulesOf = ({ id }: Proposal, field: string) => `/formation/new?like=${id}#${field}`

const fields: Readonly<Partial<Record<What, string>>> = {
  ...{
    smaller: 'min',
    larger: 'max',
    shorter: 'minutes',
    apart: 'apart',
    language: 'common',
    lone: 'lone',
    mates: 'mates',
  },
}

const fieldOn =
  (proposal: Proposal) =>
  ({ what }: WhatIf['drop']): string | undefined =>
    fields[what] && rulesOf(proposal, `formation-new-${fields[what]}`)
