import { ButtonLink, Card, inside, PostButton, RowItem, Rows, Spoken, useReader } from '../../ui/index.ts'
import type { AskedItem, OwnCommitment } from '../rules.ts'

interface AskedProps {
  readonly items: readonly AskedItem[]
  readonly commitments?: readonly OwnCommitment[]
  /** Where the answers to commitments go. */
  readonly circle?: string
  readonly next?: Date | undefined
}

/** What is asked of the person who looks, each with its button. */
export function Asked({ items, commitments = [], circle = '', next }: AskedProps) {
  const { say } = useReader()
  return (
    <Card tone="ask" title={say('home.asked.title')}>
      <Rows>
        {commitments.map((commitment) => (
          <OneCommitment key={commitment.id} commitment={commitment} circle={circle} next={next} />
        ))}
        {items.map((item) => (
          <AskedRow key={item.to} item={item} />
        ))}
      </Rows>
    </Card>
  )
}

/** One thing asked, with its button, in `Rows`. */
export function AskedRow({ item }: { item: AskedItem }) {
  const { say, moment } = useReader()
  const until = item.note?.until && { until: moment(item.note.until, 'full') }
  return (
    <RowItem
      note={item.note && say(item.note.key, { ...item.note.values, ...until })}
      actions={<ButtonLink to={item.to}>{say(item.button)}</ButtonLink>}
    >
      {say(item.text.key, item.text.values)}
    </RowItem>
  )
}

interface OneProps {
  readonly commitment: OwnCommitment
  readonly circle: string
  readonly next: Date | undefined
}

function OneCommitment({ commitment, circle, next }: OneProps) {
  const { say } = useReader()
  const { id, what, cue, seen } = commitment
  const action = `/circles/${circle}/commitments/${id}/answer`
  const tap = (answer: string) => ({ answer, seen: String(seen), back: 'circle' })
  return (
    <RowItem
      note={<Due due={commitment.due} next={next} />}
      actions={
        <>
          <PostButton action={action} values={tap('kept')}>
            {say('commitments.tap.kept')}
          </PostButton>
          <ButtonLink to={`/circles/${circle}/commitments`} kind="slight">
            {say('home.asked.commitment.more')}
          </ButtonLink>
        </>
      }
    >
      <Spoken>
        {cue
          ? say('commitments.words.ifThen', { cue: inside(cue), what: inside(what) })
          : say('commitments.words.plain', { what: inside(what) })}
      </Spoken>
    </RowItem>
  )
}

function Due({ due, next }: { due: string | null; next: Date | undefined }) {
  const { say, moment } = useReader()
  if (due) return <>{say('commitments.due.day', { date: moment(due, 'day') })}</>
  return <>{next ? say('commitments.due.next', { date: moment(next, 'day') }) : say('commitments.due.nextOpen')}</>
}
