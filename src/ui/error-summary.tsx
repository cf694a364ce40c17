import { fieldId } from './form-state.ts'
import { Icon } from './icon.tsx'
import { type Filled, useReader } from './reader.ts'

/** What is not right yet, at the top of a form, each leading to its field. Takes the focus when the page opens. */
export function ErrorSummary({ formId, filled }: { formId: string; filled: Filled }) {
  const { say } = useReader()
  const problems = Object.entries(filled.problems)
  const named = (name: string, problem: string) => {
    const label = filled.labels?.get(name)
    return label ? say('ui.problems.of', { label, problem }) : problem
  }
  const titleId = `${formId}-problems`
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would make the list a part of the form
    <div class="problems" role="group" aria-labelledby={titleId} tabIndex={-1} autofocus>
      <h2 id={titleId}>
        <Icon name="wrong" />
        {problems.length > 0 ? say('ui.problems.title', { count: problems.length }) : say('ui.problems.refused')}
      </h2>
      {filled.refusal && <p>{filled.refusal}</p>}
      {problems.length > 0 && (
        <ul>
          {problems.map(([name, sentence]) => (
            <li key={name}>
              <a href={`#${fieldId(formId, name)}`}>{named(name, sentence)}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
