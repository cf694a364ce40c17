import type { Seated } from '../rules.ts'

/** The name of somebody in the room; empty where it is nobody, or somebody who sits there no more. */
export const nameOf = (seated: readonly Seated[], id: string | null): string =>
  seated.find((each) => each.id === id)?.name ?? ''
