import { NotFound } from '../../platform/errors.ts'
import type { Asked } from '../../platform/http/asked.ts'
import { isId } from '../../platform/ids.ts'

/** A part of the address that must be an id before a query sees it. */
export function idIn(asked: Asked, name: string): string {
  const id = asked.params[name] ?? ''
  if (!isId(id)) throw new NotFound()
  return id
}
