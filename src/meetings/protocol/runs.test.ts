import fc from 'fast-check'
import { expect, test } from 'vitest'
import { follows, holds, must, remindersAreDecent, roomsAreTight } from '../../../test/meeting-laws.ts'
import { PROTOCOLS } from '../../../test/meeting-protocols.ts'
import { NOON, PEOPLE } from '../../../test/meeting-run.ts'
import { apply, begin, type Change, type Command, type Deed, decide, type Protocol, type RunState } from './engine.ts'
import type { Clock } from './hours.ts'
import { stepOf } from './protocol.ts'

const RUNS = Number(process.env.MEETING_RUNS ?? (process.env.TEST_FULL ? 10_000 : 1000))

/** A move in the game: who does what to whom, after so many seconds; and what the network makes of it. */
type Move = {
  readonly by: number
  readonly what: Deed['kind'] | 'press-next' | 'press-next-speaker'
  readonly whom: number
  readonly wait: number
  readonly network: 'plain' | 'doubled' | 'held' | 'released' | 'replayed' | 'both' | 'restart'
}

const WHAT: readonly Move['what'][] = [
  ...(['arrive', 'leave', 'start', 'extend', 'skip', 'repeat', 'reorder', 'hand-up', 'hand-down'] as const),
  ...(['write', 'write', 'write', 'rate', 'vote', 'note', 'commit', 'withdraw', 'done', 'done', 'choose'] as const),
  ...(['park', 'gather', 'gather', 'send', 'send'] as const),
  ...(['assign', 'hand-over', 'take-over', 'pause', 'resume', 'resume', 'time-up', 'next', 'next-speaker'] as const),
  ...(['press-next', 'press-next', 'press-next', 'press-next-speaker', 'press-next-speaker', 'end'] as const),
]

const ROLES = ['timekeeper', 'observer', 'scribe', 'presenter', 'facilitator']

const move: fc.Arbitrary<Move> = fc.record({
  by: fc.nat(9),
  what: fc.constantFrom(...WHAT),
  whom: fc.nat(9),
  wait: fc.constantFrom(0, 0, 1, 20, 90, 400, 7200, 90_000),
  network: fc.constantFrom(
    ...(['plain', 'plain', 'plain', 'plain', 'doubled', 'held', 'released', 'replayed', 'both', 'restart'] as const),
  ),
})

/** One of the protocols; a run that fails names it rather than printing it whole. */
const which = fc.constantFrom(...PROTOCOLS.map((protocol) => ({ protocol, toString: () => protocol.id })))

const NIGHT: Clock = { zone: 'Europe/Lisbon', quiet: { from: 21 * 60, to: 8 * 60 } }
const CLOCKS: readonly Clock[] = [NIGHT, { ...NIGHT, zone: 'America/Lima' }, { ...NIGHT, zone: 'Asia/Tokyo' }]

class Game {
  state: RunState
  at = NOON
  readonly accepted = new Set<string>()
  readonly commands: { readonly command: Command; readonly at: number }[] = []
  readonly changes: Change[] = []
  readonly held: Command[] = []
  #count = 0
  readonly protocol: Protocol
  readonly first: RunState

  constructor(protocol: Protocol, present: number, seed: number, apart = false) {
    this.protocol = protocol
    const clocks = Object.fromEntries(
      PEOPLE.slice(0, present).map((person, at) => [person, CLOCKS[at % CLOCKS.length] ?? NIGHT]),
    )
    const opening = {
      minutes: protocol.minutes,
      facilitator: 'Ada',
      seed,
      at: NOON,
      ...(apart ? { apart: { clocks } } : {}),
    }
    this.first = begin(protocol, opening)
    this.state = this.first
    for (const person of PEOPLE.slice(0, present)) this.send(this.command(person, { kind: 'arrive', person }))
    this.send(this.command('Ada', { kind: 'start' }))
  }

  command(by: string | null, deed: Deed): Command {
    this.#count += 1
    const step = this.state.items.find((item) => item.standing === 'here')?.key ?? null
    return { ...deed, id: `command ${this.#count}`, by, step }
  }

