import { useId } from 'preact/hooks'
import { Icon } from './icon.tsx'
import { useReader } from './reader.ts'

interface CopyableProps {
  label: string
  value: string
  hint?: string
  /** The server has no public address yet: says that the link works on this computer only. */
  localOnly?: boolean
}

/** A link or code to hand on: to select and copy, with no script needed. */
export function Copyable({ label, value, hint, localOnly = false }: CopyableProps) {
  const { say } = useReader()
  const id = useId()
  const described = [hint && `${id}-hint`, localOnly && `${id}-local`].filter(Boolean).join(' ')
  return (
    <div class="field copyable">
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <input
        class="input"
        id={id}
        readOnly
        value={value}
        dir="ltr"
        spellcheck={false}
        aria-describedby={described || undefined}
      />
      {localOnly && (
        <p class="caution" id={`${id}-local`}>
          <Icon name="warn" size={17} />
          <span>{say('ui.copyable.localOnly')}</span>
        </p>
      )}
    </div>
  )
}
