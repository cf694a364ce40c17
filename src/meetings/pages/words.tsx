import type { ComponentChildren } from 'preact'
import { Button, Card, Details, Face, LockLine, Row, useReader, Written } from '../../ui/index.ts'
import type { OpenEntry, RoomModel, Seated, Settled } from '../rules.ts'
import { isLast, nameOf } from './names.tsx'
import { Press, PressForm } from './press.tsx'
import { draftIn, Text, takesMore } from './write.tsx'

type Heap = RoomModel['view']['laid'][number]

/** What lies on the table: the words of this step first, then those that it works with; what else there was is folded away. */
export function Words({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const heaps = model.view.laid.map((heap) => ({ heap, entries: entriesIn(model, heap) }))
  const filled = heaps.filter(({ entries }) => entries.length > 0)
  if (filled.length === 0) return null
  return (
    <Card title={say('meetings.words.title')}>
      <div class="stack close">
        {model.view.may.includes('gather') && <Gather model={model} />}
        {filled.map(({ heap, entries }) => (
          <OneHeap key={heap.from} model={model} heap={heap} entries={entries} />
        ))}
      </div>
    </Card>
  )
}

function OneHeap({ model, heap, entries }: { model: RoomModel; heap: Heap; entries: readonly OpenEntry[] }) {
  const title = useTitle(model, heap)
  const all = (
    <Entries
      entries={entries}
      seated={model.seated}
      under={model.view.under}
      beside={(entry) => <Beside model={model} entry={entry} />}
    />
  )
  if (!heap.open) return <Details summary={`${title} (${entries.length})`}>{all}</Details>
  return (
    <section class="heap">
      <h3>{title}</h3>
      {all}
    </section>
  )
}

/** What the step was called, and whose turn it was. */
function useTitle({ seated, view }: RoomModel, { title, whose, now }: Heap): string {
  const { say } = useReader()
  if (now && view.writing?.seen === 'together') return say('meetings.write.covered')
  const name = nameOf(seated, whose)
  return name ? say('meetings.words.turn', { title, name }) : title
}

/** The words of a step, each with what was laid under it; without those that stand in my own field still. */
function entriesIn(model: RoomModel, { entries }: Heap): readonly OpenEntry[] {
  const { table, view } = model
  const draft = draftIn(model)?.id
  const heads = table.filter(({ id }) => entries.includes(id) && !view.under[id] && id !== draft)
  return heads.flatMap((head) => [head, ...table.filter(({ id }) => view.under[id] === head.id)])
}

/** What can be done with words on the table: taking back one's own, and taking apart what lies together. */
function Beside({ model, entry }: { model: RoomModel; entry: OpenEntry }) {
  const { say } = useReader()
  const { may, under } = model.view
  if (!may.includes('gather') || !under[entry.id]) return <TakeBack model={model} entry={entry} />
  return (
    <Press model={model} kind="gather" values={{ entry: entry.id, under: '' }} look="slight" about={brief(entry.text)}>
      {say('meetings.gather.apart')}
    </Press>
  )
}

const brief = (text: string): string => text.slice(0, 60)

/** Whoever may say several things may take each of them back, as long as the step lasts. */
function TakeBack({ model, entry }: { model: RoomModel; entry: OpenEntry }) {
  const { say } = useReader()
  const { may, writing } = model.view
  if (!takesMore(model.view) || !may.includes('withdraw') || !writing?.own.includes(entry.id)) return null
  return (
    <Press model={model} kind="withdraw" values={{ entry: entry.id }} look="slight" about={brief(entry.text)}>
      {say('meetings.press.takeBack')}
    </Press>
  )
}

interface EntriesProps<Entry> {
  readonly entries: readonly Entry[]
  readonly seated: readonly Seated[]
  readonly under?: RoomModel['view']['under']
  readonly beside?: (entry: Entry) => ComponentChildren
}

export function Entries<Entry extends Settled>({ entries, seated, under = {}, beside }: EntriesProps<Entry>) {
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

/** Lays together what means the same: two choices and a button, so that it needs neither pointer nor steady hand. */
function Gather({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { table, view } = model
  const heads = table.filter(({ id }) => !view.under[id])
  return (
    <PressForm key={JSON.stringify(view.under)} model={model} kind="gather" wide>
      <OneOf name="entry" label={say('meetings.gather.what')} entries={heads} />
      <OneOf name="under" label={say('meetings.gather.under')} entries={heads} />
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
}

/** One of what lies on the table, by its first words. */
function OneOf({ name, label, entries }: OneOfProps) {
  const { say } = useReader()
  return (
    <label class="field">
      <span>{label}</span>
      <select class="input" name={name} required>
        <option value="">{say('meetings.gather.choose')}</option>
        {entries.map(({ id, text }) => (
          <option key={id} value={id}>
            {brief(text)}
          </option>
        ))}
      </select>
    </label>
  )
}

/** Remarks that wait for later: where the step allows it with a place to put one; at the end they come back; in between they are folded away. */
export function Parked({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { parked, seated, view } = model
  const mayPark = view.may.includes('park')
  if (parked.length === 0 && !mayPark) return null
  const all = parked.length > 0 && <Entries entries={parked} seated={seated} />
  if (!mayPark && !isLast(view))
    return <Details summary={`${say('meetings.park.title')} (${parked.length})`}>{all}</Details>
  return (
    <Card title={say('meetings.park.title')}>
      {isLast(view) && <p>{say('meetings.park.back')}</p>}
      {all}
      {mayPark && (
        <PressForm key={parked.length} model={model} kind="park" values={{ entry: model.fresh }} wide>
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
