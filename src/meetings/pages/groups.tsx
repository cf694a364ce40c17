import { Card, Row, useReader } from '../../ui/index.ts'
import type { RoomModel } from '../rules.ts'
import { nameOf } from './names.tsx'
import { Press } from './press.tsx'

interface OfRoom {
  readonly model: RoomModel
}

/** Who is with whom, so that the call can be divided in the same way; when all are together again, and for whoever leads the way to bring them back. */
export function Groups({ model }: OfRoom) {
  const { say } = useReader()
  const { view } = model
  const groups = view.groups ?? view.soon
  if (!groups) return null
  const soon = view.groups === null
  // So few that there is nobody to part from.
  const single = groups.rooms.length === 1
  const minutes = String(Math.max(1, Math.round(groups.seconds / 60)))
  return (
    <Card title={say(soon ? 'meetings.groups.soon' : 'meetings.groups.title')} tone={soon ? 'now' : 'plain'}>
      {single ? <p>{say('meetings.groups.single')}</p> : <Dividing model={model} soon={soon} />}
      <Rooms model={model} rooms={groups.rooms} soon={soon} />
      <p class="quiet">{say(soon || single ? 'meetings.groups.for' : 'meetings.groups.back', { minutes })}</p>
      {view.groups?.back && !single && <Ending model={model} back={view.groups.back} />}
    </Card>
  )
}

function Dividing({ model: { view, me }, soon }: OfRoom & { soon: boolean }) {
  const { say } = useReader()
  return (
    <>
      <p>{say(soon ? 'meetings.groups.soonLead' : 'meetings.groups.lead')}</p>
      {soon && view.facilitator.id === me && <p>{say('meetings.groups.open')}</p>}
    </>
  )
}

type Groups = NonNullable<RoomModel['view']['groups']>

function Rooms({ model, rooms, soon }: OfRoom & Pick<Groups, 'rooms'> & { soon: boolean }) {
  const { say, locale } = useReader()
  const { view, seated, me } = model
  const names = new Intl.ListFormat(locale, { type: 'conjunction' })
  const called = (id: string) => {
    const name = nameOf(seated, id)
    const presents = !soon && view.people.some((person) => person.id === id && person.roles.includes('presenter'))
    return presents ? say('meetings.groups.presents', { name }) : name
  }
  return (
    <ol class="groups">
      {rooms.map((people) => {
        const words = names.format(people.map(called))
        return <li key={people.join(' ')}>{people.includes(me) ? <strong>{words}</strong> : words}</li>
      })}
    </ol>
  )
}

/** For whoever leads: how the small rooms of a call close, and how to end it sooner. */
function Ending({ model, back }: OfRoom & { back: NonNullable<Groups['back']> }) {
  const { say } = useReader()
  const { view, me } = model
  return (
    <>
      {view.facilitator.id === me && <p>{say('meetings.groups.close')}</p>}
      {view.may.includes('skip') && (
        <Row>
          <Press model={model} kind="skip" values={{ to: back }}>
            {say('meetings.press.callBack')}
          </Press>
        </Row>
      )}
    </>
  )
}
