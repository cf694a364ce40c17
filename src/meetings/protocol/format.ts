import {
  ABSENT,
  ENDS,
  HOWS,
  KEEPS,
  MATERIALS,
  ORDERS,
  type Part,
  type Protocol,
  RULES,
  type Step,
  type Texts,
} from './protocol.ts'
import { choice, either, flag, type Json, list, number, object, record, type Shape, text, variants } from './shape.ts'

const NAME = '^[a-z][a-z0-9-]*$'
const LANGUAGE = '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'

const name = text(40, NAME)
const texts: Shape<Texts> = record(text(600), LANGUAGE, 20)
const minutes = number(0.1, 480)

const duration = variants({
  fixed: object({ kind: choice('fixed'), minutes }, { min: minutes, max: minutes }),
  each: object({ kind: choice('each'), minutes }, { min: minutes, max: minutes }),
  share: object({ kind: choice('share'), weight: number(0.1, 100), min: minutes, max: minutes }),
})

const apart = object(
  {
    hours: number(1, 720, true),
    remind: list(number(1, 720, true), 0, 5),
    done: choice('wrote', 'read', 'answered'),
  },
  { absent: list(choice(...ABSENT), 1, 2) },
)

const long: Shape<Texts> = record(text(6000), LANGUAGE, 20)

const ballot = object(
  { of: choice('words', 'people'), picks: number(1, 10, true) },
  { from: list(name, 1, 10), ranked: flag },
)

const measure = object(
  { ask: texts, from: number(-100, 100, true), to: number(-100, 100, true) },
  {
    again: name,
  },
)

const ask = object({ id: name, ask: texts }, { kind: choice('text', 'date') })

const scene = object({
  id: name,
  title: texts,
  situation: record(text(1500), LANGUAGE, 20),
  briefs: record(record(text(1500), LANGUAGE, 20), NAME, 8),
})

const people = number(1, 50, true)

const step: Shape<Step> = object(
  {
    id: name,
    title: texts,
    invitation: texts,
    duration,
    who: name,
    how: choice(...HOWS),
    seen: choice('at-once', 'together', 'presenter', 'nobody'),
    prompts: record(object({}, { say: texts, do: texts }), NAME, 20),
    rules: list(choice(...RULES), 0, RULES.length),
    ends: choice(...ENDS),
    keeps: choice(...KEEPS),
  },
  {
    collects: texts,
    order: choice(...ORDERS),
    first: name,
    last: name,
    writes: flag,
    many: flag,
    material: choice(...MATERIALS),
    reads: list(name, 1, 10),
    ballot,
    measure,
    asks: list(ask, 1, 10),
    parks: flag,
    gathers: flag,
    page: long,
    people: object({}, { min: people, max: people }),
    optional: flag,
    allows: name,
    apart,
  },
)

const part: Shape<Part> = object(
  { id: name, title: texts, steps: list(step, 1, 30) },
  {
    groups: object({ size: number(2, 5, true) }, { without: choice('presenter') }),
    rounds: either(choice('everyone'), number(1, 10, true)),
    rotate: list(name, 1, 5),
    scenes: list(scene, 1, 30),
    ordered: flag,
  },
)

const role = object({ id: name, title: texts, card: texts })

/** The shape of a protocol; what must hold between its parts is in `sense.ts`. */
export const protocolShape: Shape<Protocol> = object({
  format: choice(1),
  id: name,
  version: number(1, 100_000, true),
  languages: list(text(20, LANGUAGE), 1, 20),
  title: texts,
  summary: texts,
  minutes: number(1, 480, true),
  people: object({ min: number(2, 20, true), max: number(2, 20, true) }),
  roles: list(role, 0, 12),
  parts: list(part, 1, 20),
})

/** The JSON Schema (2020-12) of a protocol, as published in `protocol.schema.json`. */
export const protocolSchema = (): Json => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Meeting protocol',
  description:
    'A way to run a meeting or a part of it: ordered steps, each with who does what, how long, how people take part ' +
    'and who sees it. Times are minutes. Texts are given in every language listed.',
  ...protocolShape.schema,
})
