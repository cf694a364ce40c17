import type { FieldWords } from './around-field.tsx'
import { Choices } from './choices.tsx'
import { Area, Field } from './field.tsx'
import { Select } from './select.tsx'

interface QuestionProps extends FieldWords {
  name: string
  kind: 'choice' | 'several' | 'number' | 'text'
  choices: readonly string[]
  /** What is answered already; a list for several. */
  value: string | readonly string[]
  /** What stands where nothing is chosen yet. */
  none: string
}

/** A question that somebody else thought up: each kind in the field that suits it. Several values arrive as `NAME[]`. */
export function QuestionField({ name, kind, choices, value, none, ...words }: QuestionProps) {
  const text = String(value)
  if (kind === 'number') return <Field {...words} name={name} value={text} width="short" inputMode="decimal" />
  if (kind === 'text') return <Area {...words} name={name} value={text} rows={2} maxLength={2000} />
  const options = choices.map((each) => ({ value: each, label: each }))
  if (kind === 'several') return <Choices {...words} name={`${name}[]`} pick="many" choices={options} value={value} />
  if (choices.length <= 6) return <Choices {...words} name={name} choices={options} value={value} />
  return <Select {...words} name={name} options={[{ value: '', label: none }, ...options]} value={text} />
}
