import { describedBy, type FieldWords, Hint, Problem, SeenBy } from './around-field.tsx'
import { useField } from './form-state.ts'

interface SwitchProps extends FieldWords {
  name: string
  on?: boolean
  /** `agree` is a box to tick, for what a person says yes to; `switch` is for what is on or off. */
  look?: 'switch' | 'agree'
}

/** On or off. Sends `on` or nothing, and takes effect when its form is sent. */
export function Switch({ name, on = false, look = 'switch', ...words }: SwitchProps) {
  const state = useField(name, on ? 'on' : undefined, words.label)
  return (
    <div class={state.problem ? 'field not-right' : 'field'}>
      <Problem state={state} />
      <label class={`choice ${look}`} for={state.id}>
        <input
          type="checkbox"
          role={look === 'switch' ? 'switch' : undefined}
          id={state.id}
          name={name}
          value="on"
          checked={state.texts.includes('on')}
          aria-describedby={describedBy(state, words)}
          aria-invalid={state.problem ? true : undefined}
        />
        <span>{words.label}</span>
      </label>
      <Hint state={state} words={words} />
      <SeenBy state={state} words={words} />
    </div>
  )
}
