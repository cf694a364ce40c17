import type { Part, Protocol, Step, Texts } from './protocol.ts'

type Found = readonly [path: string, texts: Texts]

/** Every text of a protocol, with its JSON Pointer. */
export const textsIn = (protocol: Protocol): readonly Found[] => [
  ['/title', protocol.title],
  ['/summary', protocol.summary],
  ...protocol.roles.flatMap(({ title, card }, at): Found[] => [
    [`/roles/${at}/title`, title],
    [`/roles/${at}/card`, card],
  ]),
  ...protocol.parts.flatMap((part, at) => inPart(part, `/parts/${at}`)),
]

const inPart = (part: Part, path: string): readonly Found[] => [
  [`${path}/title`, part.title],
  ...part.steps.flatMap((step, at) => inStep(step, `${path}/steps/${at}`)),
  ...(part.scenes ?? []).flatMap(({ title, situation, briefs }, at): Found[] => [
    [`${path}/scenes/${at}/title`, title],
    [`${path}/scenes/${at}/situation`, situation],
    ...Object.entries(briefs).map(([role, brief]): Found => [`${path}/scenes/${at}/briefs/${role}`, brief]),
  ]),
]

const inStep = (step: Step, path: string): readonly Found[] => {
  const { title, invitation, collects, prompts, measure, asks = [], page } = step
  return [
    [`${path}/title`, title],
    [`${path}/invitation`, invitation],
    ...(collects ? [[`${path}/collects`, collects] as const] : []),
    ...Object.entries(prompts).flatMap(([reader, { say, do: todo }]): Found[] => [
      ...(say ? [[`${path}/prompts/${reader}/say`, say] as const] : []),
      ...(todo ? [[`${path}/prompts/${reader}/do`, todo] as const] : []),
    ]),
    ...(measure ? [[`${path}/measure/ask`, measure.ask] as const] : []),
    ...asks.map(({ ask }, at): Found => [`${path}/asks/${at}/ask`, ask]),
    ...(page ? [[`${path}/page`, page] as const] : []),
  ]
}
