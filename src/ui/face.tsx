import { initialsOf, tintOf } from './people.ts'
import { useReader } from './reader.ts'

export type FaceState = 'speaks' | 'next' | 'away'

interface FaceProps {
  name: string
  size?: 'small' | 'medium' | 'large'
  state?: FaceState | undefined
  /** Without the name beside it, a face says it. */
  alone?: boolean
}

/** A person's initials in a tint of their own. A state is also said in words beside it, or with `alone` in its label. */
export function Face({ name, size = 'medium', state, alone = false }: FaceProps) {
  const { say } = useReader()
  const classes = ['face', size, `tint-${tintOf(name)}`, state].filter(Boolean).join(' ')
  const label = state ? say('ui.face.label', { name, state: say(`ui.face.${state}`) }) : name
  return (
    <span class={classes} {...(alone ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}>
      {initialsOf(name)}
    </span>
  )
}

/** Several faces that overlap, and how many more there are. Says all names. */
export function Faces({ names, most = 6 }: { names: readonly string[]; most?: number }) {
  const { locale } = useReader()
  const more = names.length - most
  const label = new Intl.ListFormat(locale, { type: 'conjunction' }).format(names)
  return (
    <span class="faces" role="img" aria-label={label}>
      {names.slice(0, most).map((name) => (
        <Face key={name} name={name} size="small" />
      ))}
      {more > 0 && <span class="face small more">+{more}</span>}
    </span>
  )
}
