import { Card, Link, LockLine, useReader, Written } from '../../ui/index.ts'
import { chosenIn } from '../rules/shelves.ts'
import type { RoomModel } from '../rules.ts'

/** What is played, and what only I am told about it; or a page to read. */
export function Scene({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { step, you } = model.view
  if (!step?.scene && !step?.page) return null
  return (
    <>
      {you.brief && (
        <Card tone="ask" title={say('meetings.scene.yours')}>
          <Written text={you.brief} />
          <LockLine>{say('meetings.scene.brief')}</LockLine>
        </Card>
      )}
      {step.scene && (
        <Card title={step.scene.title}>
          <Written text={step.scene.situation} />
        </Card>
      )}
      {step.page && (
        <Card title={say('meetings.page.title')}>
          <Written text={step.page} />
        </Card>
      )}
    </>
  )
}

/** Before it starts and in its first step, where nothing has been taken from the library: that something can be, and where it stands. */
export function FromLibrary({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { shelf, item } = chosenIn(model.protocol) ?? {}
  const { phase, step } = model.view
  if (!shelf || item || (phase !== 'waiting' && step?.number !== 1)) return null
  return (
    <p class="quiet unprinted">
      {say(phase === 'waiting' ? 'meetings.shelf.hint' : 'meetings.shelf.running')}{' '}
      <Link to={`/circles/${model.circle.id}/library#${shelf}`}>{say('meetings.shelf.look')}</Link>
    </p>
  )
}
