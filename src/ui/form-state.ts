import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Filled } from './reader.ts'

export interface FormState {
  /** Begins the ids of the fields. */
  id: string
  /** Set when this very form came back with problems. */
  filled?: Filled | undefined
}

export const FormContext = createContext<FormState>({ id: 'form' })

export interface FieldState {
  id: string
  problem: string | undefined
  /** What was typed before, else what the page gives. */
  texts: string[]
}

/** What a field needs to know about its form; `label` is what the list of problems calls it. */
export function useField(name: string, given: string | readonly string[] | undefined, label: string): FieldState {
  const { id, filled } = useContext(FormContext)
  filled?.labels?.set(plain(name), label)
  const typed = filled ? (filled.values[name] ?? []) : (given ?? [])
  return { id: fieldId(id, name), problem: filled?.problems[plain(name)], texts: [typed].flat() }
}

/** A list is posted as `days[]`, and spoken of as `days`. */
const plain = (name: string): string => name.replace(/\[\]$/, '')

export const fieldId = (formId: string, name: string): string => `${formId}-${plain(name).replaceAll(/[^\w-]+/g, '-')}`

/** `/circles/new` is the form `circles-new`. */
export const idFrom = (action: string): string => action.replaceAll(/[^\w]+/g, '-').replaceAll(/^-|-$/g, '') || 'form'
