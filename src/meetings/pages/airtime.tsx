import { createContext } from 'preact'
import { useContext, useEffect, useRef, useState } from 'preact/hooks'
import { Details, Progress, Row, useReader } from '../../ui/index.ts'
import { type Heard, hear, nothingHeard, type SharedAirtime } from '../rules/airtime.ts'
import type { RoomModel } from '../rules.ts'
import { nameOf } from './names.tsx'

/** What a device can do for it: tell the level of its own microphone, beat by beat, until it is told to stop; and send a number. */
export interface Ears {
  listen(heard: (level: number, ms: number) => void): Promise<() => void>
  share(seconds: number | undefined): Promise<SharedAirtime | undefined>
}

/** Given by the island where a device has ears; pages from the server have none. */
export const EarsHere = createContext<Ears | undefined>(undefined)

/** How the time has been shared so far: by taps for everybody, and by their own microphone for whoever wants to know. Nobody is ranked. */
export function Airtime({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const ears = useContext(EarsHere)
  const { people } = model.view
  const whole = people.reduce((sum, { spoken }) => sum + spoken, 0)
  if (whole === 0 && !ears) return null
  return (
    <div class="card plain unprinted">
      <Details summary={say('meetings.airtime.title')}>
        <p class="quiet">{say('meetings.airtime.text')}</p>
        {whole > 0 &&
          people
            .filter(({ here, turns }) => here || turns > 0)
            .map(({ id, spoken, turns }) => (
              <Progress
                key={id}
                value={spoken}
                max={whole}
                label={nameOf(model.seated, id)}
                text={say('meetings.airtime.taps', { turns, time: minutesOf(spoken) })}
              />
            ))}
        {ears && <Own model={model} ears={ears} />}
      </Details>
    </div>
  )
}

/** `4:30`, as clocks say it. */
const minutesOf = (ms: number): string => {
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

const sendEvery = 20_000

/** One's own seconds: seen by nobody else until one shares them, and by all only once all do. */
function Own({ model, ears }: { model: RoomModel; ears: Ears }) {
  const { say } = useReader()
  const { on, refused, heard, turnOn, turnOff } = useOwnMicrophone(ears)
  const { shared, share } = useSharing(ears, heard)
  return (
    <>
      <p class="quiet">{say('meetings.airtime.own')}</p>
      {on && <p>{say('meetings.airtime.mine', { time: minutesOf(heard.spoken) })}</p>}
      {refused && <p class="problem">{say('meetings.airtime.refused')}</p>}
      <Row>
        <Switching label={on ? 'meetings.airtime.off' : 'meetings.airtime.on'} press={on ? turnOff : turnOn} />
        {(on || shared) && (
          <Switching
            label={shared ? 'meetings.airtime.unshare' : 'meetings.airtime.share'}
            press={() => share(!shared)}
          />
        )}
      </Row>
      {shared && <Shared model={model} shared={shared} />}
    </>
  )
}

type Label = `meetings.airtime.${'on' | 'off' | 'share' | 'unshare'}`

/** What happens on this device alone is no form: buttons of the house send one. */
const Switching = ({ label, press }: { label: Label; press: () => void }) => (
  <button class="button plain" type="button" onClick={press}>
    <span>{useReader().say(label)}</span>
  </button>
)

function Shared({ model, shared: { agreed, of, shares } }: { model: RoomModel; shared: SharedAirtime }) {
  const { say } = useReader()
  if (!shares) return <p class="quiet">{say('meetings.airtime.waits', { agreed, of })}</p>
  return (
    <>
      {shares.map(({ person, percent }) => (
        <Progress
          key={person}
          value={percent}
          max={100}
          label={nameOf(model.seated, person)}
          text={say('meetings.airtime.percent', { percent })}
        />
      ))}
    </>
  )
}

function useOwnMicrophone(ears: Ears) {
  const [heard, setHeard] = useState<Heard>(nothingHeard)
  const [stop, setStop] = useState<() => void>()
  const [refused, setRefused] = useState(false)
  useEffect(() => stop, [stop])
  const turnOn = () =>
    ears
      .listen((level, ms) => setHeard((before) => hear(before, level, ms)))
      .then(
        (end) => {
          setRefused(false)
          setStop(() => end)
        },
        () => setRefused(true),
      )
  return { on: stop !== undefined, refused, heard, turnOn, turnOff: () => setStop(undefined) }
}

function useSharing(ears: Ears, { spoken }: Heard) {
  const [shared, setShared] = useState<SharedAirtime>()
  const seconds = useRef(0)
  seconds.current = Math.round(spoken / 1000)
  const sharing = shared !== undefined
  useEffect(() => {
    if (!sharing) return
    const beat = setInterval(() => ears.share(seconds.current).then((now) => now && setShared(now)), sendEvery)
    return () => clearInterval(beat)
  }, [sharing, ears])
  const share = async (wanted: boolean) => {
    const now = await ears.share(wanted ? seconds.current : undefined)
    setShared(wanted ? now : undefined)
  }
  return { shared, share }
}
