import type { ComponentChildren } from 'preact'

interface Inside {
  children: ComponentChildren
}

/** Under each other, with the room that parts of a page need. `close` for what belongs to one thing. */
export const Stack = ({ children, close = false }: Inside & { close?: boolean }) => (
  <div class={close ? 'stack close' : 'stack'}>{children}</div>
)

/** Beside each other, wrapping where it gets narrow. `apart` pushes to both ends. */
export const Row = ({ children, apart = false }: Inside & { apart?: boolean }) => (
  <div class={apart ? 'row apart' : 'row'}>{children}</div>
)

/** Buttons: the first thing to do comes first. */
export const Actions = ({ children }: Inside) => <div class="actions">{children}</div>

/** Cards in as many columns as fit. */
export const Grid = ({ children }: Inside) => <div class="grid">{children}</div>

/** Columns that scroll sideways where the screen is too narrow: a board. */
export const Columns = ({ children, label }: Inside & { label: string }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
  <section class="columns" aria-label={label} tabIndex={0}>
    {children}
  </section>
)
