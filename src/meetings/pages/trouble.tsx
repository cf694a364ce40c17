import { useReader, Voice } from '../../ui/index.ts'

interface TroubleProps {
  readonly refused: string | undefined
  /** Words that came when their step was over: given back rather than lost. */
  readonly unsaid: string | undefined
  /** No connection just now. */
  readonly away: boolean
}

/** What did not work, and what becomes of it. */
export function Trouble({ refused, unsaid, away }: TroubleProps) {
  const { say } = useReader()
  return (
    <>
      {away && (
        <p class="notice warn" role="status">
          {say('meetings.room.away')}
        </p>
      )}
      {(refused || unsaid) && (
        <div class="notice warn stack close" role="alert">
          {refused && <p>{refused}</p>}
          {unsaid && <Voice from={say('meetings.room.unsaid')}>{unsaid}</Voice>}
        </div>
      )}
    </>
  )
}
