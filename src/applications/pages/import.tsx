import type { Question } from '../../seasons/rules.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Card,
  Chip,
  Choices,
  DataTable,
  Details,
  FilePick,
  Form,
  Link,
  LockLine,
  type MessageKey,
  Notice,
  Page,
  Said,
  Select,
  useReader,
} from '../../ui/index.ts'
import {
  bases,
  type Fault,
  isUnknown,
  knownColumns,
  meaningOf,
  type Outcome,
  type PeopleFile,
  type Planned,
  unknownIn,
} from '../rules.ts'
import { FirstPeople } from './preview-people.tsx'
import { UnknownAnswers } from './unknown.tsx'

/** Choosing a file. */
export function ImportPage({ gone = false }: { gone?: boolean }) {
  const { say } = useReader()
  return (
    <Page
      title={say('applications.import.title')}
      lead={say('applications.import.lead')}
      width="narrow"
      back={{ to: '/applications', label: say('applications.title') }}
    >
      {gone && <Gone />}
      <Form action="/applications/import" files>
        <FilePick
          name="file"
          label={say('applications.import.file')}
          hint={say('applications.import.file.hint')}
          seenBy={say('applications.seenBy')}
          accept=".csv,.tsv,.txt,text/csv"
        />
        <Actions>
          <Button kind="first">{say('applications.import.look')}</Button>
        </Actions>
      </Form>
      <Details summary={say('applications.import.columns.what')}>
        <dl class="facts">
          {knownColumns.map((column) => (
            <div key={column}>
              <dt>
                <code>{column}</code>
              </dt>
              <dd>{say(`applications.column.${column}.what`)}</dd>
            </div>
          ))}
        </dl>
      </Details>
    </Page>
  )
}

/** Whoever pressed twice, or chose another file in another tab. */
function Gone() {
  return (
    <Notice news>
      <Said k="applications.import.gone" parts={{ a: (inside) => <Link to="/applications">{inside}</Link> }} />
    </Notice>
  )
}

interface PreviewData {
  readonly id: string
  /** The questions of the season. */
  readonly asked: readonly Question[]
  /** Of the file. */
  readonly name: string
  readonly file: PeopleFile
  readonly planned: readonly Planned[]
  /** How many rows stand on the pages before. */
  readonly from: number
  /** Its letters were read as older programs on Windows write them. */
  readonly older: boolean
}

const perPage = 100

/** What importing a file would do, row by row; nothing has happened yet. */
export function PreviewPage(data: PreviewData) {
  const { say } = useReader()
  const { id, name, asked, file, planned } = data
  const count = (...wanted: Outcome[]) => planned.filter(({ outcome }) => wanted.includes(outcome)).length
  const whole = file.faults.filter(({ row, grave }) => row === 1 && grave)
  return (
    <Page
      title={say('applications.preview.title')}
      above={name}
      lead={say('applications.preview.lead', { rows: file.rows, good: planned.length - count('used', 'withdrew') })}
      back={{ to: '/applications/import', label: say('applications.preview.other') }}
    >
      {whole.map((fault) => (
        <Notice key={`${fault.column}-${fault.code}`} tone="wrong">
          <FaultSentence fault={fault} />
        </Notice>
      ))}
      {data.older && <Notice tone="warn">{say('applications.preview.older')}</Notice>}
      <UnknownAnswers id={id} unknown={unknownIn(file, asked)} />
      {whole.length === 0 && <FirstPeople file={file} people={planned.map(({ row }) => row)} asked={asked} />}
      {whole.length === 0 && (
        <Confirm id={id} fresh={count('new')} changed={count('changed')} same={count('same', 'theirs')} />
      )}
      {whole.length > 0 && <Meanings id={id} asked={asked} file={file} open />}
      <Faults faults={file.faults.filter((fault) => fault.row > 1 && !isUnknown(fault))} />
      {whole.length === 0 && <Meanings id={id} asked={asked} file={file} />}
      {planned.length > 0 && <GoodRows {...data} />}
    </Page>
  )
}

function Confirm({ id, fresh, changed, same }: { id: string; fresh: number; changed: number; same: number }) {
  const { say } = useReader()
  const nothing = fresh + changed === 0
  return (
    <Card tone={nothing ? 'plain' : 'now'} title={say('applications.preview.would')}>
      <p class="row">
        <Chip tone="accent">{say('applications.preview.new', { number: fresh })}</Chip>
        <Chip>{say('applications.preview.changed', { number: changed })}</Chip>
        <Chip>{say('applications.preview.same', { number: same })}</Chip>
      </p>
      {nothing ? (
        <>
          <p>{say(same > 0 ? 'applications.preview.nothing' : 'applications.preview.none')}</p>
          <Actions>
            <ButtonLink to="/applications">{say('applications.title')}</ButtonLink>
          </Actions>
        </>
      ) : (
        <Form action={`/applications/import/${id}`}>
          {fresh > 0 && <Basis />}
          <Actions>
            <Button kind="first">{say('applications.preview.confirm', { number: fresh + changed })}</Button>
          </Actions>
        </Form>
      )}
      <LockLine>{say('applications.seenBy')}</LockLine>
    </Card>
  )
}

