import {
  Actions,
  Area,
  Button,
  Card,
  Choices,
  Details,
  Field,
  Form,
  Hidden,
  Page,
  Select,
  Switch,
  useReader,
} from '../../ui/index.ts'
import { kinds, moreQuestions, type PlannedSeason, type Question, seenBy } from '../rules.ts'
import { useSeenBy } from './parts.tsx'

/** What a season asks, one card a question, and a few empty ones. Each says who will see the answer. */
export function QuestionsPage({ season }: { season: PlannedSeason }) {
  const { say } = useReader()
  const { id, name, questions } = season
  const empty = Array.from({ length: moreQuestions }, () => undefined)
  return (
    <Page
      title={say('seasons.questions.title')}
      above={name}
      lead={say('seasons.questions.lead')}
      width="narrow"
      back={{ to: `/seasons/${id}/desk`, label: name }}
    >
      <Form action={`/seasons/${id}/questions`}>
        {[...questions, ...empty].map((question, at) => (
          <OneQuestion key={question?.column ?? `new-${at}`} question={question} at={at} />
        ))}
        <p class="quiet">{say('seasons.questions.more')}</p>
        <Actions>
          <Button kind="first">{say('seasons.questions.save')}</Button>
        </Actions>
      </Form>
    </Page>
  )
}

function OneQuestion({ question, at }: { question: Question | undefined; at: number }) {
  const { say } = useReader()
  const seen = useSeenBy()
  return (
    <Card title={say(question ? 'seasons.question.number' : 'seasons.question.new', { number: at + 1 })} level={2}>
      {question && <Hidden name={`column-${at}`} value={question.column} />}
      <Field
        name={`label-${at}`}
        label={say('seasons.question.label')}
        hint={question && say('seasons.question.label.hint')}
        value={question?.label}
        maxLength={200}
        optional={!question}
      />
      <Select
        name={`kind-${at}`}
        label={say('seasons.question.kind')}
        options={kinds.map((value) => ({ value, label: say(`seasons.question.kind.${value}`) }))}
        value={question?.kind ?? 'choice'}
        width="medium"
      />
      <ToChoose choices={question?.choices ?? []} at={at} />
      <Switch name={`required-${at}`} label={say('seasons.question.required')} on={question?.required ?? false} />
      <Choices
        name={`seen-${at}`}
        label={say('seasons.question.seen')}
        choices={seenBy.map((value) => ({ value, label: seen(value) }))}
        value={question?.seen ?? 'organisers'}
      />
    </Card>
  )
}

function ToChoose({ choices, at }: { choices: readonly string[]; at: number }) {
  const { say } = useReader()
  return (
    <Details summary={say('seasons.question.choices')} open={choices.length > 0}>
      <Area
        name={`choices-${at}`}
        label={say('seasons.question.choices')}
        hint={say('seasons.question.choices.hint')}
        value={choices.join('\n')}
        rows={Math.max(3, choices.length)}
        optional
      />
    </Details>
  )
}
