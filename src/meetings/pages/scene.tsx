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

/** Before it starts, where nothing has been taken from the library yet: that something can be. */
export function FromLibrary({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { shelf, item } = chosenIn(model.protocol) ?? {}
  if (model.view.phase !== 'waiting' || !shelf || item) return null
  return (
    <p class="quiet">
      {say('meetings.shelf.hint')}{' '}
      <Link to={`/circles/${model.circle.id}/library#${shelf}`}>{say('meetings.shelf.look')}</Link>
    </p>
  )
}
