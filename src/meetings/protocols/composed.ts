import type { Part, Prompt, Protocol, Step, Texts, Scene as Written } from '../protocol/protocol.ts'
import { type Case, castOf, type Scene, type Topic } from '../rules/library.ts'
import { chosenIn, formatFor } from '../rules/shelves.ts'
import texts from './lab.json' with { type: 'json' }
import { library } from './shelves.ts'

/** A format of the library with something of a shelf in it, by a name such as `case-study:nine-days`; undefined where there is none. */
export function composed(name: string, formatNamed: (name: string) => Protocol): Protocol | undefined {
  const { shelf, item } = chosenIn(name) ?? {}
  if (!shelf || item === undefined) return undefined
  const format = formatNamed(formatFor[shelf])
  if (shelf === 'topics') return made(format, library.topics(), item, aroundTopic)
  if (shelf === 'scenes') return made(format, library.scenes(), item, aroundScene)
  return made(format, library.cases(), item, aroundCase)
}

function made<T extends { readonly id: string }>(
  format: Protocol,
  all: readonly T[],
  item: string | undefined,
  make: (format: Protocol, found: T) => Protocol,
): Protocol | undefined {
  const found = all.find(({ id }) => id === item)
  return found && make(format, found)
}

/** The page to read, its questions for the pairs, and a first thing to try. */
function aroundTopic(format: Protocol, { title, summary, page, questions, try: first }: Topic): Protocol {
  return {
    ...titled(format, title, summary),
    parts: changed(format, {
      impulse: { page: paragraphs(page) },
      meet: { page: points(questions) },
      try: { page: filled(texts.try, first) },
    }),
  }
}

/** The story up to the decision; what came of it only in the step that tells it. */
function aroundCase(format: Protocol, { title, about, story, facts, turn, questions, ending }: Case): Protocol {
  return {
    ...titled(format, title, about),
    parts: changed(format, {
      read: { page: paragraphs([...story, turn]) },
      facts: { page: points(facts) },
      decide: { page: paragraphs([turn, points(questions)]) },
      compare: { page: points(questions) },
      ending: { page: paragraphs(ending) },
    }),
  }
}

/** Groups are of at most five, and each of them rehearses once. */
const MOST_ROUNDS = 5

/** Another scene in each round, so that nobody plays against what they have read: the chosen one, its kin, and others. */
function aroundScene(format: Protocol, scene: Scene): Protocol {
  const all = library.scenes()
  const at = all.indexOf(scene)
  const after = [...all.slice(at + 1), ...all.slice(0, at)]
  const kin = ({ theme }: Scene) => theme === scene.theme
  const scenes = [scene, ...after.filter(kin), ...after.filter((one) => !kin(one))].slice(0, MOST_ROUNDS)
  const { invitation, ...brief } = texts.brief
  const { invitation: first, ...form } = texts.form
  const played = (part: Part): Part => ({
    ...part,
    rotate: ['presenter', 'counterpart', 'observer', 'third', 'observer'],
    ordered: true,
    scenes: scenes.map(written),
  })
  return {
    ...titled(format, scene.title, scene.about),
    roles: [...format.roles, { id: 'third', ...texts.fourth }],
    parts: changed(format, {
      form: { invitation: first, prompts: form },
      brief: { invitation, prompts: { ...facilitatorIn(format), ...brief } },
    }).map((part) => (part.id === 'scenes' ? played(part) : part)),
  }
}

/** What whoever leads is told while all read, as the format says it. */
function facilitatorIn({ parts }: Protocol): Readonly<Record<string, Prompt>> {
  const prompt = parts.flatMap(({ steps }) => steps).find(({ id }) => id === 'brief')?.prompts.facilitator
  return prompt ? { facilitator: prompt } : {}
}

/** The scene as the engine takes it: one brief for each role, and whoever plays nobody has the observer's. */
function written({ id, title, situation, roles, rubric }: Scene): Written {
  const watch = paragraphs([texts.watch, points(rubric)])
  const cast = castOf(roles).map(({ name, who }) => filled(texts.people, { name: same(name), who }))
  return {
    ...{ id, title },
    situation: paragraphs([situation, points(cast)]),
    briefs: {
      presenter: brief(roles.presenter),
      counterpart: brief(roles.counterpart),
      observer: watch,
      third: roles.third ? brief(roles.third) : watch,
    },
  }
}

type Role = Scene['roles']['presenter'] & { readonly opens?: Texts }

const brief = ({ name, who, wants, hides, opens }: Role): Texts =>
  paragraphs([
    filled(texts.you, { name: same(name), who }),
    filled(texts.wants, { text: wants }),
    filled(texts.hides, { text: hides }),
    ...(opens ? [filled(texts.opens, { text: opens })] : []),
  ])

function titled(format: Protocol, item: Texts, summary: Texts): Protocol {
  return { ...format, title: filled(texts.joined, { format: format.title, item }), summary }
}

/** The parts of a format with some of its steps said otherwise. */
const changed = ({ parts }: Protocol, steps: Readonly<Record<string, Partial<Step>>>): readonly Part[] =>
  parts.map((part) => ({ ...part, steps: part.steps.map((step) => ({ ...step, ...steps[step.id] })) }))

const inEach = (make: (language: 'en' | 'es') => string): Texts => ({ en: make('en'), es: make('es') })

const same = (text: string): Texts => ({ en: text, es: text })

const paragraphs = (all: readonly Texts[]): Texts =>
  inEach((language) => all.map((each) => each[language] ?? '').join('\n\n'))

const points = (all: readonly Texts[]): Texts =>
  inEach((language) => all.map((each) => `• ${each[language] ?? ''}`).join('\n'))

const filled = (sentence: Texts, values: Readonly<Record<string, Texts>>): Texts =>
  inEach((language) =>
    (sentence[language] ?? '').replace(/\{(\w+)\}/g, (_, name: string) => values[name]?.[language] ?? ''),
  )
