import type { AddressInfo, Socket } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export interface MailServer {
  readonly url: string
  /** What it took, as a mail program would show it. */
  readonly received: ParsedMail[]
  /** The latest that went to an address. */
  latestTo(address: string): ParsedMail | undefined
  /** Ends every connection without a word. */
  cut(): void
  close(): Promise<void>
}

/** A real mail server on this computer that keeps what it gets. `options` make it stubborn. */
export async function openMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const received: ParsedMail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () =>
        simpleParser(Buffer.concat(parts)).then((mail) => {
          received.push(mail)
          done()
        }, done),
      )
    },
    ...options,
  })
  // A client that goes away is no news here.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const sockets = new Set<Socket>()
  server.server.on('connection', (socket: Socket) => sockets.add(socket))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    latestTo: (address) => received.findLast(({ to }) => [to].flat().some((each) => each?.text.includes(address))),
    cut: () => {
      for (const socket of sockets) socket.destroy()
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** The link that lets somebody in, as a path; nothing where a mail has none. */
export const signInLinkIn = (mail: ParsedMail | undefined): string =>
  /http:\/\/localhost:8080(\/sign-in\S*)/.exec(mail?.text ?? '')?.[1] ?? ''
