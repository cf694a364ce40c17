import type { Server } from '../src/platform/http/serve.ts'

/** Where tests pretend that the product is served. */
export const origin = 'http://localhost:8080'

export interface Wearing {
  readonly cookie?: string
  readonly person?: string
  readonly account?: string
  /** What stands before every address of the community: nothing, or `/c/slug`. */
  readonly base?: string
}

/**
 * A person at a browser without a screen: keeps cookies, sends what a browser sends, follows nothing by itself. Requests go through the
 * whole server but for the socket.
 */
export class Browser {
  readonly person: string
  readonly account: string
  readonly base: string
  private readonly cookies = new Map<string, string>()

  constructor(
    private readonly server: Server,
    { cookie, person = '', account = '', base = '' }: Wearing = {},
  ) {
    this.person = person
    this.account = account
    this.base = base
    if (cookie) this.keep(cookie)
  }

  /** The cookies as the browser would send them. */
  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Page> {
    return this.send(path, { method: 'GET', headers })
  }

  /** Posts a form from one of our own pages. A list is sent as several fields of one name. */
  post(
    path: string,
    fields: Record<string, string | readonly string[] | Blob> = {},
    headers: Record<string, string> = {},
  ): Promise<Page> {
    const body = new FormData()
    for (const [name, value] of Object.entries(fields)) {
      if (value instanceof Blob) body.append(name, value, 'file.csv')
      else for (const one of typeof value === 'string' ? [value] : value) body.append(name, one)
    }
    return this.send(path, { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin', ...headers } })
  }

  /** Posts a form and looks where it leads; fails with the page's text where it leads nowhere. */
  async submit(path: string, fields: Record<string, string | readonly string[] | Blob> = {}): Promise<Page> {
    const answer = await this.post(path, fields)
    if (answer.status !== 303) throw new Error(`${path} answered ${answer.status}: ${answer.text}`)
    return this.get(answer.location)
  }

  /** The raw response, for streams. The path is taken as it is when it starts with the community's base. */
  async raw(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    if (this.cookies.size > 0) headers.set('cookie', this.cookie)
    const full = this.base && !path.startsWith(`${this.base}/`) && path !== this.base ? `${this.base}${path}` : path
    const response = await this.server.fetch(
      new Request(new URL(full, origin), { ...init, headers, redirect: 'manual' }),
      { peer: '127.0.0.1' },
    )
    for (const cookie of response.headers.getSetCookie()) this.keep(cookie.split(';')[0] ?? '')
    return response
  }

  private async send(path: string, init: RequestInit): Promise<Page> {
    const response = await this.raw(path, init)
    return new Page(response.status, response.headers, await response.text())
  }

  private keep(pair: string): void {
    const at = pair.indexOf('=')
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)]
    if (value === '') this.cookies.delete(name)
    else this.cookies.set(name, value)
  }
}

/** What came back. */
export class Page {
  constructor(
    readonly status: number,
    readonly headers: Headers,
    readonly html: string,
  ) {}

  /** Where it sends the browser on to, as a path with the community's base. */
  get location(): string {
    return this.headers.get('location') ?? ''
  }

  /** The words on the page, without tags. */
  get text(): string {
    return this.html
      .replace(/<(script|style|title)\b.*?<\/\1>/gs, ' ')
      .replace(/<[^>]+>/g, ' ')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
      .replace(/\s+/g, ' ')
      .trim()
  }

  /** The first address in a link or form that matches. */
  address(pattern: RegExp): string {
    for (const [, found] of this.html.matchAll(/(?:href|action)="([^"]+)"/g))
      if (found && pattern.test(found)) return found.replaceAll('&amp;', '&')
    throw new Error(`no address like ${pattern} on: ${this.text.slice(0, 400)}`)
  }
}
