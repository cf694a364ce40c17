import { AroundField, describedBy, type FieldWords } from './around-field.tsx'
import { useField } from './form-state.ts'

interface FilePickProps extends FieldWords {
  name: string
  /** As in HTML: `.csv,text/csv` or `image/*`. */
  accept?: string
}

/** A file from the person's device. Its form needs `files`. */
export function FilePick({ name, accept, ...words }: FilePickProps) {
  const state = useField(name, undefined, words.label)
  return (
    <AroundField state={state} words={words}>
      <input
        class="input file"
        type="file"
        id={state.id}
        name={name}
        accept={accept}
        required={!words.optional}
        aria-describedby={describedBy(state, words)}
        aria-invalid={state.problem ? true : undefined}
      />
    </AroundField>
  )
}
