import { type ClientRequest, request } from 'node:http'

/** Somebody who listens to a stream of server-sent events. */
export interface Listener {
  /** Neither side has ended it. */
  readonly open: boolean
  close(): void
}

/** Connects; resolves once the first message has arrived. */
export function listen(url: string, headers: Record<string, string>, heard: (data: string) => void): Promise<Listener> {
  return new Promise((resolve, reject) => {
    const sent: ClientRequest = request(url, { headers, agent: false }, (answer) => {
      if (answer.statusCode !== 200) return reject(new Error(`the stream answered ${answer.statusCode}`))
      let rest = ''
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        rest += chunk
        const frames = rest.split('\n\n')
        rest = frames.pop() ?? ''
        for (const data of frames.map(dataOf).filter((each) => each !== '')) {
          heard(data)
          resolve({
            get open() {
              return !answer.closed
            },
            close: () => sent.destroy(),
          })
        }
      })
    })
    sent.on('error', (error: NodeJS.ErrnoException) => (error.code === 'ECONNRESET' ? undefined : reject(error)))
    sent.end()
  })
}

const dataOf = (frame: string): string =>
  frame
    .split('\n')
    .filter((line) => line.startsWith('data: '))
    .map((line) => line.slice(6))
    .join('\n')
