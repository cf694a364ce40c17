import type { Possible } from '../../challenges/rules.ts'

interface Decided {
  readonly day: number
  /** The day on which she looks back. */
  readonly review: number
  readonly before: number
  readonly after: number
  readonly decision: string
  readonly reasons: string
  readonly expected: string
  readonly happened: string
  readonly learned: string
}

interface Own {
  readonly challenges: readonly Omit<Possible, 'id' | 'surfacedOn' | 'until'>[]
  readonly note: string
  readonly decisions: readonly Decided[]
  readonly guest: string
}

/** What Amara keeps for herself, shows her circle, and has decided. */
export const amara: Own = {
  challenges: [
    {
      ...{ kind: 'people', importance: 5, urgency: 4, surfaced: 3 },
      question: 'Two of my people do not speak to each other, and I carry messages between them. How do I stop?',
      what: 'Ines and Femi have shared a desk for a year. Since the launch they write to me instead of to each other.',
      tried: 'A lunch for three, which was friendly and changed nothing.',
      wanted: 'Questions first. I may be more a part of this than I see.',
    },
    {
      ...{ kind: 'decision', importance: 4, urgency: 2, surfaced: 1 },
      question: 'Do I apply for the larger team, a year after taking this one?',
      ...{ what: '', tried: '', wanted: '' },
    },
    {
      ...{ kind: 'heavy', importance: 3, urgency: 3, surfaced: 2 },
      question: 'My evenings belong to the work again. What did I stop doing?',
      ...{ what: '', tried: '', wanted: '' },
    },
  ],
  note: 'Chidi laughed today, in the meeting, for the first time since spring. I want to remember what came before it.',
  decisions: [
    {
      ...{ day: -40, review: -9, before: 45, after: 70 },
      decision: 'I give Chidi the client review, whole.',
      reasons: 'He is ready, and I am the one who is not.',
      expected:
        'Two weeks in which I rewrite in my head. An early sign that it goes wrong: the client calls me instead of him.',
      happened: 'I rewrote in my head for one. The client called him.',
      learned: 'I was sure too late rather than sure of the wrong thing.',
    },
    {
      ...{ day: -12, review: 18, before: 60, after: 80 },
      decision: 'No status meeting on Mondays until the end of the quarter.',
      reasons: 'Nobody could name a decision that was taken in it.',
      expected: 'We notice within two weeks whether something falls through.',
      ...{ happened: '', learned: '' },
    },
  ],
  guest: 'Ruth Bekele, who mediates between neighbours and would show us how she begins',
}
