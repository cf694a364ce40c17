import { awaitsPresenter, GIVEN_ROLES, inLanguage, type Protocol, rotating } from './protocol.ts'
import type { RoomRole } from './room.ts'
import type { PersonId, RunState } from './state.ts'

/** Roles that any meeting may hand out, whether its format knows them or not. */
const DAY_ROLES: readonly string[] = ['timekeeper', 'scribe', 'observer']

/** Every role that somebody may have in a run of a protocol. */
export const rolesIn = (protocol: Protocol): readonly string[] => [
  ...new Set([...GIVEN_ROLES, ...protocol.roles.map(({ id }) => id), ...DAY_ROLES]),
]

/** The roles that people hand to one another in the meeting; those that move on with the rounds find their people by themselves. */
export const handedOut = (protocol: Protocol): readonly string[] => {
  const moving = new Set(protocol.parts.flatMap(rotating))
  return rolesIn(protocol).filter(
    (role) => role !== 'facilitator' && (role === 'presenter' ? hasPresenter(protocol) : !moving.has(role)),
  )
}

/** Whoever was named beforehand, by role, for the roles that people hand to one another in this format. */
export const namedFor = (
  protocol: Protocol,
  named: Readonly<Record<string, PersonId | undefined>>,
): Readonly<Record<string, PersonId>> =>
  Object.fromEntries(
    handedOut(protocol).flatMap((role) => {
      const person = named[role]
      return person ? [[role, person]] : []
    }),
  )

/** Whether somebody presents to all, in some step. */
const hasPresenter = ({ parts }: Protocol): boolean =>
  parts.some((part) =>
    part.steps.some(
      (step) => step.material === 'challenges' || (step.who === 'presenter' && awaitsPresenter(part, step)),
    ),
  )

/** Who has what, as every room shows it. */
export const roomRoles = (protocol: Protocol, state: RunState, language: string): readonly RoomRole[] =>
  handedOut(protocol).map((id) => {
    const role = protocol.roles.find((one) => one.id === id)
    return { id, title: role ? inLanguage(role.title, language) : null, holder: state.roles[id] ?? null }
  })
