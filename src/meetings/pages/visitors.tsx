import { Link, LockLine, Notice, useReader } from '../../ui/index.ts'
import type { RoomModel } from '../rules.ts'

/** Who is there from outside, and what they see: said to everybody for as long as they may look in. One no is a page away. */
export function Visitors({ model: { guests, circle, view } }: { readonly model: RoomModel }) {
  const { say } = useReader()
  if (guests.length === 0 || view.phase === 'ended') return null
  return (
    <Notice>
      {guests.map(({ name, here, tell }) => (
        <p key={name}>
          <strong dir="auto">{name}</strong> · {say(here ? 'meetings.visitor.here' : 'meetings.visitor.asked')}
          {tell && ` · ${say('meetings.visitor.tell')}`}
        </p>
      ))}
      <p>
        <Link to={`/circles/${circle.id}/guests`}>{say('meetings.visitor.no')}</Link>
      </p>
      <LockLine>{say('meetings.visitor.sees')}</LockLine>
    </Notice>
  )
}
