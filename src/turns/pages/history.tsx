import type { Fellow } from '../../circles/rules.ts'
import {
  Button,
  ButtonLink,
  Card,
  Choices,
  DataTable,
  Form,
  Page,
  RowItem,
  Rows,
  Select,
  Time,
  useReader,
} from '../../ui/index.ts'
import { type Role, roles } from '../rules/ledger.ts'
import type { HeldMeeting, LookBack } from '../rules.ts'

interface HistoryProps {
  readonly circle: { readonly id: string }
  readonly fellows: readonly Fellow[]
  readonly history: readonly HeldMeeting[]
  readonly past: readonly LookBack[]
}

/** The last meetings, with who did what at each. */
export function WhatHasBeen({ circle, fellows, past }: HistoryProps) {
  const { say } = useReader()
  if (past.length === 0) return null
  return (
    <Card title={say('turns.past.title')}>
      <DataTable
        caption={say('turns.past.title')}
        quietCaption
        columns={[
          { label: say('turns.past.meeting'), cell: (row: LookBack) => <Time at={row.starts} as="short" /> },
          ...roles.map((role) => ({
            label: say('turns.role', { role }),
            cell: (row: LookBack) => <Doers row={row} role={role} fellows={fellows} />,
          })),
          { label: say('turns.past.change'), cell: (row: LookBack) => <Change circle={circle.id} row={row} /> },
        ]}
        rows={past}
        rowKey={(row) => row.meeting}
      />
    </Card>
  )
}

/** Who had a role at a meeting, as a list of names. */
function Doers({ row, role, fellows }: { row: LookBack; role: Role; fellows: readonly Fellow[] }) {
  const { say, locale } = useReader()
  const done = row.held?.turns.filter((turn) => turn.role === role) ?? []
  if (done.length === 0) return <span class="quiet">–</span>
  const nameOf = (person: string) => fellows.find(({ id }) => id === person)?.name ?? say('turns.somebody')
  const words = done.map(({ person, whose }) =>
    person === whose ? nameOf(person) : say('turns.past.for', { name: nameOf(person), other: nameOf(whose) }),
  )
  return <>{new Intl.ListFormat(locale, { type: 'conjunction' }).format(words)}</>
}

function Change({ circle, row }: { circle: string; row: LookBack }) {
  const { say, moment } = useReader()
  const day = moment(row.starts, 'day')
  return (
    <ButtonLink
      to={`/circles/${circle}/turns/meetings/${row.meeting}`}
      kind="slight"
      label={say(row.held ? 'turns.past.changeLabel' : 'turns.past.tellLabel', { day })}
    >
      {say(row.held ? 'turns.past.different' : 'turns.past.tell')}
    </ButtonLink>
  )
}

/** How often each did what, in the order of their seats: to see that it goes round, not who did most. */
export function SoFar({ fellows, history }: HistoryProps) {
  const { say } = useReader()
  if (history.length === 0) return null
  const count = (person: string, role: Role) =>
    history.filter(({ turns }) => turns.some((turn) => turn.role === role && turn.person === person)).length
  return (
    <Card tone="bare" title={say('turns.sofar.title')}>
      <p class="quiet">{say('turns.sofar.text', { meetings: history.length })}</p>
      <Rows>
        {fellows.map(({ id, name }) => (
          <RowItem
            key={id}
            note={say('turns.sofar.one', Object.fromEntries(roles.map((role) => [role, count(id, role)])))}
          >
            {name}
          </RowItem>
        ))}
      </Rows>
    </Card>
  )
}

interface ToldProps {
  readonly circle: { readonly id: string; readonly name: string }
  readonly fellows: readonly { readonly id: string; readonly name: string }[]
  readonly row: LookBack
  /** The name of whoever said it last, where it was not the meeting room. */
  readonly by: string | undefined
}

/** "We did it differently": who was there, and who did what. */
export function ToldPage({ circle, fellows, row, by }: ToldProps) {
  const { say, moment } = useReader()
  const { held, meeting, starts } = row
  const doers = (role: Role) => held?.turns.filter((turn) => turn.role === role).map(({ person }) => person) ?? []
  const people = [
    { value: '', label: say('turns.told.nobody') },
    ...fellows.map(({ id, name }) => ({ value: id, label: name })),
  ]
  const pick = (name: string, label: string, value: string | undefined) => (
    <Select key={name} name={name} label={label} value={value ?? ''} options={people} optional />
  )
  return (
    <Page
      title={say('turns.told.title')}
      width="narrow"
      above={moment(starts, 'full')}
      lead={say('turns.told.lead')}
      lock={say('turns.told.lock')}
      back={{ to: `/circles/${circle.id}/turns`, label: say('turns.page.title') }}
    >
      {held && <p class="quiet">{by ? say('turns.told.by', { name: by }) : say('turns.told.byRoom')}</p>}
      <Form action={`/circles/${circle.id}/turns/meetings/${meeting}`}>
        <Choices
          name="there[]"
          label={say('turns.told.there')}
          pick="many"
          value={held ? held.there : fellows.map(({ id }) => id)}
          choices={fellows.map(({ id, name }) => ({ value: id, label: name }))}
        />
        {roles.flatMap((role) => [
          pick(role, say('turns.told.who', { role }), doers(role)[0]),
          ...(role === 'presenter' ? [pick('second', say('turns.told.second'), doers(role)[1])] : []),
        ])}
        <div>
          <Button kind="first">{say('turns.told.button')}</Button>
        </div>
      </Form>
    </Page>
  )
}
