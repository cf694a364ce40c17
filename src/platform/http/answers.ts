import type { VNode } from 'preact'

/** What a page answers: elements to render, another place to go, or bytes as they are. */
export type Answer = VNode | Go | Response

/** "Look there instead" (303), to a path of this community. */
export class Go {
  constructor(
    readonly to: string,
    readonly headers: Headers = new Headers(),
  ) {}
}

/** After a form: look there. `headers` may carry cookies. */
export const go = (to: string, headers?: Headers): Go => new Go(to, headers)

/** Bytes with their type, for downloads and feeds. */
export function bytes(
  body: string | Uint8Array<ArrayBuffer>,
  type: string,
  headers: Record<string, string> = {},
): Response {
  return new Response(body, { headers: { 'content-type': type, 'cache-control': 'no-store', ...headers } })
}
