import { Details, type Instant, inside, PostButton, RowItem, Rows, Spoken, useReader } from '../../ui/index.ts'
import { type Commitment, lastSeq, standing, type Words } from '../rules.ts'

/** The circle as these pages need it. */
export interface CircleHere {
  readonly id: string
  readonly name: string
}

export interface OneProps {
  circle: CircleHere
  commitment: Commitment
  /** The day it is where the reader lives. */
  today: string
  /** When the circle meets next, if it has set its times. */
  next: Instant | undefined
}

export const pathOf = ({ circle, commitment }: Pick<OneProps, 'circle' | 'commitment'>): string =>
  `/circles/${circle.id}/commitments/${commitment.id}`

type TapProps = Pick<OneProps, 'circle' | 'commitment'> & { answer: 'kept' | 'carried' | 'dropped'; first?: boolean }

/** One tap says how it went; what has ended can be taken up again. */
export function Tap({ circle, commitment, answer, first = false }: TapProps) {
  const { say } = useReader()
  const values = { answer, seen: String(lastSeq(commitment)) }
  const ended = standing(commitment, '').is !== 'open'
  return (
    <PostButton action={`${pathOf({ circle, commitment })}/answer`} values={values} kind={first ? 'first' : 'plain'}>
      {say(ended ? 'commitments.tap.again' : `commitments.tap.${answer}`)}
    </PostButton>
  )
}

/** Everything that was said about it, in the order in which it was. */
export function History({ commitment }: { commitment: Commitment }) {
  const { say, moment } = useReader()
  return (
    <Details summary={say('commitments.history.title')}>
      <Rows>
        {commitment.steps.map((step) => (
          <RowItem key={step.seq} note={step.learned && say('commitments.history.learned', { words: step.learned })}>
            {say(`commitments.history.${step.kind}`, { date: moment(step.at, 'date') })}
          </RowItem>
        ))}
      </Rows>
    </Details>
  )
}

/** “When the Monday review starts, I will let the team speak first.” */
export function InWords({ words: { cue, what } }: { words: Words }) {
  const { say } = useReader()
  return (
    <Spoken>
      {cue
        ? say('commitments.words.ifThen', { cue: inside(cue), what: inside(what) })
        : say('commitments.words.plain', { what: inside(what) })}
    </Spoken>
  )
}

/** By when, in words. */
export function Due({ words: { due }, next }: { words: Words; next: Instant | undefined }) {
  const { say, moment } = useReader()
  if (due) return <>{say('commitments.due.day', { date: moment(due, 'date') })}</>
  return <>{next ? say('commitments.due.next', { date: moment(next, 'date') }) : say('commitments.due.nextOpen')}</>
}
