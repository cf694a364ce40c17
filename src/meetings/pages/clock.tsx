import { Progress, type Say, useReader } from '../../ui/index.ts'
import type { RoomModel } from '../rules.ts'

type Pace = RoomModel['view']['pace']

/** On time, or by how many minutes not. */
export function paceWords(pace: Pace, say: Say): string {
  const minutes = Math.max(1, Math.round(Math.abs(pace.behind) / 60))
  if (pace.standing === 'on-time') return say('meetings.pace.onTime')
  return say(pace.standing === 'behind' ? 'meetings.pace.behind' : 'meetings.pace.ahead', { minutes: String(minutes) })
}

/**
 * The one clock: of the speaker where people take turns, else of the step. `offset` is what this browser's clock is behind the server's, in
 * milliseconds; there is none on the server, which says what was left when the model was made.
 */
export function Clock({ model, offset }: { model: RoomModel; offset: number | undefined }) {
  const { say } = useReader()
  const { clock, phase } = model.view
  if (phase === 'paused') return <p class="clock">{say('meetings.room.paused')}</p>
  const now = offset === undefined ? model.now : Date.now() + offset
  const ends = clock.turnEndsAt ?? clock.endsAt
  const whole = clock.turnEndsAt ? clock.turnSeconds : clock.seconds
  if (ends === null || whole === null) return null
  const left = Math.ceil((ends - now) / 1000)
  const spent = Math.min(whole, Math.max(0, whole - left))
  return (
    <>
      <p class={left <= 0 ? 'clock late' : 'clock'} role="timer">
        {digits(left)}
      </p>
      <Progress
        label={say(clock.turnEndsAt ? 'meetings.room.thisTurn' : 'meetings.room.thisStep')}
        text={say('meetings.room.spent', { spent: digits(spent), of: digits(whole) })}
        value={spent}
        max={whole}
        tone="now"
      />
    </>
  )
}

/** `1:48`; over time `+0:20`. */
export function digits(seconds: number): string {
  const size = Math.abs(seconds)
  return `${seconds < 0 ? '+' : ''}${Math.floor(size / 60)}:${String(size % 60).padStart(2, '0')}`
}
