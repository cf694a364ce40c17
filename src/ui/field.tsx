import { h } from 'preact'
import { AroundField, describedBy, type FieldWords } from './around-field.tsx'
import { useField } from './form-state.ts'

interface FieldProps extends FieldWords {
  name: string
  type?: 'text' | 'email' | 'password' | 'tel' | 'url' | 'number' | 'date' | 'time' | 'datetime-local' | 'search'
  value?: string | undefined
  /** How much is expected: the width is a hint as well. */
  width?: 'short' | 'medium' | 'full'
  autocomplete?: string
  inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'url' | 'tel'
  placeholder?: string
  min?: string | number
  max?: string | number
  step?: string | number
  maxLength?: number
  /** Names offered while typing. */
  suggestions?: readonly string[]
}

/** Not as JSX: its types know each kind of input by itself, and this one is decided later. */
const input: string = 'input'

/** One line of text. A password never comes back with the page. */
export function Field({
  name,
  label,
  hint,
  seenBy,
  optional,
  value,
  type = 'text',
  width = 'full',
  suggestions,
  ...rest
}: FieldProps) {
  const state = useField(name, value, label)
  const words = { label, hint, seenBy, optional }
  const listId = suggestions && `${state.id}-list`
  return (
    <AroundField state={state} words={words}>
      {h(input, {
        ...rest,
        class: `input ${width}`,
        id: state.id,
        name,
        type,
        value: type === 'password' ? undefined : state.texts[0],
        required: !optional,
        list: listId,
        dir: type === 'text' || type === 'search' ? 'auto' : undefined,
        'aria-describedby': describedBy(state, words),
        'aria-invalid': state.problem ? true : undefined,
      })}
      {suggestions && (
        <datalist id={listId}>
          {suggestions.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
    </AroundField>
  )
}

interface AreaProps extends FieldWords {
  name: string
  value?: string | undefined
  rows?: number
  maxLength?: number
  placeholder?: string
  /** Words of a person rather than data: set in the serif voice. */
  voice?: boolean
}

/** Several lines of text. Grows with what is written where the browser can. */
export function Area({ name, label, hint, seenBy, optional, value, rows = 4, voice = false, ...rest }: AreaProps) {
  const state = useField(name, value, label)
  const words = { label, hint, seenBy, optional }
  return (
    <AroundField state={state} words={words}>
      <textarea
        {...rest}
        class={voice ? 'input area spoken' : 'input area'}
        id={state.id}
        name={name}
        rows={rows}
        required={!optional}
        dir="auto"
        aria-describedby={describedBy(state, words)}
        aria-invalid={state.problem ? true : undefined}
        value={state.texts[0]}
      />
    </AroundField>
  )
}
