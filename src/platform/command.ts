/** What a command may use of the terminal it runs in. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>
  /** The folder that holds `dist` and `db`. */
  readonly root: string
  /** What was asked for, for programs to read. */
  out(text: string): void
  /** What a person should know besides. */
  tell(text: string): void
}

/** Carries out a command. Returns its exit code: 0 done, 1 not done, 2 misunderstood. */
export type Run = (args: readonly string[], terminal: Terminal) => Promise<number>

export interface Command {
  readonly name: string
  readonly audience: 'operator'
  /** What follows the name, such as `FILE [--check]`. */
  readonly usage: string
  readonly note: string
  /** Each thing that may follow, and what it does, for the command's own help. */
  readonly parts: readonly (readonly [part: string, does: string])[]
  readonly load: () => Promise<{ readonly run: Run }>
}

/** Registers a command of the command line; its module is loaded when it is called. */
export function command(
  name: string,
  audience: 'operator',
  { usage, note, parts = [] }: Pick<Command, 'usage' | 'note'> & Partial<Pick<Command, 'parts'>>,
  load: Command['load'],
): Command {
  return { name, audience, usage, note, parts, load }
}

/** A command was called with words it does not know. */
export class Misunderstood extends Error {}
