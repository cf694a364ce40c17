import type { Person } from './types.ts'

/** People who asked to be together, as one: blocks of people's indexes, and the block of each person. */
export type Blocks = { members: readonly (readonly number[])[]; of: Int32Array }

/** Merges `togetherWith`, which holds both ways and reaches on from mate to mate. */
export function blocksOf(people: readonly Person[]): Blocks {
  const links = linksOf(people)
  const of = new Int32Array(people.length).fill(-1)
  const members: number[][] = []
  people.forEach((_, start) => {
    if (of[start] !== -1) return
    const block = [start]
    of[start] = members.length
    for (const person of block) {
      for (const mate of links[person] ?? []) {
        if (of[mate] !== -1) continue
        of[mate] = members.length
        block.push(mate)
      }
    }
    members.push(block)
  })
  return { members, of }
}

/** The shortest chain of wishes that binds `from` to `to`, both included. */
export function chain(people: readonly Person[], from: number, to: number): number[] {
  const links = linksOf(people)
  const before = new Map([[from, from]])
  const queue = [from]
  for (const person of queue) {
    for (const mate of links[person] ?? []) {
      if (before.has(mate)) continue
      before.set(mate, person)
      queue.push(mate)
    }
  }
  const path = [to]
  for (let at = to; at !== from; ) {
    at = before.get(at) ?? from
    path.unshift(at)
  }
  return path
}

function linksOf(people: readonly Person[]): number[][] {
  const index = new Map(people.map((person, i) => [person.id, i]))
  const links: number[][] = people.map(() => [])
  people.forEach((person, i) => {
    for (const id of person.togetherWith) {
      const mate = index.get(id)
      if (mate === undefined || mate === i) continue
      links[i]?.push(mate)
      links[mate]?.push(i)
    }
  })
  return links
}
