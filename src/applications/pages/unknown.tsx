import { Actions, Button, Card, Choices, Form, useReader } from '../../ui/index.ts'
import { mostChoices, type Unknown } from '../rules.ts'

/** What the questions of the season do not know, told once instead of row by row; one tap lets them know it. */
export function UnknownAnswers({ id, unknown }: { id: string; unknown: readonly Unknown[] }) {
  const { say } = useReader()
  if (unknown.length === 0) return null
  const choices = unknown.map(({ question, values, many }) => ({
    ...{ value: question.column, label: question.label, disabled: many },
    hint: many
      ? say('applications.unknown.many', { number: values.length, most: mostChoices })
      : values.map((each) => say('applications.unknown.value', each)).join(' · '),
  }))
  return (
    <Card tone="ask" title={say('applications.unknown.title', { questions: unknown.length })}>
      <p>{say('applications.unknown.lead')}</p>
      <Form action={`/applications/import/${id}/choices`}>
        <Choices
          name="columns[]"
          pick="many"
          label={say('applications.unknown.which')}
          choices={choices}
          value={unknown.filter(({ many }) => !many).map(({ question }) => question.column)}
        />
        <Actions>
          <Button>{say('applications.unknown.go')}</Button>
        </Actions>
      </Form>
    </Card>
  )
}
