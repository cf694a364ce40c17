import type { RoomModel, Seated } from '../rules.ts'

/** The name of somebody in the room; empty where it is nobody, or somebody who sits there no more. */
export const nameOf = (seated: readonly Seated[], id: string | null): string =>
  seated.find((each) => each.id === id)?.name ?? ''

/** The meeting ends with this step. */
export const isLast = ({ step }: RoomModel['view']): boolean => step !== null && step.number === step.of
