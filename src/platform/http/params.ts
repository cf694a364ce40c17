import { NotFound } from '../errors.ts'
import { isId } from '../ids.ts'
import type { Asked } from './asked.ts'

/** The id that stands in the address under this name; throws NotFound for what is none. */
export function idIn(asked: Asked, name: string): string {
  const id = asked.params[name] ?? ''
  if (!isId(id)) throw new NotFound()
  return id
}
