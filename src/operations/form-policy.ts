import { z } from 'zod'
import type { FilePerson } from '../applications/rules.ts'
import { isOfSensibleLength } from '../formation/rules.ts'
import type { Person, Policy } from '../formation/solver/index.ts'

const column = z.string().trim().min(1)
const date = z.iso.date()

const season = z
  .object({ from: date, to: date })
  .refine(({ from, to }) => from <= to, { message: 'ends before it begins', path: ['to'] })
  .refine(isOfSensibleLength, { message: 'is longer than three years', path: ['to'] })

const size = z
  .object({ min: z.int().min(1).max(100), max: z.int().min(1).max(100) })
  .refine(({ min, max }) => min <= max, { message: 'is less than min', path: ['max'] })

const attribute = z.object({
  column,
  kind: z.enum(['category', 'number', 'set']),
  aim: z.enum(['diverse', 'similar']),
  weight: z.number().min(0).max(1_000_000),
})

/** `policy.json` as organisers write it; its result is what the solver takes. */
export const policyFile = z
  .object({
    size,
    season: season.optional(),
    meeting_minutes: z.int().min(5).max(1440).optional(),
    attributes: z.array(attribute).default([]),
    apart: z.array(column).default([]),
    common: z.array(column).default([]),
    no_lone: z.array(z.object({ column, values: z.array(column) })).default([]),
  })
  .refine((policy) => !policy.season || policy.meeting_minutes !== undefined, {
    message: 'is needed with a season',
    path: ['meeting_minutes'],
  })
  .transform(
    ({ size, season, meeting_minutes = 90, no_lone, attributes, apart, common }): Policy => ({
      ...{ size, attributes, apart, common, noLone: no_lone, meetingMinutes: meeting_minutes },
      ...(season ? { season } : {}),
    }),
  )

/** Every column that a policy speaks of. */
export const columnsOf = ({ attributes, apart, common, noLone }: Policy): string[] => [
  ...new Set([...attributes.map(({ column }) => column), ...apart, ...common, ...noLone.map(({ column }) => column)]),
]

/** Someone from a file as the solver takes them: every column is an answer that a policy may speak of. */
export function solverPerson(person: FilePerson): Person {
  const { id, name, address, zone, free, answers, manager, apartFrom, togetherWith } = person
  return {
    ...{ id, zone: zone === '' ? 'UTC' : zone, free, apartFrom, togetherWith },
    answers: { ...answers, id, name, email: address, time_zone: zone },
    ...(manager === undefined ? {} : { manager }),
  }
}
