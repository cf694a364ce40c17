import { describe, expect, test } from 'vitest'
import { Meeting, PEOPLE } from '../../../test/meeting-run.ts'
import { scale, type Texts } from '../protocol/engine.ts'
import { type Step, takesWords } from '../protocol/protocol.ts'
import { protocolNamed, protocolNames } from './index.ts'

const languages = ['en', 'es'] as const
type Language = (typeof languages)[number]

/** What a sentence says of who begins or who is last, and what the step has to say for it to be true. */
const claims: Readonly<Record<Language, readonly (readonly [says: RegExp, holds: (step: Step) => boolean])[]>> = {
  en: [
    [/spoken least/, ({ order }) => order === 'least-heard'],
    [/presenter (speaks )?last|presenter has the last word/, ({ last }) => last === 'presenter'],
    [/presenter (begins|speaks first)|begin with the presenter/i, ({ first }) => first === 'presenter'],
    [
      /you (speak|are|thank) last|your own (word|sentence) comes last|speak last|thank last/i,
      ({ last }) => last === 'facilitator',
    ],
  ],
  es: [
    [/menos ha(n|s)? hablado/, ({ order }) => order === 'least-heard'],
    [/quien presenta,? al final|última palabra/, ({ last }) => last === 'presenter'],
    [/(empieza|que empiece) quien presenta/i, ({ first }) => first === 'presenter'],
    [/(hablas|das las gracias|tu (palabra|frase) va) al final/i, ({ last }) => last === 'facilitator'],
  ],
}

/** Words that could name an order, and that no sentence has which names none. */
const ordering: Readonly<Record<Language, RegExp>> = {
  en: /\b((?<!we )last(?! (time|meeting|sentence))|first(?! (step|month|meeting))|(?<!shows who |Let’s )begins?|starts?)\b/i,
  es: /(al final(?! del)|último turno|primero(?! el)|(?<!quién )empieza(?! (con|por)))/i,
}

/** What all are told, and whoever leads: a speaker's "begin with I" is not about who begins. */
const toldIn = ({ invitation, prompts }: Step, language: Language): readonly string[] => {
  const texts = [invitation, prompts.facilitator?.say, prompts.facilitator?.do, prompts.everyone?.do]
  return texts.flatMap((text: Texts | undefined) => text?.[language] ?? [])
}

const stepsOf = (name: string): readonly Step[] => protocolNamed(name).parts.flatMap(({ steps }) => steps)

describe.each(protocolNames)('The words of %s', (name) => {
  test('say of who begins and who is last what the order is', () => {
    for (const step of stepsOf(name).filter(({ how }) => how === 'turns'))
      for (const language of languages)
        for (const text of toldIn(step, language)) {
          const said = claims[language].filter(([says]) => says.test(text))
          for (const [says, holds] of said) expect(holds(step), `${step.id}: ${says} in “${text}”`).toBe(true)
          if (said.length === 0) expect(text, step.id).not.toMatch(ordering[language])
        }
  })

  test('name each thing that is written by a word that stands above it later', () => {
    for (const step of stepsOf(name).filter((one) => takesWords(one) && one.how !== 'rate' && one.how !== 'vote'))
      expect(step.material === 'commitments' || step.collects !== undefined, step.id).toBe(true)
  })
})

const leads = ({ prompts }: Step, language: Language): string =>
  `${prompts.facilitator?.say?.[language] ?? ''} ${prompts.facilitator?.do?.[language] ?? ''}`

const everyWord = ({ prompts }: Step, language: Language): string =>
  Object.values(prompts)
    .map((prompt) => `${prompt.say?.[language] ?? ''} ${prompt.do?.[language] ?? ''}`)
    .join(' ')

const toOne = { en: /to whoever|our presenter|the presenter/i, es: /a quien|quien presenta/i }
const ends = { en: /close the meeting|the meeting is over/, es: /para cerrar|acaba la reunión/ }
const goesOn = {
  en: /next (of you|turn|round|person)/,
  es: /(toca a otra persona|ronda de otra persona|ronda siguiente)/,
}
const untilLast = { en: /after the last/, es: /después de(l| la) últim/ }
const tie = { en: /level/i, es: /empate|iguales/i }
const aloud = { en: /aloud|short, open questions/, es: /en voz alta|preguntas breves/ }

describe.each(protocolNames)('Whoever leads %s', (name) => {
  const { parts } = protocolNamed(name)
  const steps = stepsOf(name)

  test.each(languages)('says to whom a line is said that is meant for one, in %s', (language) => {
    for (const step of steps.filter(({ who }) => who === 'presenter'))
      if (step.prompts.facilitator?.say) expect(leads(step, language), step.id).toMatch(toOne[language])
  })

  test.each(languages)('is told how the meeting ends, and of no turn after the last, in %s', (language) => {
    const last = steps.at(-1)
    expect(last && leads(last, language)).toMatch(ends[language])
    for (const step of parts.flatMap((part) => (part.rounds === undefined ? [] : part.steps))) {
      const words = everyWord(step, language)
      if (goesOn[language].test(words)) expect(words, step.id).toMatch(untilLast[language])
    }
  })

  test.each(languages)('knows what becomes of a tie, and whether questions are spoken, in %s', (language) => {
    for (const vote of steps.filter(({ how }) => how === 'vote')) {
      const readers = steps.filter(({ reads }) => reads?.includes(vote.id))
      expect(readers.map((step) => leads(step, language)).join(' '), vote.id).toMatch(tie[language])
    }
    for (const step of steps.filter(({ how }) => how === 'questions'))
      expect(everyWord(step, language), step.id).toMatch(aloud[language])
  })
})

test.each(protocolNames)(
  'in %s whoever is to begin begins and whoever is to be last is, whoever comes late',
  (name) => {
    const protocol = protocolNamed(name)
    for (let count = Math.max(3, protocol.people.min); count < protocol.people.max; count++) {
      const meeting = Meeting.of(protocol, PEOPLE.slice(0, count), { roles: { presenter: 'Ben' }, seed: count * 7 })
      while (meeting.state.phase === 'running') {
        const step = stepsOf(name).find(
          ({ id }) => id === meeting.state.items.find(({ standing }) => standing === 'here')?.step,
        )
        if (step?.first ?? step?.last) {
          const late = PEOPLE[count] ?? ''
          meeting.does(late, { kind: 'arrive', person: late })
          const { speaker, order } = meeting.room('Ada')
          const holder = (role: string | undefined) => (role === 'presenter' ? 'Ben' : 'Ada')
          if (step?.first) expect(speaker).toBe(holder(step.first))
          if (step?.last) expect(order.at(-1)).toBe(holder(step.last))
          meeting.does(late, { kind: 'leave', person: late })
        }
        meeting.does('Ada', { kind: 'next' })
      }
    }
  },
)

test.each(protocolNames)(
  '%s takes no longer than it says, with however many and in however long an evening',
  (name) => {
    const protocol = protocolNamed(name)
    for (let count = 3; count <= 10; count++)
      for (const evening of [protocol.minutes, 90, 120, 180, 240]) {
        const meeting = Meeting.of(protocol, PEOPLE.slice(0, count), { minutes: evening, roles: { presenter: 'Ben' } })
        const planned = meeting.state.items.reduce((sum, item) => sum + item.planned, 0)
        expect(planned).toBeLessThanOrEqual(protocol.minutes * 60)
        if (meeting.state.phase === 'waiting')
          expect(scale(protocol, count, Math.min(evening, protocol.minutes))).toHaveProperty('cannot')
      }
  },
)
