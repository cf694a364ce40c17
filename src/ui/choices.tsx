import { describedBy, type FieldWords, Hint, Optional, Problem, SeenBy } from './around-field.tsx'
import { Details } from './details.tsx'
import { type FieldState, useField } from './form-state.ts'

export interface Choice {
  value: string
  label: string
  hint?: string | undefined
  disabled?: boolean
}

/** Choices of a kind, folded away unless one of them is chosen. */
interface MoreChoices {
  title: string
  choices: readonly Choice[]
}

interface ChoicesProps extends FieldWords {
  name: string
  choices: readonly Choice[]
  /** Where there are too many to have all in sight. */
  more?: readonly MoreChoices[]
  /** `one`: radio buttons. `many`: checkboxes, the values arrive as a list. */
  pick?: 'one' | 'many'
  value?: string | readonly string[] | undefined
  /** Side by side, for short labels such as a scale. */
  row?: boolean
}

/** A few choices, all in sight, each a target of its own. */
export function Choices({ name, choices, more = [], pick = 'one', value, row = false, ...words }: ChoicesProps) {
  const state = useField(name, value, words.label)
  const all = [...choices, ...more.flatMap((each) => each.choices)]
  const one = (choice: Choice) => (
    <OneChoice key={choice.value} {...{ choice, index: all.indexOf(choice), name, pick, state }} />
  )
  return (
    <fieldset class={state.problem ? 'field not-right' : 'field'} aria-describedby={describedBy(state, words)}>
      <legend>
        {words.label} <Optional {...words} />
      </legend>
      <Hint state={state} words={words} />
      <Problem state={state} />
      <div class={row ? 'choices in-row' : 'choices'}>{choices.map(one)}</div>
      {more.map((each) => (
        <Details
          key={each.title}
          summary={each.title}
          open={each.choices.some((choice) => state.texts.includes(choice.value))}
        >
          <div class="choices">{each.choices.map(one)}</div>
        </Details>
      ))}
      <SeenBy state={state} words={words} />
    </fieldset>
  )
}

interface OneProps {
  choice: Choice
  index: number
  name: string
  pick: 'one' | 'many'
  state: FieldState
}

/** The first carries the field's id, so that the list of problems leads to it. */
function OneChoice({ choice, index, name, pick, state }: OneProps) {
  const id = index === 0 ? state.id : `${state.id}-${index}`
  return (
    <label class="choice" for={id}>
      <input
        type={pick === 'one' ? 'radio' : 'checkbox'}
        id={id}
        name={name}
        value={choice.value}
        checked={state.texts.includes(choice.value)}
        disabled={choice.disabled}
        aria-describedby={choice.hint && `${id}-hint`}
      />
      <span>
        {choice.label}
        {choice.hint && (
          <span class="hint" id={`${id}-hint`}>
            {choice.hint}
          </span>
        )}
      </span>
    </label>
  )
}
