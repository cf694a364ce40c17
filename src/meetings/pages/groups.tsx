import { Card, Row, useReader } from '../../ui/index.ts'
import type { RoomModel } from '../rules.ts'
import { nameOf } from './names.tsx'
import { Press } from './press.tsx'

/** Who is with whom, so that the call can be divided in the same way; when all are together again, and for whoever leads the way to bring them back. */
export function Groups({ model }: { model: RoomModel }) {
  const { say, locale } = useReader()
  const { view, seated, me } = model
  const soon = view.groups === null
  const groups = view.groups ?? view.soon
  if (!groups) return null
  const { rooms, seconds } = groups
  const back = view.groups?.back
  const called = (id: string) => {
    const name = nameOf(seated, id)
    const presents = !soon && view.people.some((person) => person.id === id && person.roles.includes('presenter'))
    return presents ? say('meetings.groups.presents', { name }) : name
  }
  const names = new Intl.ListFormat(locale, { type: 'conjunction' })
  const minutes = Math.max(1, Math.round(seconds / 60))
  return (
    <Card title={say(soon ? 'meetings.groups.soon' : 'meetings.groups.title')} tone={soon ? 'now' : 'plain'}>
      <p>{say(soon ? 'meetings.groups.soonLead' : 'meetings.groups.lead')}</p>
      <ol class="groups">
        {rooms.map((people) => (
          <li key={people.join(' ')}>
            {people.includes(me) ? (
              <strong>{names.format(people.map(called))}</strong>
            ) : (
              names.format(people.map(called))
            )}
          </li>
        ))}
      </ol>
      <p class="quiet">{say(soon ? 'meetings.groups.for' : 'meetings.groups.back', { minutes: String(minutes) })}</p>
      {back && view.may.includes('skip') && (
        <Row>
          <Press model={model} kind="skip" values={{ to: back }}>
            {say('meetings.press.callBack')}
          </Press>
        </Row>
      )}
    </Card>
  )
}
