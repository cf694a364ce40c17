import { type Entry, maySee, type Protocol, type RunState, reminders, view } from '../src/meetings/protocol/engine.ts'
import { partOf, stepOf } from '../src/meetings/protocol/protocol.ts'

/** Plain and quick: these laws are asked some hundred thousand times. */
export const must = (holds: boolean, law: string): void => {
  if (!holds) throw new Error(law)
}

/** What holds in every state of every run, said without the engine's own helpers. */
export const holds = (protocol: Protocol, state: RunState): void => {
  oneStepIsCurrent(state)
  timesAreTimes(state)
  everybodyHasTheirTurn(protocol, state)
  everybodyHasAGroup(protocol, state)
  somebodyPresents(protocol, state)
  hiddenIsHidden(protocol, state)
}

/** What holds between a state and the next. */
export const follows = (before: RunState, after: RunState): void => {
  must(after.at >= before.at, 'time never runs backwards')
  const past = before.items.filter((item) => item.standing === 'done' || item.standing === 'skipped')
  past.forEach((item, at) => {
    const now = after.items[at]
    must(now?.key === item.key && now.standing === item.standing, 'what is past stays as it was')
    must(now?.revealed === item.revealed, 'what was hidden for good stays hidden')
  })
  for (const old of before.people) {
    const person = after.people.find((one) => one.id === old.id)
    must(person !== undefined, 'nobody is lost')
    must((person?.spoken ?? 0) >= old.spoken, 'nobody loses the time they spoke')
  }
  const { floor } = before
  const given =
    after.floor.turn > floor.turn && after.floor.past.length > floor.past.length ? after.floor.speaker : null
  const again = given !== null && (floor.past.includes(given) || floor.speaker === given)
  must(!again || floor.order.length === 0, 'nobody speaks again while somebody waits for their first turn')
}

/** Nobody's room names an entry that they may not see. */
export const roomsAreTight = (protocol: Protocol, state: RunState, person: string): void => {
  const frame = JSON.stringify(view(protocol, state, person, state.at, 'en'))
  for (const entry of state.entries) {
    if (mustNotSee(protocol, state, entry, person)) must(!frame.includes(entry.id), 'no frame names what is hidden')
  }
  briefsAreTight(protocol, state, person, frame)
}

/** Whoever is reminded is missing, hears of it inside their window, and not at night. */
export const remindersAreDecent = (protocol: Protocol, state: RunState): void => {
  for (const { person, step, at } of reminders(protocol, state)) {
    const item = state.items.find((one) => one.standing === 'here')
    must(item?.key === step && !state.done.includes(person), 'only who is missing is reminded')
    must(at > (item?.began ?? 0) && at < (state.endsAt ?? 0), 'a reminder comes inside its window')
    const zone = state.apart?.clocks[person]?.zone ?? 'UTC'
    const hour = Number(
      new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format(at),
    )
    must(state.apart?.clocks[person] === undefined || (hour >= 8 && hour < 21), 'nobody is reminded at night')
  }
}

/** Of a scene's briefs a frame has at most that of the role which its person plays. */
const briefsAreTight = (protocol: Protocol, state: RunState, person: string, frame: string): void => {
  const item = state.items.find((one) => one.standing === 'here')
  for (const part of protocol.parts) {
    for (const [role, brief] of (part.scenes ?? []).flatMap(({ briefs }) => Object.entries(briefs))) {
      const mine = part.id === item?.part && item.cast[person] === role
      must(mine || !frame.includes(brief.en ?? ''), 'nobody is told what another role is told')
    }
  }
}

const isOn = (state: RunState): boolean => state.phase === 'running' || state.phase === 'paused'

const oneStepIsCurrent = (state: RunState): void => {
  const places = state.items.map(({ standing }) => (standing === 'ahead' ? 2 : standing === 'here' ? 1 : 0))
  must(places.filter((place) => place === 1).length === (isOn(state) ? 1 : 0), 'exactly one step is current')
  must(new Set(state.items.map((item) => item.key)).size === state.items.length, 'no two steps have one key')
  must(
    places.every((place, at) => at === 0 || place >= (places[at - 1] ?? 0)),
    'past, present and future stand in this order',
  )
}

