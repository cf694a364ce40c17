import { Actions, Button, Form, Hidden, useReader } from '../../ui/index.ts'
import { Fields, Leaf } from './parts.tsx'

interface NewProps {
  readonly fresh: string
  readonly today: string
  /** A day to look back on that is as good as any. */
  readonly review: string
  readonly before: string
  readonly after: string
}

export function NewDecisionPage({ fresh, today, review, before, after }: NewProps) {
  const { say } = useReader()
  return (
    <Leaf title={say('journal.new.title')} lead={say('journal.new.lead')}>
      <Form action="/me/journal/new">
        <Hidden name="id" value={fresh} />
        <Fields values={{ decision: '', reasons: '', expected: '', before, after, review }} first={today} />
        <Actions>
          <Button kind="first">{say('journal.new.keep')}</Button>
        </Actions>
      </Form>
    </Leaf>
  )
}
