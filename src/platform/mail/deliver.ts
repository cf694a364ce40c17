import { compose, type Letter } from './compose.ts'
import type { MailServer } from './server.ts'

/** Why a mail did not go out, as a code such as `EAUTH 535`; `forGood` when trying again would get the same answer for this mail. */
export class Undelivered extends Error {
  constructor(
    readonly code: string,
    readonly forGood: boolean,
  ) {
    super(code)
  }
}

/** Hands a mail to the mail server and returns once it has taken it. Throws {@link Undelivered}. */
export async function deliver(letter: Letter, server: MailServer): Promise<void> {
  // Loaded on the first mail, for it takes a while and whoever waits for a page does not need it.
  const { createTransport } = await import('nodemailer')
  const transport = createTransport(transportOptions(server))
  try {
    await transport.sendMail(compose(letter, server.from))
  } catch (error) {
    throw undelivered(error)
  } finally {
    transport.close()
  }
}

/** Asks the mail server whether it would talk to us, without a mail. Throws {@link Undelivered}. */
export async function greet(server: MailServer): Promise<void> {
  const { createTransport } = await import('nodemailer')
  const transport = createTransport(transportOptions(server))
  try {
    await transport.verify()
  } catch (error) {
    throw undelivered(error)
  } finally {
    transport.close()
  }
}

/** A password goes over an encrypted connection only, but for a server on this computer. */
function transportOptions({ url }: MailServer) {
  const secure = url.protocol === 'smtps:'
  const local = /^(localhost|127\.[\d.]+|\[::1\])$/.test(url.hostname)
  const auth = url.username
    ? { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) }
    : undefined
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    requireTLS: !secure && Boolean(auth) && !local,
    ...(auth ? { auth } : {}),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    dnsTimeout: 10_000,
  }
}

/** Keeps the codes and drops the sentence, which may quote the mail or its reader. */
function undelivered(error: unknown): Undelivered {
  const { code, responseCode, command } = Object(error) as { code?: unknown; responseCode?: unknown; command?: unknown }
  const answer = typeof responseCode === 'number' ? responseCode : undefined
  const named = typeof code === 'string' ? code : 'EUNKNOWN'
  // 5xx to this recipient or this text; what the server says to a login or a greeting is no fault of the mail.
  const forGood = answer !== undefined && answer >= 500 && answer !== 503 && /^(RCPT TO|DATA)$/.test(String(command))
  return new Undelivered(answer ? `${named} ${answer}` : named, forGood)
}
