import {
  type Account,
  accounts,
  type Held,
  isNew,
  type Member,
  type Role,
  type RolePerson,
  readyAt,
  roles,
} from './ledger.ts'

/** Somebody stands in for somebody else at the next meeting; both have said yes. */
export interface Swap {
  readonly role: Role
  readonly person: string
  readonly fellow: string
}

/** What is known of the next meeting. */
export interface Coming {
  /** Who will not be there. */
  readonly away: ReadonlySet<string>
  readonly skips: readonly RolePerson[]
  readonly swaps: readonly Swap[]
}

/** Why somebody is passed over next time. */
export type Passed = 'away' | 'skips' | 'new' | 'just'

/** Somebody's place in the order of a role. */
export interface Place extends Account {
  readonly person: string
  readonly passed: Passed | undefined
}

/** Who does it next, whose turn it is, and the order behind that. */
export interface NextTurn {
  readonly role: Role
  /** Undefined where nobody is there. */
  readonly who: string | undefined
  /** Whose turn it counts as: `who`, but where two have swapped. */
  readonly whose: string | undefined
  /** `swap`: agreed for this meeting. `return`: theirs was done by `whose` before. */
  readonly how: 'turn' | 'swap' | 'return'
  /** Who is next first; those who are passed over stand where they would. */
  readonly order: readonly Place[]
}

/**
 * Who does what at the next meeting. In each role whoever stands highest in its ledger, but nobody twice in a row while somebody else is there;
 * of those who stand as high as each other whoever has least to do that day. Whoever brings the challenge does not lead as
 * well where somebody nearly as high is there, and nobody has all roles where another could take one. Same input, same answer.
 */
export function nextTurns(history: readonly Held[], members: readonly Member[], coming: Coming): readonly NextTurn[] {
  const boards = roles.map((role, index) => boardOf(history, members, coming, role, index))
  const given = new Map<Role, Given>()
  for (const board of boards) {
    const swapped = swapIn(board, coming)
    if (swapped) given.set(board.role, swapped)
  }
  for (const board of leastFreeFirst(boards)) if (!given.has(board.role)) give(given, board)
  share(given, boards)
  return boards.map(({ role, order }) => ({ role, ...(given.get(role) ?? nobody), order }))
}

type Given = Pick<NextTurn, 'who' | 'whose' | 'how'>
const nobody: Given = { who: undefined, whose: undefined, how: 'turn' }

/** One role with all who could have it, the highest first. */
interface Board {
  readonly role: Role
  readonly order: readonly Place[]
  readonly could: readonly Could[]
}

/** A turn that could come next: whose it is, and who would do it. */
interface Could {
  readonly place: Place
  readonly who: string
}

function boardOf(
  history: readonly Held[],
  members: readonly Member[],
  coming: Coming,
  role: Role,
  index: number,
): Board {
  const known = accounts(history, members, role)
  const there = members.map(({ id }) => id).filter((id) => !coming.away.has(id))
  const ready = readyAt(history, members, { there, skipped: coming.skips }, role)
  const last = new Set(doneLast(history, role))
  const places = members.flatMap(({ id: person }): Place[] => {
    const account = known.get(person)
    return account ? [{ ...account, person, passed: undefined }] : []
  })
  const sorted = inOrder(places, index)
  const rested = ready.filter((id) => !last.has(id))
  const all = sorted
    .filter(({ person }) => ready.includes(person))
    .map((place) => ({ place, who: doer(place, rested) }))
  const fresh = all.filter(({ who }) => !last.has(who))
  const could = fresh.length > 0 ? fresh : all
  const passedOver = (person: string): Passed | undefined => {
    if (coming.away.has(person)) return 'away'
    if (coming.skips.some((skip) => skip.role === role && skip.person === person)) return 'skips'
    if (!ready.includes(person)) return isNew(history, members, person) ? 'new' : undefined
    return could.some(({ place }) => place.person === person) ? undefined : 'just'
  }
  return { role, could, order: sorted.map((place) => ({ ...place, passed: passedOver(place.person) })) }
}

/** Highest first; then who never did it, or longest ago; then by their seats, in each role beginning with another one. */
function inOrder(places: readonly Place[], index: number): readonly Place[] {
  const seat = new Map(
    places.map(({ person }, at) => [person, (at + places.length - ((index * 2) % places.length)) % places.length]),
  )
  const long = ({ ago }: Place) => ago ?? Number.POSITIVE_INFINITY
  return places.toSorted(
    (a, b) =>
      b.height - a.height ||
      (long(a) === long(b) ? 0 : long(b) - long(a)) ||
      (seat.get(a.person) ?? 0) - (seat.get(b.person) ?? 0),
  )
}

/**
 * Who did somebody's turn before does not do it again: whoever owes it does, if they are there and did not do it just now. Otherwise it would
 * be put off, and others would have two turns more in the meantime; the debt stays.
 */
const doer = ({ person, gave }: Place, rested: readonly string[]): string =>
  rested.find((id) => (gave.get(id) ?? 0) > 0) ?? person

const doneLast = (history: readonly Held[], role: Role): readonly string[] =>
  (history.findLast(({ turns }) => turns.some((turn) => turn.role === role))?.turns ?? [])
    .filter((turn) => turn.role === role)
    .map(({ person }) => person)

/** What was agreed stands, as long as whoever agreed is there. */
function swapIn({ role }: Board, { swaps, away }: Coming): Given | undefined {
  const swap = swaps.find((each) => each.role === role && !away.has(each.fellow))
  return swap && { who: swap.fellow, whose: swap.person, how: 'swap' }
}

/** How many meetings lower somebody may stand so that one person need not both present and lead: less than half a turn. */
const nearly = 3

/** Where many stand equally high there is most to choose from when the others have theirs. */
const leastFreeFirst = (boards: readonly Board[]): readonly Board[] =>
  boards.toSorted((a, b) => within(a, 0).length - within(b, 0).length)

const within = ({ could }: Board, most: number): readonly Could[] =>
  could.filter(({ place }) => (could[0]?.place.height ?? 0) - place.height <= most)

function give(given: Map<Role, Given>, board: Board): void {
  const load = (who: string) => [...given.values()].filter((each) => each.who === who).length
  const [least] = within(board, 0).toSorted((a, b) => load(a.who) - load(b.who))
  if (!least) return
  const apart = apartOf(given, board.role)
  const other = least.who === apart ? within(board, nearly).find(({ who }) => who !== apart) : undefined
  given.set(board.role, asGiven(other ?? least))
}

/** Who does what does not go well with this role. */
function apartOf(given: ReadonlyMap<Role, Given>, role: Role): string | undefined {
  if (role === 'presenter') return given.get('facilitator')?.who
  return role === 'facilitator' ? given.get('presenter')?.who : undefined
}

const asGiven = ({ place, who }: Could): Given => ({
  who,
  whose: place.person,
  how: who === place.person ? 'turn' : 'return',
})

/** Where one person would have every role, the one in which somebody else stands nearest goes to that one. */
function share(given: Map<Role, Given>, boards: readonly Board[]): void {
  const [one, ...more] = new Set([...given.values()].map(({ who }) => who))
  if (one === undefined || more.length > 0) return
  const others = boards.flatMap(({ role, could }) => {
    const [top] = could
    const other = could.find(({ who }) => who !== one)
    return top && other && given.get(role)?.how !== 'swap'
      ? [{ role, other, gap: top.place.height - other.place.height }]
      : []
  })
  const [nearest] = others.toSorted((a, b) => a.gap - b.gap)
  if (nearest) given.set(nearest.role, asGiven(nearest.other))
}