  /** Brings the run to some later step, so that what is rare at the beginning is played out too. */
  forward(steps: number): void {
    this.send(this.command('Ada', { kind: 'choose', challenge: null, presenter: 'Ben' }))
    for (let at = 0; at < steps && this.state.phase === 'running'; at++) {
      this.at += 30_000
      this.send(this.command('Ada', { kind: 'next' }))
    }
  }

  /** Decides and applies, and looks at what must never happen. */
  send(command: Command): void {
    const decision = decide(this.protocol, this.state, command, this.at)
    this.commands.push({ command, at: this.at })
    must((decision.kind === 'again') === this.accepted.has(command.id), 'a command is applied once')
    if (decision.kind !== 'change') return
    const before = this.state
    this.accepted.add(command.id)
    this.changes.push(decision.change)
    this.state = apply(before, decision.change)
    follows(before, this.state)
    holds(this.protocol, this.state)
    const handed = command.kind === 'hand-over' || command.kind === 'take-over'
    must(handed || this.state.facilitator === before.facilitator, 'the role never jumps')
    must(!isSaid(command) || !isTurnedAway(this.protocol, before, command.by), 'who is turned away says nothing')
    must(command.kind !== 'next' || pastOf(this.state) === pastOf(before) + 1, 'one press is one step')
  }

  play(move: Move): void {
    this.at += move.wait * 1000
    const command = this.#meant(move)
    switch (move.network) {
      case 'plain':
        this.send(command)
        break
      case 'doubled':
        this.send(command)
        this.send(command)
        break
      case 'held':
        this.held.push(command)
        break
      case 'released':
        for (const late of this.held.splice(0).toReversed()) this.send(late)
        break
      case 'replayed': {
        const old = this.commands[move.whom * 3]
        if (old) this.send(old.command)
        break
      }
      case 'both':
        this.#pressedAtOnce()
        break
      case 'restart':
        this.state = JSON.parse(JSON.stringify(this.state))
    }
  }

  /** From wherever the run is, it can be brought to its end. */
  finish(): void {
    const { state } = this
    if (state.phase === 'waiting') for (const person of PEOPLE.slice(0, 4)) this.#do(person, { kind: 'arrive', person })
    if (!this.state.people.some((one) => one.here)) this.#do('Ada', { kind: 'arrive', person: 'Ada' })
    const leader = this.state.people.find((one) => one.here)?.id ?? ''
    this.#do(leader, { kind: 'take-over' })
    this.#do(leader, { kind: 'start' })
    for (let presses = 0; this.state.phase !== 'ended'; presses++) {
      must(presses < 300, 'every run can reach its end')
      this.#do(leader, { kind: 'resume' })
      this.#do(leader, { kind: 'choose', challenge: null, presenter: leader })
      this.#do(leader, { kind: 'next' })
    }
  }

