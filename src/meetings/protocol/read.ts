import { protocolShape } from './format.ts'
import type { Protocol } from './protocol.ts'
import { senseless } from './sense.ts'
import type { Fault } from './shape.ts'

export type Reading =
  | { readonly ok: true; readonly protocol: Protocol }
  | { readonly ok: false; readonly faults: readonly Fault[] }

const MOST_FAULTS = 50

/**
 * Reads a protocol from parsed JSON that anybody may have written.
 * Each fault has a JSON Pointer, a code (a key for a sentence) and the values that the sentence names; at most 50.
 * What must hold between steps is looked at only once every value has its shape.
 */
export const readProtocol = (json: unknown): Reading => {
  const faults: Fault[] = []
  const tell = (path: string, code: string, values: Fault['values'] = {}) => {
    if (faults.length < MOST_FAULTS) faults.push({ path, code, values })
  }
  if (!protocolShape.check(json, '', tell)) return { ok: false, faults }
  senseless(json, tell)
  return faults.length === 0 ? { ok: true, protocol: json } : { ok: false, faults }
}
