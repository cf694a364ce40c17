// The few errors there are, named for what the person meets. One place (http/failures) turns them into answers.

/**
 * Nothing here for you: it does not exist, or you may not know whether it does. The two look alike, also where whoever may be there at all is
 * told what may have become of it, and where to go on.
 */
export class NotFound extends Error {
  constructor(readonly gone?: WayOn) {
    super()
  }
}

/** `because` and `label` are message keys; `to` is a path of the community. */
export interface WayOn {
  readonly because: string
  readonly to: string
  readonly label: string
}

/** You may see it but not do this; `because` is a message key whose sentence stands next to the button. */
export class Refused extends Error {
  constructor(
    readonly because: string,
    readonly values: Record<string, string | number> = {},
  ) {
    super(because)
  }
}

/** Someone was faster: what you changed is no longer as you saw it. */
export class Conflict extends Refused {}

/** What was sent cannot be used; `problems` has a message key for each field. */
export class Invalid extends Error {
  constructor(readonly problems: Readonly<Record<string, string>>) {
    super(Object.values(problems).join(' '))
  }
}

/** Too often in too short a time. `again` is in seconds. */
export class TooMany extends Error {
  constructor(readonly again: number) {
    super('too many')
  }
}
