import { Icon } from './icon.tsx'
import { useReader } from './reader.ts'

export interface Step {
  label: string
  /** Minutes, a date: what stands at the end of the line. */
  note?: string | undefined
  state: 'done' | 'here' | 'ahead'
}

/** Where one is in something that has an order: a meeting, a wizard. */
export function Steps({ steps, label }: { steps: readonly Step[]; label: string }) {
  const { say } = useReader()
  return (
    <ol class="steps" aria-label={label}>
      {steps.map((step) => (
        <li key={step.label} class={step.state} aria-current={step.state === 'here' ? 'step' : undefined}>
          <span class="step-dot">{step.state === 'done' && <Icon name="check" size={14} />}</span>
          <span class="step-label">
            {step.label}
            {step.state === 'done' && <span class="unseen"> {say('ui.steps.done')}</span>}
          </span>
          {step.note && <span class="step-note">{step.note}</span>}
        </li>
      ))}
    </ol>
  )
}
