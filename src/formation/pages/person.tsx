import { Actions, Button, Card, DataTable, Form, Link, Notice, Page, Select, useReader } from '../../ui/index.ts'
import { freshCircle, type Whole, wholeWith } from '../rules/board.ts'
import { type Beside, type Chair, type CircleResult, fitWith, fitWithout, percent } from '../rules.ts'
import { type BoardData, type PersonData, usePoints } from './board.tsx'
import { Why, WhyNowhere } from './why.tsx'
import { useColumns, useLeft, useList } from './words.tsx'

/** One person in a proposal: why here, and where else. */
export function PersonPage(data: PersonData) {
  const { say } = useReader()
  const { board, id, chairs, leaving } = data
  const left = useLeft()(leaving, board.proposal.policy)
  const { proposal, people } = board
  const person = people.get(id)
  const circle = proposal.result.circles.find(({ members }) => members.includes(id))
  const [here] = chairs
  return (
    <Page
      title={person?.name ?? say('formation.someone')}
      above={circle ? say('formation.person.in', { circle: circle.circle }) : say('formation.person.nowhere')}
      lead={person?.zone.replaceAll('_', ' ')}
      lock={say('formation.seenBy')}
      back={{ to: `/formation/${proposal.id}`, label: say('formation.person.back') }}
    >
      {circle && here && (
        <>
          <Why data={data} circle={circle} here={here} />
          <Answers data={data} here={here} next={chairs.slice(1).find(({ rules }) => rules.length === 0)} />
        </>
      )}
      {!circle && <WhyNowhere data={data} />}
      <Move
        board={board}
        id={id}
        from={circle && here && { circle, fit: here.fit, left }}
        chairs={circle ? chairs.slice(1) : chairs}
      />
      <p>
        <Link to={`/applications/${id}`}>{say('formation.person.answers')}</Link>
      </p>
    </Page>
  )
}

interface AnswersData {
  readonly data: PersonData
  readonly here: Chair
  /** The next best circle that they could move to. */
  readonly next: Chair | undefined
}

/** An answer, and how far somebody goes together in it with the people here and with those of the next best circle, 0 to 1. */
interface Line {
  readonly asked: string
  readonly wished: string
  readonly own: string
  readonly others: string
  readonly here: number
  readonly there: number
}

/** Somebody's answers beside those of the others, what was wished for, and what it would be elsewhere. */
function Answers({ data, here, next }: AnswersData) {
  const { say } = useReader()
  const lines = useLines()({ data, here, next })
  const text = (label: string, cell: (line: Line) => string) => ({ label, cell })
  return (
    <Card title={say('formation.person.beside')}>
      <p class="quiet">
        {say('formation.person.beside.hint', { next: next?.circle ?? 'none' })} {say('formation.weights')}
      </p>
      <DataTable
        caption={say('formation.person.beside')}
        quietCaption
        columns={[
          text(say('formation.person.answer'), ({ asked }) => asked),
          text(say('formation.person.wished'), ({ wished }) => wished),
          text(say('formation.person.own'), ({ own }) => own),
          text(say('formation.person.others'), ({ others }) => others),
          { label: say('formation.person.as'), cell: ({ here: as }: Line) => percent(as), numeric: true },
          ...(next
            ? [
                {
                  label: say('formation.circle', { circle: next.circle }),
                  cell: ({ there }: Line) => percent(there),
                  numeric: true,
                },
              ]
            : []),
        ]}
        rows={lines}
        rowKey={({ asked }) => asked}
      />
    </Card>
  )
}

function useLines(): (of: AnswersData) => Line[] {
  const { say } = useReader()
  const called = useColumns()
  const join = useList()
  const told = (value: string) => value.replaceAll(';', ',') || say('formation.person.silent')
  const wished = ({ aim, weight }: Beside) =>
    say('formation.wish.weight', { weight: `${aim === 'similar' ? 'alike' : 'unlike'}${weight}` })
  return ({ data: { beside }, here, next }) => {
    const there = next ? beside(next.circle) : []
    const all = { wished: '–', own: '–', others: '–', here: here.fit, there: next?.fit ?? 0 }
    return [
      ...beside(here.circle).map((row, n) => ({
        ...{
          asked: called(row.column),
          wished: wished(row),
          own: told(row.own),
          here: row.as,
          there: there[n]?.as ?? 0,
        },
        others: join(
          row.others.map(({ value, people }) => say('formation.person.times.of', { value: told(value), people })),
        ),
      })),
      { asked: say('formation.person.all'), ...all },
    ]
  }
}