/** On what ground these people may be seated; they read it, too. */
function Basis() {
  const { say } = useReader()
  return (
    <Choices
      name="basis"
      label={say('applications.basis')}
      hint={say('applications.basis.hint')}
      seenBy={say('applications.basis.seenBy')}
      choices={bases.map((value) => ({ value, label: say(`applications.basis.${value}`) }))}
    />
  )
}

function Faults({ faults }: { faults: readonly Fault[] }) {
  const { say } = useReader()
  if (faults.length === 0) return null
  const shown = faults.slice(0, 500)
  const rows = new Set(faults.filter(({ grave }) => grave).map(({ row }) => row)).size
  return (
    <Card title={say('applications.faults.title', { rows })}>
      <p>{say('applications.faults.lead')}</p>
      <DataTable
        caption={say('applications.faults.title', { rows })}
        quietCaption
        rows={shown}
        rowKey={(fault) => `${fault.row}-${fault.column}-${fault.code}-${fault.value}`}
        columns={[
          { label: say('applications.row'), cell: ({ row }) => row },
          { label: say('applications.column'), cell: ({ column }) => column || '–' },
          { label: say('applications.what'), cell: (fault) => <FaultSentence fault={fault} /> },
        ]}
      />
      {faults.length > shown.length && (
        <p>{say('applications.faults.more', { number: faults.length - shown.length })}</p>
      )}
    </Card>
  )
}

const FaultSentence = ({ fault }: { fault: Fault }) => (
  <span dir="auto">
    {useReader().say(`applications.fault.${fault.code}`, { column: fault.column, value: fault.value })}
  </span>
)

function Meanings({ id, asked, file, open = false }: Pick<PreviewData, 'id' | 'asked' | 'file'> & { open?: boolean }) {
  const { say } = useReader()
  const options = [
    { value: 'keep', label: say('applications.column.keep') },
    { value: 'ignore', label: say('applications.column.ignore') },
    ...knownColumns.map((column) => ({ value: column, label: say(`applications.column.${column}`) })),
    ...asked
      .map((question) => ({ value: meaningOf(question), label: question.label }))
      .filter(({ value }) => value.startsWith('asks:')),
  ]
  if (file.columns.length === 0) return null
  return (
    <Details summary={say('applications.meanings.title')} open={open}>
      <p>{say('applications.meanings.lead')}</p>
      <Form action={`/applications/import/${id}/columns`}>
        <div class="grid">
          {file.columns.map(({ name, meaning }, index) => (
            <Select
              key={`${index}-${name}`}
              name={`meaning-${index}`}
              label={name || say('applications.meanings.nameless', { number: index + 1 })}
              options={options}
              value={meaning}
            />
          ))}
        </div>
        <Actions>
          <Button>{say('applications.meanings.again')}</Button>
        </Actions>
      </Form>
    </Details>
  )
}

const outcomes: Record<Outcome, MessageKey> = {
  new: 'applications.outcome.new',
  changed: 'applications.outcome.changed',
  same: 'applications.outcome.same',
  theirs: 'applications.outcome.theirs',
  used: 'applications.outcome.used',
  withdrew: 'applications.outcome.withdrew',
}

/** An address that a row would change is named, for the row may mean somebody else. */
function WhatHappens({ row, outcome, before }: Planned) {
  const { say } = useReader()
  if (outcome !== 'changed' || !before || before.address === row.address) return say(outcomes[outcome])
  return say('applications.outcome.address', { name: before.name, address: before.address })
}

function GoodRows({ id, planned, from }: PreviewData) {
  const { say } = useReader()
  const shown = planned.slice(from, from + perPage)
  return (
    <Card title={say('applications.good.title', { number: planned.length })}>
      <DataTable
        caption={say('applications.good.title', { number: planned.length })}
        quietCaption
        rows={shown}
        rowKey={({ row }) => String(row.row)}
        columns={[
          { label: say('applications.row'), cell: ({ row }) => row.row },
          { label: say('applications.name'), cell: ({ row }) => <span dir="auto">{row.name}</span> },
          { label: say('applications.address'), cell: ({ row }) => row.address },
          { label: say('applications.zone'), cell: ({ row }) => row.zone },
          { label: say('applications.result'), cell: (each) => <WhatHappens {...each} /> },
        ]}
      />
      <Actions>
        {from > 0 && (
          <ButtonLink to={`/applications/import/${id}?from=${Math.max(0, from - perPage)}`}>
            {say('applications.earlier', { number: from })}
          </ButtonLink>
        )}
        {from + perPage < planned.length && (
          <ButtonLink to={`/applications/import/${id}?from=${from + perPage}`}>
            {say('applications.further', { number: planned.length - from - perPage })}
          </ButtonLink>
        )}
      </Actions>
    </Card>
  )
}
