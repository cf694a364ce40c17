import type { ComponentChildren } from 'preact'
import { Button, Card, Face, LockLine, Row, useReader, Written } from '../../ui/index.ts'
import type { OpenEntry, RoomModel, Seated } from '../rules.ts'
import { nameOf } from './names.tsx'
import { Press, PressForm } from './press.tsx'
import { Text, takesMore } from './write.tsx'

/** What lies on the table: the words of this step and of those that it works with. */
export function Words({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { view, seated } = model
  return (
    <Card title={say('meetings.words.title')}>
      <div class="stack close">
        {view.may.includes('gather') && <Gather model={model} />}
        <Entries
          entries={inHeaps(model)}
          seated={seated}
          under={view.under}
          beside={(entry) => <TakeBack model={model} entry={entry} />}
        />
      </div>
    </Card>
  )
}

/** Whoever may say several things may take each of them back, as long as the step lasts. */
function TakeBack({ model, entry }: { model: RoomModel; entry: OpenEntry }) {
  const { say } = useReader()
  const { may, writing } = model.view
  if (!takesMore(model.view) || !may.includes('withdraw') || !writing?.own.includes(entry.id)) return null
  return (
    <Press model={model} kind="withdraw" values={{ entry: entry.id }} look="slight" about={entry.text.slice(0, 60)}>
      {say('meetings.press.takeBack')}
    </Press>
  )
}

export interface EntriesProps {
  readonly entries: readonly OpenEntry[]
  readonly seated: readonly Seated[]
  readonly under?: RoomModel['view']['under']
  readonly beside?: (entry: OpenEntry) => ComponentChildren
}

export function Entries({ entries, seated, under = {}, beside }: EntriesProps) {
  return (
    <ul class="rows">
      {entries.map((entry) => (
        <li key={entry.id} class={under[entry.id] ? 'under' : undefined}>
          <Face name={nameOf(seated, entry.author)} size="small" alone />
          <div class="row-words">
            <Written text={entry.text} />
          </div>
          {beside?.(entry)}
        </li>
      ))}
    </ul>
  )
}

/** What was gathered stands under what it belongs with. */
const inHeaps = ({ table, view }: RoomModel): readonly OpenEntry[] =>
  table
    .filter(({ id }) => !view.under[id])
    .flatMap((head) => [head, ...table.filter(({ id }) => view.under[id] === head.id)])

/** Lays together what means the same: two choices and a button, so that it needs neither pointer nor steady hand. */
function Gather({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { table, view } = model
  const heads = table.filter(({ id }) => !view.under[id])
  const [first] = heads
  return (
    <PressForm key={JSON.stringify(view.under)} model={model} kind="gather" wide>
      <OneOf name="entry" label={say('meetings.gather.what')} entries={inHeaps(model)} chosen={heads.at(-1)?.id} />
      <OneOf name="under" label={say('meetings.gather.under')} entries={heads} chosen={first?.id}>
        <option value="">{say('meetings.gather.own')}</option>
      </OneOf>
      <Row>
        <Button>{say('meetings.gather.keep')}</Button>
      </Row>
    </PressForm>
  )
}

interface OneOfProps {
  readonly name: string
  readonly label: string
  readonly entries: readonly OpenEntry[]
  readonly chosen: string | undefined
  readonly children?: ComponentChildren
}

/** One of what lies on the table, by its first words. */
const OneOf = ({ name, label, entries, chosen, children }: OneOfProps) => (
  <label class="field">
    <span>{label}</span>
    <select class="input" name={name}>
      {entries.map(({ id, text }) => (
        <option key={id} value={id} selected={id === chosen}>
          {text.slice(0, 60)}
        </option>
      ))}
      {children}
    </select>
  </label>
)

/** Remarks that wait for later; and where the step allows it, a place to put one. */
export function Parked({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const mayPark = model.view.may.includes('park')
  if (model.parked.length === 0 && !mayPark) return null
  return (
    <Card title={say('meetings.park.title')}>
      {model.parked.length > 0 && <Entries entries={model.parked} seated={model.seated} />}
      {mayPark && (
        <PressForm key={model.parked.length} model={model} kind="park" values={{ entry: model.fresh }} wide>
          <Text name="words" label={say('meetings.park.label')} />
          <LockLine>{say('meetings.park.lock')}</LockLine>
          <Row>
            <Button>{say('meetings.park.keep')}</Button>
          </Row>
        </PressForm>
      )}
    </Card>
  )
}
