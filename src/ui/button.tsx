import type { ComponentChildren } from 'preact'
import { Hidden } from './hidden.tsx'
import { Icon, type IconName } from './icon.tsx'
import { useHref, useReader } from './reader.ts'

/** `first`: the one thing to do here. `plain`: the others. `slight`: hardly a button. `wrong`: ends or deletes something. */
export type ButtonKind = 'first' | 'plain' | 'slight' | 'wrong'

interface Look {
  children: ComponentChildren
  kind?: ButtonKind
  icon?: IconName | undefined
  /** A longer name for screen readers, beginning with the words on the button. */
  label?: string | undefined
}

interface ButtonProps extends Look {
  /** Tells the server which of several buttons it was. */
  name?: string
  value?: string
  type?: 'submit' | 'button'
  disabled?: boolean
}

export const Button = ({
  children,
  kind = 'plain',
  icon,
  label,
  name,
  value,
  type = 'submit',
  disabled,
}: ButtonProps) => (
  <button class={`button ${kind}`} type={type} name={name} value={value} disabled={disabled} aria-label={label}>
    <Inside icon={icon}>{children}</Inside>
  </button>
)

/** Goes somewhere, and looks like a button. */
export function ButtonLink({ to, children, kind = 'plain', icon, label }: Look & { to: string }) {
  const href = useHref()
  return (
    <a class={`button ${kind}`} href={href(to)} aria-label={label}>
      <Inside icon={icon}>{children}</Inside>
    </a>
  )
}

interface PostButtonProps extends Look {
  action: string
  values?: Record<string, string>
}

/** A form that is only its button, for one tap that changes something. */
export function PostButton({ action, values = {}, ...look }: PostButtonProps) {
  const href = useHref()
  const { filled } = useReader()
  const refusal = filled?.action === action ? filled.refusal : undefined
  return (
    <form class="post" method="post" action={href(action)}>
      {Object.entries(values).map(([name, value]) => (
        <Hidden key={name} name={name} value={value} />
      ))}
      <Button {...look} />
      {refusal && (
        <p class="problem" role="alert">
          {refusal}
        </p>
      )}
    </form>
  )
}

/** Icons that lead away stand after the words, all others before. */
function Inside({ icon, children }: Pick<Look, 'icon' | 'children'>) {
  const after = icon === 'arrow' || icon === 'out'
  return (
    <>
      {icon && !after && <Icon name={icon} />}
      <span>{children}</span>
      {icon && after && <Icon name={icon} />}
    </>
  )
}
