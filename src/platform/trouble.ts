import { BadSetting } from './config.ts'
import { CannotStart } from './db/embedded/embedded.ts'
import { KeyTrouble } from './vault/index.ts'

/** For whoever starts a program: what kept it from starting, in a sentence, and what to do about it. */
export function sentenceFor(error: unknown): string {
  if (error instanceof CannotStart || error instanceof KeyTrouble) return `${error.message}\n${error.hint}`
  if (error instanceof BadSetting) return `A setting is not usable:\n${error.message}`
  return error instanceof Error ? error.message : String(error)
}
