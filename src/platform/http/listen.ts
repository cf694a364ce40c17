import type { AddressInfo } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'
import type { Server } from './serve.ts'
import { endStreams } from './stream.ts'

export interface Listening {
  readonly address: string
  /** Stops taking requests, lets replies in flight finish, ends streams. */
  close(): Promise<void>
}

/** Bodies larger than this are refused before they are read: the largest is a file of 5,000 people. */
const mostBytes = 8 * 1024 * 1024

/** Serves over HTTP until closed. */
export function listen(server: Server, host: string, port: number): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const http = serve(
      {
        hostname: host,
        port,
        fetch: (request, env) => {
          if (Number(request.headers.get('content-length') ?? 0) > mostBytes)
            return new Response('too large\n', { status: 413 })
          return server.fetch(request, { peer: env.incoming.socket.remoteAddress ?? '' })
        },
      },
      ({ port: chosen }: AddressInfo) =>
        resolve({ address: `http://${host.includes(':') ? `[${host}]` : host}:${chosen}`, close: () => close(http) }),
    )
    http.on('error', reject)
  })
}

/** Browsers keep connections open; those that idle are closed every 50 ms until the last reply is out. */
function close(http: ServerType): Promise<void> {
  return new Promise((resolve) => {
    const idle = setInterval(() => 'closeIdleConnections' in http && http.closeIdleConnections(), 50)
    http.close(() => {
      clearInterval(idle)
      resolve()
    })
    endStreams()
  })
}
