import { render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { listenTo } from '../browser/stream.ts'
import { Reader, type ReaderContext } from '../ui/reader.ts'
import { Follow } from './pages/room.tsx'
import type { GuestRoom } from './rules.ts'

/** What the page hands over: the room as it was drawn, the words of it, and what a reader needs. */
interface Handed {
  readonly room: GuestRoom
  readonly words: Readonly<Record<string, string>>
  readonly reader: Pick<ReaderContext, 'locale' | 'dir' | 'zone' | 'base' | 'path'>
}

function Live({ first }: { readonly first: GuestRoom }) {
  const [room, setRoom] = useState(first)
  const [offset, setOffset] = useState(first.now - Date.now())
  const [away, setAway] = useState(false)
  const [, tick] = useState(0)
  useEffect(() => {
    const beat = setInterval(() => tick((n) => n + 1), 5000)
    const stop = listenTo(`${location.pathname}/stream`, {
      heard(data) {
        const next: GuestRoom = JSON.parse(data)
        setRoom(next)
        setOffset(next.now - Date.now())
      },
      connected: (is) => setAway(!is),
    })
    return () => {
      clearInterval(beat)
      stop()
    }
  }, [])
  return <Follow room={room} offset={offset} away={away} />
}

const sayWith = (words: Handed['words']): ReaderContext['say'] => {
  const say = (key: string, values: Record<string, unknown> = {}) =>
    (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole))
  return Object.assign(say, { rich: (key: string) => say(key) }) as ReaderContext['say']
}

const root = document.getElementById('guest')
const handed = document.getElementById('guest-data')?.dataset.handed
if (root && handed) {
  const { room, words, reader }: Handed = JSON.parse(handed)
  const context: ReaderContext = { ...reader, nonce: '', say: sayWith(words), moment: () => '' }
  root.replaceChildren()
  render(
    <Reader.Provider value={context}>
      <Live first={room} />
    </Reader.Provider>,
    root,
  )
}
