/**
 * The database cannot start and a person has to do something about it.
 * `message` is one sentence saying what is wrong, `hint` one saying what to do; both are meant to be printed.
 */
export class CannotStart extends Error {
  readonly hint: string

  constructor(sentence: string, hint: string, options?: ErrorOptions) {
    super(sentence, options)
    this.name = 'CannotStart'
    this.hint = hint
  }
}
