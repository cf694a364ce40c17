import type { ComponentChildren } from 'preact'
import { Button, type ButtonKind, Hidden, type IconName, useHref } from '../../ui/index.ts'
import type { CommandInput, RoomModel } from '../rules.ts'

/** Where presses go. */
export const commandPath = ({ circle, meeting }: Pick<RoomModel, 'circle' | 'meeting'>): string =>
  `/circles/${circle.id}/meetings/${meeting}/room/commands`

/** What a button says beside its kind, in the fields that the server reads. */
type Values = { readonly [Field in keyof CommandInput]?: string | number }

interface PressProps {
  readonly model: RoomModel
  readonly kind: CommandInput['kind']
  readonly children: ComponentChildren
  readonly values?: Values
  readonly look?: ButtonKind
  /** What the same words on several buttons are about, for screen readers. */
  readonly about?: string
  readonly icon?: IconName
}

/** One button of the room: a form, so that it works without JavaScript. Its id makes pressing twice count once. */
export function Press({ model, kind, children, values = {}, look = 'plain', icon, about }: PressProps) {
  return (
    <PressForm model={model} kind={kind} values={values}>
      <Button kind={look} icon={icon} label={about && `${children}: ${about}`}>
        {children}
      </Button>
    </PressForm>
  )
}

interface PressFormProps {
  readonly model: RoomModel
  readonly kind: CommandInput['kind']
  readonly children: ComponentChildren
  readonly values?: Values
  /** A form with fields of its own rather than one button. */
  readonly wide?: boolean
}

/** The form around it, with what every press says: which one it is, of what kind, and what was on the screen. */
export function PressForm({ model, kind, children, values = {}, wide = false }: PressFormProps) {
  const href = useHref()
  const all = { id: idOf(model, kind, values), kind, step: model.view.step?.key ?? '', ...values }
  return (
    <form class={wide ? 'form' : 'post'} method="post" action={href(commandPath(model))} data-press={kind}>
      {Object.entries(all).map(([name, value]) => (
        <Hidden key={name} name={name} value={String(value)} />
      ))}
      {children}
    </form>
  )
}

function idOf({ fresh }: RoomModel, kind: string, values: Values): string {
  const about = [values.role, values.to, values.person ?? values.entry].filter((each) => each !== undefined)
  return [fresh, kind, ...about].join(' ')
}
