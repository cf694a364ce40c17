import { GIVEN_ROLES, type Part, type Protocol, rotating, type Step } from './protocol.ts'
import { scale } from './scale.ts'
import { partMeans, stepMeans } from './sense-parts.ts'
import type { Tell } from './shape.ts'
import { textsIn } from './texts.ts'

const WHO = ['everyone', 'others']
const MOST_STEPS = 80
const READERS = ['everyone', 'others', 'speaker']

/** Tells what is well-formed and still makes no sense: names that lead nowhere, rules that contradict one another. */
export const senseless = (protocol: Protocol, tell: Tell): void => {
  const roles = [...GIVEN_ROLES, ...protocol.roles.map((role) => role.id)]
  protocol.roles.forEach((role, at) => {
    if (READERS.includes(role.id)) tell(`/roles/${at}/id`, 'reserved', { name: role.id })
  })
  twice(protocol.roles, '/roles', tell)
  twice(protocol.parts, '/parts', tell)
  languages(protocol, tell)
  const earlier = new Map<string, Step>()
  protocol.parts.forEach((part, at) => {
    partSense(part, `/parts/${at}`, roles, tell)
    partMeans(part, `/parts/${at}`, roles, tell)
    part.steps.forEach((step, number) => {
      const path = `/parts/${at}/steps/${number}`
      if (earlier.has(step.id)) tell(`${path}/id`, 'twice', { name: step.id })
      stepSense(step, path, roles, tell)
      turnsSense(part, step, path, tell)
      endsOfOrder(step, path, roles, tell)
      readsSense(step, path, earlier, tell)
      stepMeans(part, step, path, earlier, tell)
      earlier.set(step.id, step)
    })
  })
  if (earlier.size > MOST_STEPS) tell('/parts', 'too-many-steps', { most: MOST_STEPS })
  else fitting(protocol, tell)
}

const twice = (things: readonly { readonly id: string }[], path: string, tell: Tell): void =>
  things.forEach(({ id }, at) => {
    if (things.findIndex((one) => one.id === id) < at) tell(`${path}/${at}/id`, 'twice', { name: id })
  })

const partSense = (part: Part, path: string, roles: readonly string[], tell: Tell): void => {
  if (part.rotate && part.rounds === undefined) tell(`${path}/rotate`, 'rotate-without-rounds')
  rotating(part).forEach((role, at) => {
    if (role === 'facilitator') tell(`${path}/rotate/${at}`, 'facilitator-never-moves')
    else if (!roles.includes(role)) tell(`${path}/rotate/${at}`, 'no-such-role', { name: role })
  })
  if (part.groups?.without && rotating(part).includes('presenter')) tell(`${path}/groups/without`, 'presenter-needed')
}

const stepSense = (step: Step, path: string, roles: readonly string[], tell: Tell): void => {
  if (!WHO.includes(step.who) && !roles.includes(step.who)) tell(`${path}/who`, 'no-such-role', { name: step.who })
  for (const [reader, prompt] of Object.entries(step.prompts)) {
    if (!READERS.includes(reader) && !roles.includes(reader)) {
      tell(`${path}/prompts/${reader}`, 'no-such-role', { name: reader })
    }
    if (!prompt.say && !prompt.do) tell(`${path}/prompts/${reader}`, 'empty')
  }
  const { duration } = step
  const wish = duration.kind === 'share' ? duration.min : duration.minutes
  if ((duration.min ?? wish) > wish) tell(`${path}/duration/min`, 'min-above', { most: wish })
  if ((duration.max ?? wish) < wish) tell(`${path}/duration/max`, 'max-below', { least: wish })
  if ((step.people?.min ?? 0) > (step.people?.max ?? 99)) tell(`${path}/people`, 'nobody-left')
}

const turnsSense = (part: Part, step: Step, path: string, tell: Tell): void => {
  if (step.order && step.how !== 'turns') tell(`${path}/order`, 'order-without-turns')
  if (step.how === 'turns' && part.groups) tell(`${path}/how`, 'turns-in-groups')
  if (step.how === 'turned-away' && step.who !== 'others') tell(`${path}/who`, 'presenter-turned-away')
  if (step.how === 'stillness' && step.writes) tell(`${path}/writes`, 'still')
}

/** Who begins and who is last is somebody who speaks in the step, and not the same twice. */
const endsOfOrder = (step: Step, path: string, roles: readonly string[], tell: Tell): void => {
  for (const end of ['first', 'last'] as const) {
    const role = step[end]
    if (role === undefined) continue
    if (!roles.includes(role)) tell(`${path}/${end}`, 'no-such-role', { name: role })
    if (step.how !== 'turns') tell(`${path}/${end}`, 'order-without-turns')
    if (role === 'presenter' && step.who === 'others') tell(`${path}/${end}`, 'not-among-them')
  }
  if (step.first !== undefined && step.first === step.last) tell(`${path}/last`, 'first-and-last')
}

const readsSense = (step: Step, path: string, earlier: ReadonlyMap<string, Step>, tell: Tell): void =>
  step.reads?.forEach((id, at) => {
    const read = earlier.get(id)
    if (!read) tell(`${path}/reads/${at}`, 'not-earlier', { name: id })
    else if (read.seen === 'nobody') tell(`${path}/reads/${at}`, 'seen-by-nobody', { name: id })
  })

/** Every text in every language that the protocol says it speaks. */
const languages = (protocol: Protocol, tell: Tell): void => {
  for (const [path, texts] of textsIn(protocol)) {
    for (const language of protocol.languages) {
      if (!Object.hasOwn(texts, language)) tell(path, 'not-in-language', { language })
    }
  }
}

/** It must fit into its own minutes for every number of people it says it is for. */
const fitting = (protocol: Protocol, tell: Tell): void => {
  const { min, max } = protocol.people
  if (min > max) tell('/people', 'nobody-left')
  const counts = Array.from({ length: Math.max(0, max - min + 1) }, (_, at) => min + at)
  const present = counts.find((count) => shortBy(protocol, count) > 0)
  if (present !== undefined) tell('/minutes', 'does-not-fit', { present, needs: shortBy(protocol, present) })
}

/** The minutes it would need where its own do not do, otherwise 0. */
const shortBy = (protocol: Protocol, present: number): number => {
  const plan = scale(protocol, present, protocol.minutes)
  return 'cannot' in plan && plan.cannot === 'too-short' ? plan.needs : 0
}