  /** Next is pressed in two windows: one press counts. */
  #pressedAtOnce(): void {
    const leader = this.state.facilitator
    const pressed = [this.command(leader, { kind: 'next' }), this.command(leader, { kind: 'next' })]
    const before = pastOf(this.state)
    for (const press of pressed) this.send(press)
    must(pastOf(this.state) <= before + 1, 'two presses at once are one step')
  }

  #do(by: string, deed: Deed): void {
    this.at += 1000
    this.send(this.command(by, deed))
  }

  #meant({ by, what, whom }: Move): Command {
    const person = PEOPLE[by] ?? 'Ada'
    const other = PEOPLE[whom] ?? 'Ada'
    if (what === 'press-next') return this.command(this.state.facilitator, { kind: 'next' })
    if (what === 'press-next-speaker') {
      return this.command(this.state.facilitator, { kind: 'next-speaker', turn: this.state.floor.turn })
    }
    if (what === 'end' && whom > 1) return this.command(person, { kind: 'hand-up' })
    if (what === 'time-up') return this.command(null, { kind: 'time-up' })
    const leads = ['start', 'skip', 'extend', 'repeat', 'reorder', 'choose', 'hand-over', 'end', 'resume'].includes(
      what,
    )
    return this.command(leads && whom < 7 ? this.state.facilitator : person, this.#deed(what, person, other, whom))
  }

  #deed(kind: Deed['kind'], person: string, other: string, number: number): Deed {
    switch (kind) {
      case 'arrive':
      case 'leave':
        return { kind, person: number < 8 ? person : other }
      case 'next-speaker':
        return { kind, turn: number % 3, to: other }
      case 'extend':
        return { kind, ends: number < 7 ? (this.state.endsAt ?? 0) : 0 }
      case 'skip':
        return number < 5 ? { kind } : { kind, to: this.state.items.at(-number)?.key ?? 'nowhere' }
      case 'reorder':
        return { kind, parts: this.#unbegun().toReversed() }
      case 'write':
      case 'rate':
      case 'vote':
      case 'note':
      case 'park':
      case 'commit':
      case 'withdraw':
        return { kind, entry: kind === 'withdraw' ? `<entry ${number * 3}>` : `<entry ${this.#count}>` }
      case 'send':
        return { kind, entry: `<entry ${this.#count}>`, of: this.#steps()[number % this.#steps().length] ?? '' }
      case 'gather':
        return { kind, ...this.#two(number) }
      case 'choose':
        return { kind, challenge: number % 2 ? `challenge ${number}` : null, presenter: other }
      case 'assign':
        return { kind, role: ROLES[number % ROLES.length] ?? '', person: number < 8 ? other : null }
      case 'hand-over':
        return { kind, to: other }
      default:
        return { kind }
    }
  }

  /** The steps in which those who are away may take part, or any. */
  #steps(): readonly string[] {
    const all = this.protocol.parts.flatMap((part) => part.steps)
    const open = all.filter((step) => step.apart?.absent)
    return (open.length > 0 ? open : all).map(({ id }) => id)
  }

  /** Two entries that are there, or one to be laid on its own. */
  #two(number: number): { readonly entry: string; readonly under: string | null } {
    const ids = this.state.entries.map(({ id }) => id)
    return {
      entry: ids[number % Math.max(1, ids.length)] ?? '<none>',
      under: ids[(number * 7) % (ids.length + 1)] ?? null,
    }
  }

  #unbegun(): readonly string[] {
    const begun = new Set(this.state.items.filter((item) => item.standing !== 'ahead').map((item) => item.part))
    return this.state.parts.filter((part) => !begun.has(part))
  }
}

const isSaid = ({ kind }: Command): boolean => ['write', 'note', 'park', 'gather', 'commit', 'hand-up'].includes(kind)

const isTurnedAway = (protocol: Protocol, state: RunState, person: string | null): boolean => {
  const item = state.items.find((one) => one.standing === 'here')
  const step = item && stepOf(protocol, item.part, item.step)
  return step?.how === 'turned-away' && item?.cast[person ?? ''] === 'presenter'
}

const pastOf = (state: RunState): number => state.items.filter((item) => item.standing === 'done').length

test(`in ${RUNS} runs of people coming, going, pressing twice, late and at once, nothing is lost, doubled or shown too soon`, () => {
  const moves = fc.array(move, { minLength: 10, maxLength: 40, size: 'max' })
  fc.assert(
    fc.property(
      which,
      fc.integer({ min: 3, max: 10 }),
      fc.nat(24),
      fc.nat(),
      moves,
      fc.boolean(),
      ({ protocol }, present, from, seed, played, apart) => {
        const game = new Game(protocol, present, seed, apart)
        game.forward(from)
        for (const each of played) {
          game.play(each)
          remindersAreDecent(protocol, game.state)
          if (game.state.entries.length > 0) roomsAreTight(protocol, game.state, PEOPLE[each.whom] ?? 'Ada')
        }
        game.finish()
        for (const person of PEOPLE) roomsAreTight(protocol, game.state, person)
        expect(game.changes.reduce(apply, game.first)).toEqual(game.state)
      },
    ),
    { numRuns: RUNS },
  )
}, 1_200_000)

test('the same commands at the same times make the same run, also when it is told again from its beginning', () => {
  const moves = fc.array(move, { minLength: 10, maxLength: 40, size: 'max' })
  fc.assert(
    fc.property(which, fc.nat(), moves, ({ protocol }, seed, played) => {
      const game = new Game(protocol, 6, seed)
      for (const each of played) game.play(each)
      let again = game.first
      for (const { command, at } of game.commands) {
        const decision = decide(protocol, again, command, at)
        if (decision.kind === 'change') again = apply(again, decision.change)
      }
      expect(again).toEqual(game.state)
    }),
    { numRuns: Math.ceil(RUNS / 20) },
  )
})
