import { Button, Hidden, type Say, useHref, useReader } from '../../ui/index.ts'
import { type Change, figuresOf, type Step } from '../rules/board.ts'
import { type BoardData, usePoints } from './board.tsx'
import { useList } from './words.tsx'

/** What was done last and what came of it, with the ways back and on. Its sentence is what a screen reader hears after each change. */
export function History({ board }: { board: BoardData }) {
  const { say } = useReader()
  const { steps, done, proposal } = board
  const last = steps[done - 1]
  return (
    <div class="history" id="board-history">
      <div class="history-words">
        <p id="board-last">{last ? <Told board={board} step={last} /> : say('formation.history.none')}</p>
        {last && last.shifts.length > 0 && (
          <p class="quiet">
            <Effect board={board} step={last} />
          </p>
        )}
      </div>
      <div class="actions">
        <Go id={proposal.id} go="back" steps={done} />
        <Go id={proposal.id} go="on" steps={steps.length - done} />
      </div>
    </div>
  )
}

/** Stays where it is when there is nothing to do, so that a finger or a keyboard finds it again. */
function Go({ id, go, steps }: { id: string; go: 'back' | 'on'; steps: number }) {
  const { say } = useReader()
  const href = useHref()
  return (
    <form class="post" method="post" action={href(`/formation/${id}/history`)} data-go={go}>
      <Hidden name="go" value={go} />
      <Button disabled={steps === 0} icon={go === 'back' ? 'undo' : undefined}>
        {say(go === 'back' ? 'formation.history.back' : 'formation.history.on')}
      </Button>
    </form>
  )
}

function Told({ board: { people }, step: { change } }: { board: BoardData; step: Step }) {
  const { say } = useReader()
  const name = (id: string) => people.get(id)?.name ?? say('formation.someone')
  return <span dir="auto">{sentence(say, change, name)}</span>
}

function sentence(say: Say, change: Change, name: (id: string) => string): string {
  if (change.kind === 'move') {
    const { person, from, to } = change
    const way = from === '' ? 'join' : to === '' ? 'leave' : 'move'
    return say('formation.step.move', { way, name: name(person), from, to })
  }
  const { list, of, on } = change
  return list === 'people'
    ? say('formation.step.person', { name: name(of), on })
    : say('formation.step.circle', { circle: of, on })
}

/** What a move did to the circles that it touched, and to all together. */
function Effect({ board: { steps, done, found }, step }: { board: BoardData; step: Step }) {
  const { say } = useReader()
  const points = usePoints()
  const join = useList()
  const was = steps[done - 2]?.figures ?? (found.result && figuresOf(found.result))
  const shifts = step.shifts.map(({ circle, before, after }) => {
    const way = before === undefined ? 'begun' : after === undefined ? 'ended' : 'changed'
    return say('formation.step.shift', { way, circle, before: points(before ?? 0), after: points(after ?? 0) })
  })
  const all = was
    ? [say('formation.step.all', { before: points(was.meanFit), after: points(step.figures.meanFit) })]
    : []
  return <>{join([...shifts, ...all])}</>
}