const timesAreTimes = (state: RunState): void => {
  must(Number.isInteger(state.endsAt) === isOn(state), 'a step has an end')
  must(state.floor.endsAt === null || Number.isInteger(state.floor.endsAt), 'a turn has an end or none')
  must(
    state.items.every((item) => item.seconds === null || (Number.isInteger(item.seconds) && item.seconds >= 0)),
    'seconds are whole',
  )
}

const hereNow = (state: RunState): readonly string[] => state.people.filter((one) => one.here).map((one) => one.id)

/** Where all take turns, each of those present has spoken, speaks or waits: exactly once. */
const everybodyHasTheirTurn = (protocol: Protocol, state: RunState): void => {
  const item = state.items.find((one) => one.standing === 'here')
  const step = item && stepOf(protocol, item.part, item.step)
  if (!item || step?.how !== 'turns' || state.apart) return
  const { past, speaker, order } = state.floor
  const queue = [...past, ...(speaker === null ? [] : [speaker]), ...order]
  const due = hereNow(state).filter((one) => step.who === 'everyone' || item.cast[one] !== 'presenter')
  // Whoever raises a hand may have the floor once more, when nobody waits for theirs any longer.
  const had = [...past, ...(speaker === null ? [] : [speaker])]
  must(new Set(order).size === order.length, 'nobody waits for two turns')
  must(!order.some((person) => had.includes(person)), 'nobody waits who had their turn')
  must(
    due.every((person) => queue.includes(person)),
    'everybody present has a turn',
  )
  must(
    order.every((person) => due.includes(person)),
    'nobody who is away is waited for',
  )
  must(speaker === null || due.includes(speaker), 'nobody who is away speaks')
}

/** Where people work in groups, each of those present is in exactly one. */
const everybodyHasAGroup = (protocol: Protocol, state: RunState): void => {
  const item = state.items.find((one) => one.standing === 'here')
  const part = item && partOf(protocol, item.part)
  if (!part?.groups) return
  for (const person of hereNow(state)) {
    if (part.groups.without && state.roles.presenter === person) continue
    const own = state.groups[part.id]?.filter((group) => group.includes(person))
    must(own?.length === 1, 'everybody present is in one group')
  }
  const present = hereNow(state).filter((one) => !part.groups?.without || state.roles.presenter !== one)
  const counts = (state.groups[part.id] ?? []).map((group) => group.filter((one) => present.includes(one)).length)
  must(counts.filter((count) => count > 0).length < 2 || !counts.includes(1), 'nobody is alone beside a group')
}

/** What works on somebody's challenge has somebody whose challenge it is. */
const somebodyPresents = (protocol: Protocol, state: RunState): void => {
  const item = state.items.find((one) => one.standing === 'here')
  const part = item && partOf(protocol, item.part)
  const step = item && stepOf(protocol, item.part, item.step)
  if (!item || part?.rounds || (step?.who !== 'presenter' && step?.who !== 'others')) return
  must(Object.values(item.cast).includes('presenter'), 'somebody presents')
}

const hiddenIsHidden = (protocol: Protocol, state: RunState): void => {
  for (const entry of state.entries) {
    for (const { id } of state.people) {
      const sees = maySee(protocol, state, entry.id, id)
      must(!(sees && mustNotSee(protocol, state, entry, id)), 'nobody sees what is hidden')
      must(sees || id !== entry.by, 'authors see their own')
    }
  }
}

/** The secrecy of steps, told once more and more bluntly than the engine does. */
const mustNotSee = (protocol: Protocol, state: RunState, entry: Entry, person: string): boolean => {
  if (entry.by === person || entry.kind === 'commitment' || entry.kind === 'parked') return false
  const item = state.items.find((one) => one.key === entry.step)
  if (entry.kind === 'note') return entry.owner !== person
  const seen = item && stepOf(protocol, item.part, item.step)?.seen
  if (seen === 'nobody') return true
  if (seen === 'presenter') return item?.cast[person] !== 'presenter'
  return seen === 'together' && item?.standing !== 'done'
}
