import type { Asked } from './asked.ts'

/** Sends to one browser; stops when `signal` says so. `end` closes the stream from within, once its reader may see no more. */
export type Source = (push: (event: StreamEvent) => void, signal: AbortSignal, end: () => void) => void
export interface StreamEvent {
  readonly id?: string
  readonly event?: string
  readonly data: string
}

const encoder = new TextEncoder()

/** Streams of this process that are open, so that a graceful stop can end them. */
const open = new Set<AbortController>()

/** Ends every open stream; browsers connect again by themselves. */
export function endStreams(): void {
  for (const controller of open) controller.abort()
}

/**
 * The response that carries `source` as server-sent events (WHATWG HTML, 9.2). It ends when the browser goes, when the process
 * stops, when the session is over, and whenever something changes about this person or session: the browser then connects again, through the whole door.
 */
export function flow(asked: Asked, source: Source): Response {
  const control = new AbortController()
  const { signal } = control
  let gone = false
  open.add(control)
  const stopWatching = watch(asked, () => control.abort())

  const body = new ReadableStream<Uint8Array>({
    start(stream) {
      const send = (text: string) => {
        if (signal.aborted) return
        stream.enqueue(encoder.encode(text))
        beat.refresh()
      }
      // That the stream lives is shown by whatever is sent, and after twenty seconds of nothing by this.
      const beat = setTimeout(() => send(':\n\n'), 20_000)
      signal.addEventListener('abort', () => {
        clearTimeout(beat)
        stopWatching()
        open.delete(control)
        if (!gone) stream.close()
      })
      send('retry: 1000\n\n')
      source(
        (event) => send(frame(event)),
        signal,
        () => control.abort(),
      )
    },
    cancel() {
      gone = true
      control.abort()
    },
  })
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
  })
}

/** No timer waits longer than 24 days. A browser whose stream ends before its session connects again. */
const longest = 2 ** 31 - 1

function watch(asked: Asked, end: () => void): () => void {
  const { who, services } = asked
  const topics = who ? [`session ${who.session}`, ...(who.person ? [`person ${who.person.id}`] : [])] : []
  const stops = topics.map((topic) => services.live.hear(topic, end))
  // By the clock that judges sessions, which is the database's and not that of the product.
  const ending = who?.until && setTimeout(end, Math.min(longest, +who.until - Date.now())).unref()
  return () => {
    clearTimeout(ending)
    for (const stop of stops) stop()
  }
}

function frame({ id, event, data }: StreamEvent): string {
  const lines = [id && `id: ${id}`, event && `event: ${event}`, ...data.split('\n').map((line) => `data: ${line}`)]
  return `${lines.filter(Boolean).join('\n')}\n\n`
}
