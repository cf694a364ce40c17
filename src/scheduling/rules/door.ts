/** Where a meeting takes place in this house, or what is left of it: `first` when it is time to go there; how it is held, and `by` whom that was chosen. */
export interface Door {
  readonly to: string
  readonly label: 'meetings.door.open' | 'meetings.door.enter' | 'meetings.door.minutes' | 'meetings.part.link'
  readonly first: boolean
  /** Where somebody who is not there can take part nevertheless. */
  readonly part?: string | undefined
  readonly format?: { readonly title: string; readonly by: string | undefined; readonly to: string }
  /** Where one prepares for it. */
  readonly prepare?: string
}