interface MoveData {
  readonly board: BoardData
  readonly id: string
  /** Where they sit, how they go together with the others there, and what would be wrong there without them. */
  readonly from: { readonly circle: CircleResult; readonly fit: number; readonly left: string } | undefined
  readonly chairs: readonly Chair[]
}

function Move({ board: { proposal }, id, from, chairs }: MoveData) {
  const { say } = useReader()
  const chair = useChairOption(proposal.result.circles)
  const options = [
    ...chairs.map((each) => ({ value: each.circle, label: chair(each) })),
    { value: freshCircle, label: say('formation.person.toNew') },
    ...(from ? [{ value: '', label: say('formation.person.toNone') }] : []),
  ]
  return (
    <Card title={say('formation.person.move')}>
      <p class="quiet">
        {say('formation.person.move.hint')} {from && <Leaving from={from} />}
      </p>
      {from?.left && <Notice tone="warn">{from.left}</Notice>}
      <WholeAfter circles={proposal.result.circles} from={from} chairs={chairs} />
      <Form action={`/formation/${proposal.id}/people/${id}/seat`}>
        <Select name="circle" label={say('formation.person.where')} options={options} />
        <Actions>
          <Button kind="first">{say('formation.person.go')}</Button>
        </Actions>
      </Form>
    </Card>
  )
}

/** As many circles as one compares at a glance. */
const mostWholes = 6

interface WholeData extends Pick<MoveData, 'from' | 'chairs'> {
  readonly circles: readonly CircleResult[]
}

/** What a move to each circle that is open to them makes of all circles together, and of the one that fits least. */
function WholeAfter({ circles, from, chairs }: WholeData) {
  const { say } = useReader()
  const points = usePoints()
  const now = wholeWith(circles, new Map())
  const left = from && fitWithout(from.circle.fit, from.circle.members.length, from.fit)
  const open = chairs.filter(({ rules }) => rules.length === 0).slice(0, mostWholes)
  if (open.length === 0 || (from && left === undefined)) return null
  const after = ({ circle, fit }: Chair) => {
    const { members = [], fit: before = 0 } = circles.find((each) => each.circle === circle) ?? {}
    const joined = { people: members.length + 1, fit: fitWith(before, members.length, fit) }
    const rest = from && left !== undefined ? { people: from.circle.members.length - 1, fit: left } : undefined
    return wholeWith(
      circles,
      new Map([[circle, joined], ...(from && rest ? [[from.circle.circle, rest] as const] : [])]),
    )
  }
  const figure = (of: keyof Whole) => (chair: Chair) => points(after(chair)[of])
  return (
    <>
      <p class="quiet">{say('formation.person.whole.now', { mean: points(now.mean), worst: points(now.worst) })}</p>
      <DataTable
        caption={say('formation.person.whole')}
        columns={[
          { label: say('formation.person.whole.to'), cell: ({ circle }: Chair) => say('formation.circle', { circle }) },
          { label: say('formation.person.whole.mean'), cell: figure('mean'), numeric: true },
          { label: say('formation.person.whole.worst'), cell: figure('worst'), numeric: true },
        ]}
        rows={open}
        rowKey={({ circle }) => circle}
      />
    </>
  )
}

/** What becomes of the circle that they would leave. */
function Leaving({ from: { circle, fit } }: { from: NonNullable<MoveData['from']> }) {
  const { say } = useReader()
  const points = usePoints()
  const after = fitWithout(circle.fit, circle.members.length, fit)
  if (after === undefined) return null
  return (
    <>{say('formation.person.leaving', { circle: circle.circle, before: points(circle.fit), after: points(after) })}</>
  )
}

/** A circle to move to: how they would go together with its people, and what it would be with them. */
function useChairOption(circles: readonly CircleResult[]): (chair: Chair) => string {
  const { say } = useReader()
  const points = usePoints()
  const found = new Map(circles.map((each) => [each.circle, each]))
  return ({ circle, fit, rules }) => {
    const { members = [], fit: before = 0 } = found.get(circle) ?? {}
    const after = points(fitWith(before, members.length, fit))
    const values = { circle, people: members.length, fit: percent(fit), before: points(before), after }
    return say('formation.person.to', { ...values, broken: rules.length })
  }
}
