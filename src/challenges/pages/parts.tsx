import { Area, Chip, Choices, Field, Select, useReader } from '../../ui/index.ts'
import { kinds, type Possible, type Privacy, privacies, type Words } from '../rules.ts'

/** What may leave the circle, in a word or two. */
export function Level({ privacy }: { privacy: Privacy }) {
  const { say } = useReader()
  return <Chip>{say('challenges.privacy', { privacy })}</Chip>
}

/** Which of the three it is to be; each says what it means. */
export function LevelChoice({ value }: { value: Privacy }) {
  const { say } = useReader()
  return (
    <Choices
      name="privacy"
      label={say('challenges.form.privacy')}
      value={value}
      choices={privacies.map((privacy) => ({
        value: privacy,
        label: say('challenges.privacy', { privacy }),
        hint: say('challenges.privacy.hint', { privacy }),
      }))}
    />
  )
}

/** The last day on which something is kept. */
export function Until({ value, today, hint }: { value: string | null; today: string; hint: string }) {
  const { say } = useReader()
  return (
    <Field
      name="until"
      type="date"
      label={say('challenges.form.until')}
      hint={hint}
      value={value ?? ''}
      min={today}
      width="medium"
      optional
    />
  )
}

/** Kind, importance and urgency. */
export function Judged({ values }: { values: Pick<Possible, 'kind' | 'importance' | 'urgency'> | undefined }) {
  const { say } = useReader()
  const ranks = [1, 2, 3, 4, 5].map((rank) => ({ value: String(rank), label: String(rank) }))
  return (
    <>
      <Select
        name="kind"
        label={say('challenges.form.kind')}
        hint={say('challenges.form.kindHint')}
        value={values?.kind ?? ''}
        options={[
          ...(values ? [] : [{ value: '', label: say('challenges.form.kindNone') }]),
          ...kinds.map((kind) => ({ value: kind, label: say('challenges.kind', { kind }) })),
        ]}
      />
      <Choices
        name="importance"
        label={say('challenges.form.importance')}
        hint={say('challenges.form.rankHint')}
        value={String(values?.importance ?? 3)}
        choices={ranks}
        row
      />
      <Choices
        name="urgency"
        label={say('challenges.form.urgency')}
        hint={say('challenges.form.rankHint')}
        value={String(values?.urgency ?? 3)}
        choices={ranks}
        row
      />
    </>
  )
}

/** The challenge in one sentence. */
export function Question({ value }: { value: string }) {
  const { say } = useReader()
  return (
    <Area
      name="question"
      label={say('challenges.form.question')}
      hint={say('challenges.form.questionHint')}
      value={value}
      rows={2}
      maxLength={300}
      voice
    />
  )
}

/** What a presenter tells: what it is, what they tried, what they want from the others. */
export function BriefFields({ words }: { words: Words }) {
  const { say } = useReader()
  return (
    <>
      {(['what', 'tried', 'wanted'] as const).map((part) => (
        <Area
          key={part}
          name={part}
          label={say(`challenges.form.${part}`)}
          hint={say(`challenges.hint.${part}`)}
          value={words[part]}
          rows={3}
          maxLength={part === 'wanted' ? 1000 : 3000}
          optional
        />
      ))}
    </>
  )
}
