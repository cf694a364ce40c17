import type { ComponentChildren } from 'preact'
import type { FieldState } from './form-state.ts'
import { Icon } from './icon.tsx'
import { useReader } from './reader.ts'

/** What every kind of field has around it. */
export interface FieldWords {
  label: string
  hint?: ComponentChildren
  /** Who will see what is written here, in words. */
  seenBy?: string | undefined
  optional?: boolean | undefined
}

/** The ids of what is said about a field, for `aria-describedby`. */
export function describedBy({ id, problem }: FieldState, { hint, seenBy }: FieldWords): string | undefined {
  const ids = [problem && `${id}-problem`, hint && `${id}-hint`, seenBy && `${id}-seen`].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : undefined
}

interface AroundProps {
  state: FieldState
  words: FieldWords
  children: ComponentChildren
}

/** Label, hint, problem and who will see it, around an input. */
export const AroundField = ({ state, words, children }: AroundProps) => (
  <div class={state.problem ? 'field not-right' : 'field'}>
    <label for={state.id}>
      {words.label} <Optional {...words} />
    </label>
    <Hint state={state} words={words} />
    <Problem state={state} />
    {children}
    <SeenBy state={state} words={words} />
  </div>
)

export function Optional({ optional }: { optional?: boolean | undefined }) {
  const { say } = useReader()
  return optional ? <span class="optional">{say('ui.field.optional')}</span> : null
}

type Said = Omit<AroundProps, 'children'>

export const Hint = ({ state, words }: Said) =>
  words.hint ? (
    <p class="hint" id={`${state.id}-hint`}>
      {words.hint}
    </p>
  ) : null

export const Problem = ({ state }: { state: FieldState }) =>
  state.problem ? (
    <p class="problem" id={`${state.id}-problem`}>
      <Icon name="wrong" size={18} />
      <span>{state.problem}</span>
    </p>
  ) : null

export const SeenBy = ({ state, words }: Said) =>
  words.seenBy ? (
    <p class="lock" id={`${state.id}-seen`}>
      <Icon name="lock" size={16} />
      <span>{words.seenBy}</span>
    </p>
  ) : null
