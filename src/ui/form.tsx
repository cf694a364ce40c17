import type { ComponentChildren } from 'preact'
import { ErrorSummary } from './error-summary.tsx'
import { FormContext, type FormState, idFrom } from './form-state.ts'
import { useHref, useReader } from './reader.ts'

interface FormProps {
  action: string
  children: ComponentChildren
  method?: 'post' | 'get'
  /** Needed where two forms of a page have the same action. */
  id?: string
  files?: boolean
}

/**
 * A form whose fields find by themselves what had been typed and what was not right, and which then begins with
 * the list of problems. The browser's own checks are off: they speak another language than the page.
 */
export function Form({ action, children, method = 'post', id, files = false }: FormProps) {
  const { filled } = useReader()
  const href = useHref()
  const state: FormState = { id: id ?? idFrom(action), filled: filled?.action === action ? filled : undefined }
  return (
    <FormContext.Provider value={state}>
      <form
        class="form"
        id={state.id}
        method={method}
        action={href(action)}
        enctype={files ? 'multipart/form-data' : undefined}
        noValidate
      >
        {state.filled && <ErrorSummary formId={state.id} filled={state.filled} />}
        {children}
      </form>
    </FormContext.Provider>
  )
}
