import { useId } from 'preact/hooks'

interface ProgressProps {
  value: number
  max: number
  label: string
  /** The same in words, `4 of 6`. */
  text: string
  tone?: 'accent' | 'now'
}

/** How much of something is done. */
export function Progress({ value, max, label, text, tone = 'accent' }: ProgressProps) {
  const id = useId()
  return (
    <div class="progress">
      <div class="progress-words">
        <label for={id}>{label}</label>
        <span class="quiet">{text}</span>
      </div>
      <progress id={id} class={tone} value={Math.min(value, max)} max={max}>
        {text}
      </progress>
    </div>
  )
}
