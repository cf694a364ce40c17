import type { Draft } from './row.ts'
import type { Fault, FaultCode, FileColumn, FilePerson, KnownColumn } from './types.ts'

/** Holds the rows against each other: what stands twice, and whom they speak of. The first of two that are alike counts. */
export function lookAround(
  drafts: readonly Draft[],
  columns: readonly FileColumn[],
): { people: FilePerson[]; faults: Fault[] } {
  const faults: Fault[] = []
  const called = (known: KnownColumn) => columns.find(({ meaning }) => meaning === known)?.name ?? known
  const add = (row: number, column: KnownColumn, code: FaultCode, value: string, grave = true) =>
    faults.push({ row, column: called(column), code, value, grave })
  const usable = withoutDoubles(drafts, add).filter((draft) => !contradicts(draft, add))
  const ids = new Map(usable.map((draft) => [draft.id, draft]))
  const addresses = new Map(usable.map((draft) => [draft.address, draft]))
  for (const draft of usable) {
    for (const mate of draft.apartFrom) if (!ids.has(mate)) add(draft.row, 'apart_from', 'mate.unknown', mate, false)
    for (const mate of draft.togetherWith) {
      if (!ids.has(mate)) add(draft.row, 'together_with', 'mate.unknown', mate, false)
    }
  }
  return { people: usable.map((draft) => personFrom(draft, addresses)), faults }
}

type Add = (row: number, column: KnownColumn, code: FaultCode, value: string, grave?: boolean) => void

function withoutDoubles(drafts: readonly Draft[], add: Add): Draft[] {
  const seen = { id: new Set<string>(), address: new Set<string>() }
  return drafts.filter(({ row, id, address }) => {
    const [twiceId, twiceAddress] = [id !== '' && seen.id.has(id), address !== '' && seen.address.has(address)]
    if (twiceId) add(row, 'id', 'id.twice', id)
    if (twiceAddress) add(row, 'email', 'address.twice', address)
    seen.id.add(id)
    seen.address.add(address)
    return !twiceId && !twiceAddress
  })
}

function contradicts({ row, id, apartFrom, togetherWith }: Draft, add: Add): boolean {
  const both = togetherWith.find((mate) => apartFrom.includes(mate))
  const self = id !== '' && [...apartFrom, ...togetherWith].includes(id)
  if (both) add(row, 'together_with', 'mate.both', both)
  if (self) add(row, apartFrom.includes(id) ? 'apart_from' : 'together_with', 'mate.self', id)
  return both !== undefined || self
}

function personFrom(draft: Draft, addresses: ReadonlyMap<string, Draft>): FilePerson {
  const { managerAddress, ...person } = draft
  const manager = managerAddress === '' ? undefined : addresses.get(managerAddress)
  return { ...person, manager: manager && manager !== draft ? manager.id : undefined }
}
