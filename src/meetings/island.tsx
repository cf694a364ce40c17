import { render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { hasMicrophone, listenToLevel, sendSeconds } from '../browser/microphone.ts'
import { takePresses, unsent } from '../browser/presses.ts'
import { steadyUnderPress } from '../browser/steady.ts'
import { listenTo } from '../browser/stream.ts'
import { Reader, type ReaderContext, useReader } from '../ui/reader.ts'
import { EarsHere } from './pages/airtime.tsx'
import { Room } from './pages/room.tsx'
import type { RoomModel } from './rules.ts'

/** What the page hands over: the model as it was drawn, the words of the room, and what a reader needs. */
interface Handed {
  readonly model: RoomModel
  readonly words: Readonly<Record<string, string>>
  readonly reader: Pick<ReaderContext, 'locale' | 'dir' | 'zone' | 'base' | 'path'>
}

function Live({ first }: { first: RoomModel }) {
  const { say } = useReader()
  const [model, setModel] = useState(first)
  const [offset, setOffset] = useState(first.now - Date.now())
  const [refused, setRefused] = useState(first.refused)
  const [held, setHeld] = useState(first.held)
  const [unsaid, setUnsaid] = useState<string>()
  const [away, setAway] = useState(false)
  useBeat()
  useStepInSight(model.view.step?.key)
  useTroubleInSight(refused, unsaid)

  useEffect(() => {
    const steady = steadyUnderPress()
    const take = (next: RoomModel) => steady(() => show(next))
    const show = (next: RoomModel) => {
      const typed = unsent(document)
      // One that was made earlier may arrive later.
      setModel((known) => (next.seq < known.seq ? known : next))
      setOffset(next.now - Date.now())
      givesBack(typed, setUnsaid)
    }
    const answered = (answer: RoomModel, press: URLSearchParams) => {
      take(answer)
      setRefused(answer.refused)
      setHeld(answer.held)
      setUnsaid(answer.refused ? (press.get('words') ?? press.get('what') ?? undefined) : undefined)
    }
    const failed = (lost: readonly string[]) => {
      setRefused(say('meetings.room.failed'))
      setUnsaid(lost.join('\n') || undefined)
    }
    return connect(take, (is) => steady(() => setAway(is)), { answered, failed })
  }, [])

  return <Room model={{ ...model, refused, held }} offset={offset} unsaid={unsaid} away={away} />
}

/** A step that ends takes its fields along: what stood in them is given back. */
function givesBack(typed: ReturnType<typeof unsent>, give: (words: string) => void): void {
  requestAnimationFrame(() => {
    const lost = typed.filter((field) => !field.isConnected).map(({ value }) => value)
    if (lost.length > 0) give(lost.join('\n'))
  })
}

/** A step that begins comes into sight, unless somebody is typing: on a telephone the button that led on stands far below it. */
function useStepInSight(step: string | undefined): void {
  useEffect(() => {
    const stage = document.querySelector('.stage')
    const typing = document.activeElement?.matches('textarea, input, select')
    if (stage && !typing && stage.getBoundingClientRect().top < 0) stage.scrollIntoView()
  }, [step])
}

/** What did not work is said at the top of the room; whoever pressed may be far below it. */
function useTroubleInSight(...said: readonly (string | undefined)[]): void {
  useEffect(() => {
    if (said.some(Boolean)) document.querySelector('.room > [role=alert]')?.scrollIntoView({ block: 'nearest' })
  }, said)
}

/** Draws the clock four times a second. */
function useBeat(): void {
  const [, tick] = useState(0)
  useEffect(() => {
    const beat = setInterval(() => tick((n) => n + 1), 250)
    return () => clearInterval(beat)
  }, [])
}

/** Hears what becomes of the room, and sends what is pressed in it. Short losses of the connection are nobody's business. */
function connect(
  take: (model: RoomModel) => void,
  setAway: (away: boolean) => void,
  told: Pick<Parameters<typeof takePresses<RoomModel>>[0], 'answered' | 'failed'>,
): () => void {
  let soon: ReturnType<typeof setTimeout> | undefined
  const connected = (is: boolean) => {
    if (!is) {
      soon ??= setTimeout(() => setAway(true), 1500)
      return
    }
    clearTimeout(soon)
    soon = undefined
    setAway(false)
  }
  const presses = takePresses({ ...told, connected })
  const stopHearing = listenTo(`${location.pathname}/stream`, {
    heard: (data) => take(JSON.parse(data)),
    connected(is) {
      connected(is)
      if (is) presses.again()
    },
  })
  return () => {
    stopHearing()
    presses.stop()
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
      <EarsHere.Provider value={hasMicrophone() ? { listen: listenToLevel, share: sendSeconds } : undefined}>
        <Live first={model} />
      </EarsHere.Provider>
    </Reader.Provider>,
    root,
  )
}
