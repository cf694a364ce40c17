import { AroundField, describedBy, type FieldWords } from './around-field.tsx'
import { useField } from './form-state.ts'

export interface Option {
  value: string
  label: string
}
export interface OptionGroup {
  label: string
  options: readonly Option[]
}

interface SelectProps extends FieldWords {
  name: string
  options: readonly (Option | OptionGroup)[]
  value?: string | undefined
  width?: 'short' | 'medium' | 'full'
}

/** One of many. For up to six choices `Choices` is kinder. */
export function Select({ name, options, value, width = 'full', ...words }: SelectProps) {
  const state = useField(name, value, words.label)
  return (
    <AroundField state={state} words={words}>
      <select
        class={`input select ${width}`}
        id={state.id}
        name={name}
        required={!words.optional}
        aria-describedby={describedBy(state, words)}
        aria-invalid={state.problem ? true : undefined}
      >
        {options.map((each) =>
          'options' in each ? (
            <optgroup key={each.label} label={each.label}>
              {each.options.map((option) => choice(option, state.texts[0]))}
            </optgroup>
          ) : (
            choice(each, state.texts[0])
          ),
        )}
      </select>
    </AroundField>
  )
}

const choice = ({ value, label }: Option, chosen: string | undefined) => (
  <option key={value} value={value} selected={value === chosen}>
    {label}
  </option>
)
