import { render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Reader, type ReaderContext } from '../ui/reader.ts'
import { Room } from './pages/room.tsx'
import type { RoomModel } from './rules.ts'

/** What the page hands over: the model as it was drawn, the words of the room, and what a reader needs. */
interface Handed {
  readonly model: RoomModel
  readonly words: Readonly<Record<string, string>>
  readonly reader: Pick<ReaderContext, 'locale' | 'dir' | 'zone' | 'base' | 'path'>
}

/** A press that has not been answered yet: sent again, with the same id, until it is. */
interface Waiting {
  readonly url: string
  readonly body: URLSearchParams
}

const waiting: Waiting[] = []

function Live({ first }: { first: RoomModel }) {
  const [model, setModel] = useState(first)
  const [offset, setOffset] = useState(first.now - Date.now() || 1)
  const [, tick] = useState(0)

  useEffect(() => {
    const take = (next: RoomModel) => {
      // One that was made earlier may arrive later; a refusal always belongs to the last press.
      setModel((known) => (next.seq < known.seq ? known : next))
      setOffset(next.now - Date.now() || 1)
    }
    const stopHearing = hear(take)
    const stopPressing = listenForPresses(take)
    const beat = setInterval(() => tick((n) => n + 1), 250)
    return () => {
      clearInterval(beat)
      stopHearing()
      stopPressing()
    }
  }, [])

  return <Room model={model} offset={offset} />
}

/** Listens to the stream; the browser connects again by itself, and the first message then says all that was missed. */
function hear(take: (model: RoomModel) => void): () => void {
  const source = new EventSource(`${location.pathname}/stream`)
  source.addEventListener('message', (event) => take(JSON.parse(event.data)))
  const again = () => document.visibilityState === 'visible' && sendWaiting(take)
  source.addEventListener('open', again)
  document.addEventListener('visibilitychange', again)
  return () => {
    source.close()
    document.removeEventListener('visibilitychange', again)
  }
}

/** Takes over the forms of the room: the page stays, the press goes out, the answer is drawn. */
function listenForPresses(take: (model: RoomModel) => void): () => void {
  const press = (event: SubmitEvent) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || !form.dataset.press) return
    event.preventDefault()
    const body = new URLSearchParams()
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value)
    if (waiting.some((each) => each.body.get('id') === body.get('id'))) return
    waiting.push({ url: form.action, body })
    sendWaiting(take)
  }
  document.addEventListener('submit', press)
  return () => document.removeEventListener('submit', press)
}

let sending = false

/** Sends what waits, in order. What cannot be sent now stays, and goes when the connection is back. */
async function sendWaiting(take: (model: RoomModel) => void): Promise<void> {
  if (sending) return
  sending = true
  try {
    for (let next = waiting[0]; next; next = waiting[0]) {
      const response = await fetch(next.url, {
        method: 'POST',
        body: next.body,
        headers: { accept: 'application/json' },
      })
      waiting.shift()
      if (response.headers.get('content-type')?.startsWith('application/json')) take(await response.json())
      // Signed out, or no longer in this circle: the page says what it has to say.
      else location.reload()
    }
  } catch {
    // No network: the press waits.
    setTimeout(() => sendWaiting(take), 1000)
  } finally {
    sending = false
  }
}

/** Words of the room have plain places only; a test holds them to it. */
function sayWith(words: Handed['words']): ReaderContext['say'] {
  const say = (key: string, values: Record<string, unknown> = {}) =>
    (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole))
  return Object.assign(say, { rich: (key: string) => say(key) }) as ReaderContext['say']
}

const root = document.getElementById('room')
const handed = document.getElementById('room-data')?.dataset.handed
if (root && handed) {
  const { model, words, reader }: Handed = JSON.parse(handed)
  const context: ReaderContext = { ...reader, nonce: '', say: sayWith(words), moment: () => '' }
  root.replaceChildren()
  render(
    <Reader.Provider value={context}>
      <Live first={model} />
    </Reader.Provider>,
    root,
  )
}
