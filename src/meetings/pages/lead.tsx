import { Button, Card, Details, Row, useReader } from '../../ui/index.ts'
import type { RoomModel } from '../rules.ts'
import { Press, PressForm } from './press.tsx'

/** The buttons that carry the meeting on; each only for whom it is. */
export function Lead({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { view } = model
  const may = (kind: (typeof view.may)[number]) => view.may.includes(kind)
  return (
    <Row>
      {may('next-speaker') && (
        <Press model={model} kind="next-speaker" values={{ turn: view.turn }} look="first" icon="arrow">
          {say(view.speaker === model.me ? 'meetings.press.passOn' : 'meetings.press.nextSpeaker')}
        </Press>
      )}
      {may('done') && (
        <Press model={model} kind="done" look={may('next-speaker') ? 'plain' : 'first'} icon="check">
          {say('meetings.press.done')}
        </Press>
      )}
      {may('next') && (
        <Press model={model} kind="next" look={may('next-speaker') || may('done') ? 'plain' : 'first'} icon="arrow">
          {say('meetings.press.next')}
        </Press>
      )}
      {may('extend') && view.clock.endsAt !== null && (
        <Press model={model} kind="extend" values={{ ends: view.clock.endsAt }}>
          {say('meetings.press.extend')}
        </Press>
      )}
      {may('hand-up') && (
        <Press model={model} kind="hand-up">
          {say('meetings.press.handUp')}
        </Press>
      )}
      {may('hand-down') && view.people.some((person) => person.id === model.me && person.hand !== null) && (
        <Press model={model} kind="hand-down">
          {say('meetings.press.handDown')}
        </Press>
      )}
      {view.needs === 'presenter' && <span class="quiet">{say('meetings.room.needsPresenter')}</span>}
    </Row>
  )
}

/** What is seldom needed, out of the way. */
export function More({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { view, me } = model
  const may = (kind: (typeof view.may)[number]) => view.may.includes(kind)
  return (
    <Card>
      {may('pause') && (
        <Press model={model} kind="pause">
          {say('meetings.press.pause')}
        </Press>
      )}
      {may('resume') && (
        <Press model={model} kind="resume" look="first">
          {say('meetings.press.resume')}
        </Press>
      )}
      <Details summary={say('meetings.room.more')}>
        <div class="stack close">
          {may('skip') && (
            <Press model={model} kind="skip">
              {say('meetings.press.skip')}
            </Press>
          )}
          {may('repeat') && (
            <Press model={model} kind="repeat">
              {say('meetings.press.repeat')}
            </Press>
          )}
          {may('hand-over') && <HandOver model={model} />}
          {may('take-over') && view.facilitator.id !== me && (
            <Press model={model} kind="take-over">
              {say('meetings.press.takeOver')}
            </Press>
          )}
          {may('leave') && (
            <Press model={model} kind="leave" values={{ person: me }}>
              {say('meetings.press.leave')}
            </Press>
          )}
          {may('end') && (
            <Press model={model} kind="end" look="wrong">
              {say('meetings.press.end')}
            </Press>
          )}
        </div>
      </Details>
    </Card>
  )
}

function HandOver({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const others = model.view.people.filter((person) => person.here && person.id !== model.me)
  if (others.length === 0) return null
  return (
    <PressForm model={model} kind="hand-over" wide>
      <label class="field">
        <span>{say('meetings.press.handOverTo')}</span>
        <select class="input" name="person">
          {others.map((person) => (
            <option key={person.id} value={person.id}>
              {model.seated.find((each) => each.id === person.id)?.name}
            </option>
          ))}
        </select>
      </label>
      <div>
        <Button>{say('meetings.press.handOver')}</Button>
      </div>
    </PressForm>
  )
}
