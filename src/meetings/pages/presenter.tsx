import { Button, Card, Details, LockLine, useReader, Voice } from '../../ui/index.ts'
import type { RoomModel } from '../rules.ts'
import { nameOf } from './names.tsx'
import { PressForm } from './press.tsx'
import { PeopleHere } from './roles.tsx'
import { Text } from './write.tsx'

interface OfRoom {
  readonly model: RoomModel
}

/** In this step it is settled who presents. */
export const isChoosing = ({ view: { may, step, needs } }: RoomModel): boolean =>
  may.includes('choose') && (step?.material === 'challenges' || needs === 'presenter')

/** It is settled already, and can be changed still. */
export const isChosen = (model: RoomModel): boolean =>
  isChoosing(model) && model.view.needs !== 'presenter' && nameOf(model.seated, model.view.presenter) !== ''

/** Who presents, and what. Anyone may offer their own; whoever leads may settle it. Once it is settled it stands there, and can be changed. */
export function Choose({ model }: OfRoom) {
  const { say } = useReader()
  const { view, seated, challenge } = model
  const name = nameOf(seated, view.presenter)
  if (!isChosen(model))
    return (
      <Card title={say('meetings.choose.title')} tone="ask">
        <ChooseForm model={model} />
      </Card>
    )
  return (
    <Card title={say('meetings.room.presents', { name })}>
      {challenge && <Voice>{challenge}</Voice>}
      <Details key={`${view.presenter} ${challenge}`} summary={say('meetings.choose.change')}>
        <ChooseForm model={model} />
      </Details>
    </Card>
  )
}

function ChooseForm({ model }: OfRoom) {
  const { say } = useReader()
  return (
    <PressForm model={model} kind="choose" values={{ entry: model.fresh }} wide>
      <PeopleHere model={model} label={say('meetings.choose.who')} chosen={model.view.presenter ?? model.me} />
      <Text name="question" label={say('meetings.choose.question')} value={model.challenge} rows={2} />
      <div>
        <Button kind="first">{say('meetings.choose.keep')}</Button>
      </div>
    </PressForm>
  )
}

/** What is worked on, as long as it is. */
export function Challenge({ model }: OfRoom) {
  const { say } = useReader()
  if (!model.challenge || isChoosing(model)) return null
  return (
    <Card title={say('meetings.challenge.title')}>
      <Voice from={nameOf(model.seated, model.view.presenter)}>{model.challenge}</Voice>
      <LockLine>{say('meetings.challenge.lock')}</LockLine>
    </Card>
  )
}
