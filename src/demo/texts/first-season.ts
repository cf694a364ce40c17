import type { CastName } from '../cast.ts'

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri']
const every = (hours: string) => days.map((day) => `${day} ${hours}`).join('; ')

interface Said {
  readonly availability: string
  readonly stage: string
  readonly goals: string
  readonly industry: string
  readonly function: string
  readonly employer: string
  readonly languages: string
  readonly hours_per_month: string
}

const answers = (
  availability: string,
  [stage, goals, industry, what, employer]: readonly [string, string, string, string, string],
): Said => ({
  ...{ availability: every(availability), stage, goals, industry, function: what, employer },
  ...{ languages: 'English', hours_per_month: '6' },
})

/** What those of the first season said when they applied. All of it is invented. */
export const said: readonly (readonly [CastName, Said])[] = [
  [
    'noor',
    answers('10:00-14:00', ['first-time manager', 'delegation; feedback', 'health', 'operations', 'Cedar Clinics']),
  ],
  [
    'linh',
    answers('14:30-19:00', ['first-time manager', 'confidence; feedback', 'technology', 'product', 'Sen Studio']),
  ],
  [
    'arjun',
    answers('12:30-17:00', ['manager of managers', 'strategy; delegation', 'finance', 'finance', 'Ashoka Trust']),
  ],
  [
    'wanjiru',
    answers('10:30-15:00', ['first-time manager', 'difficult talks', 'education', 'people', 'Tumaini Schools']),
  ],
  [
    'oliver',
    answers('08:00-12:00', ['about to lead', 'confidence; career move', 'culture', 'general', 'Lantern Rooms']),
  ],
  [
    'isla',
    answers('18:00-22:30', [
      'first-time manager',
      'resilience; delegation',
      'public service',
      'research',
      'Harbour Board',
    ]),
  ],
]
