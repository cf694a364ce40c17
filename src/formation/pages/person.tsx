import { Actions, Button, Card, DataTable, Form, Link, Page, Select, useReader } from '../../ui/index.ts'
import { freshCircle } from '../rules/board.ts'
import { type Beside, type Chair, percent } from '../rules.ts'
import type { BoardData } from './board.tsx'
import { type PersonData, Why, WhyNowhere } from './why.tsx'
import { useColumns, useList } from './words.tsx'

/** One person in a proposal: why here, and where else. */
export function PersonPage(data: PersonData) {
  const { say } = useReader()
  const { board, id, chairs, beside } = data
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
      width="narrow"
      back={{ to: `/formation/${proposal.id}`, label: say('formation.person.back') }}
    >
      {circle && here && (
        <>
          <Why data={data} circle={circle} here={here} />
          <Answers rows={beside(circle.circle)} />
        </>
      )}
      {!circle && <WhyNowhere data={data} />}
      <Move board={board} id={id} seated={circle !== undefined} chairs={circle ? chairs.slice(1) : chairs} />
      <p>
        <Link to={`/applications/${id}`}>{say('formation.person.answers')}</Link>
      </p>
    </Page>
  )
}

/** Somebody's answers beside those of the others, and what was wished for. */
function Answers({ rows }: { rows: readonly Beside[] }) {
  const { say } = useReader()
  const called = useColumns()
  const join = useList()
  const wished = ({ aim, weight }: Beside) =>
    say('formation.wish.weight', { weight: `${aim === 'similar' ? 'alike' : 'unlike'}${weight}` })
  const told = (value: string) => value.replaceAll(';', ',') || say('formation.person.silent')
  return (
    <Card title={say('formation.person.beside')}>
      <p class="quiet">{say('formation.person.beside.hint')}</p>
      <DataTable
        caption={say('formation.person.beside')}
        quietCaption
        columns={[
          { label: say('formation.person.answer'), cell: ({ column }: Beside) => called(column) },
          { label: say('formation.person.wished'), cell: (row: Beside) => wished(row) },
          { label: say('formation.person.own'), cell: ({ own }: Beside) => told(own) },
          {
            label: say('formation.person.others'),
            cell: ({ others }: Beside) =>
              join(others.map(({ value, people }) => say('formation.person.times.of', { value: told(value), people }))),
          },
          { label: say('formation.person.as'), cell: (row: Beside) => percent(row.as), numeric: true },
        ]}
        rows={rows}
        rowKey={({ column }) => column}
      />
    </Card>
  )
}

interface MoveData {
  readonly board: BoardData
  readonly id: string
  readonly seated: boolean
  readonly chairs: readonly Chair[]
}

function Move({ board: { proposal }, id, seated, chairs }: MoveData) {
  const { say } = useReader()
  const size = (of: string) => proposal.result.circles.find(({ circle }) => circle === of)?.members.length ?? 0
  const options = [
    ...chairs.map(({ circle, fit, rules }) => ({
      value: circle,
      label: say('formation.person.to', { circle, people: size(circle), fit: percent(fit), broken: rules.length }),
    })),
    { value: freshCircle, label: say('formation.person.toNew') },
    ...(seated ? [{ value: '', label: say('formation.person.toNone') }] : []),
  ]
  return (
    <Card title={say('formation.person.move')}>
      <p class="quiet">{say('formation.person.move.hint')}</p>
      <Form action={`/formation/${proposal.id}/people/${id}/seat`}>
        <Select name="circle" label={say('formation.person.where')} options={options} />
        <Actions>
          <Button kind="first">{say('formation.person.go')}</Button>
        </Actions>
      </Form>
    </Card>
  )
}
