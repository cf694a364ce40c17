import { Button, Card, Face, LockLine, Row, useReader, Written } from '../../ui/index.ts'
import type { OpenEntry, RoomModel, Seated } from '../rules.ts'
import { nameOf } from './names.tsx'
import { PressForm } from './press.tsx'
import { Text } from './write.tsx'

/** What lies on the table: the words of this step and of those that it works with. */
export function Words({ model }: { model: RoomModel }) {
  const { say } = useReader()
  return (
    <Card title={say('meetings.words.title')}>
      {model.view.may.includes('gather') ? (
        <Gathering model={model} />
      ) : (
        <Entries entries={inHeaps(model)} seated={model.seated} under={model.view.under} />
      )}
    </Card>
  )
}

export interface EntriesProps {
  readonly entries: readonly OpenEntry[]
  readonly seated: readonly Seated[]
  readonly under?: RoomModel['view']['under']
}

export function Entries({ entries, seated, under = {} }: EntriesProps) {
  return (
    <ul class="rows">
      {entries.map((entry) => (
        <li key={entry.id} class={under[entry.id] ? 'under' : undefined}>
          <Face name={nameOf(seated, entry.author)} size="small" alone />
          <div class="row-words">
            <Written text={entry.text} />
          </div>
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

/** Lays together what means the same: a choice beside each, so that it needs neither pointer nor steady hand. */
function Gathering({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { table, seated, view } = model
  const heads = table.filter(({ id }) => !view.under[id])
  return (
    <ul class="rows">
      {inHeaps(model).map((entry) => (
        <li key={`${entry.id} ${view.under[entry.id] ?? ''}`} class={view.under[entry.id] ? 'under' : undefined}>
          <Face name={nameOf(seated, entry.author)} size="small" alone />
          <div class="row-words">
            <Written text={entry.text} />
          </div>
          <PressForm model={model} kind="gather" values={{ entry: entry.id }}>
            <label class="field">
              <span class="quiet">{say('meetings.gather.under')}</span>
              <select class="input" name="under">
                <option value="">{say('meetings.gather.own')}</option>
                {heads
                  .filter(({ id }) => id !== entry.id)
                  .map(({ id, text }) => (
                    <option key={id} value={id} selected={view.under[entry.id] === id}>
                      {text.slice(0, 60)}
                    </option>
                  ))}
              </select>
            </label>
            <Button>{say('meetings.gather.keep')}</Button>
          </PressForm>
        </li>
      ))}
    </ul>
  )
}

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
