import type { CastName } from '../cast.ts'

/** Words of someone, so many days ago (negative) at that time. */
export interface Said {
  readonly who: CastName
  readonly day: number
  readonly time: string
  readonly body: string
}

export interface Topic extends Said {
  readonly title: string
  readonly answers: readonly Said[]
}

const said = (who: CastName, day: number, time: string, body: string): Said => ({ who, day, time, body })

/** The forum of the demo, earliest first. All of it is invented. */
export const topics: readonly Topic[] = [
  {
    title: 'The first five minutes of a one-to-one',
    ...said(
      'wanjiru',
      -19,
      '09:12',
      'My one-to-ones begin with the status of everything, and when we are through with it the half hour is over.\n\nHow do you begin yours, so that the person comes before the list?',
    ),
    answers: [
      said(
        'hannah',
        -19,
        '12:40',
        'I put the list into a shared note the evening before and say: “I have read it. What is not in it?” The first weeks there was a long pause. Now it is the best part.',
      ),
      said(
        'arjun',
        -18,
        '06:55',
        'We walk. Nobody reads a status aloud on a pavement. For the two who are remote I turn the camera off and walk as well.',
      ),
      said(
        'wanjiru',
        -16,
        '16:20',
        'Tried Hannah’s question today. He said “my father is ill”. We did not get to the list, and the list did not mind. Thank you.',
      ),
    ],
  },
  {
    title: '¿Cómo dicen que no a su jefa sin cerrar la puerta?',
    ...said(
      'mateo',
      -12,
      '15:05',
      'Llevo tres meses coordinando y digo que sí a todo por miedo a parecer poco comprometido. Esta semana dije que sí a dos cosas que no caben en la misma tarde.\n\n¿Tienen una frase que les funcione?',
    ),
    answers: [
      said(
        'camila',
        -12,
        '18:30',
        'A mí me sirve: «Sí puedo con esto si muevo aquello al jueves. ¿Cuál prefieres?». No es un no: es devolver la decisión a quien le toca.',
      ),
      said(
        'iker',
        -11,
        '08:15',
        'Y antes de contestar, esperar. «Déjame mirar la semana y te digo antes de comer». La mitad de las veces ya no hacía falta.',
      ),
      said('mateo', -9, '17:45', 'Usé la de Camila. Me contestó «el jueves, claro» como si nada. ¡Y yo sin dormir!'),
    ],
  },
  {
    title: 'Leading people who are older than you',
    ...said(
      'yusuf',
      -4,
      '10:30',
      'Four of my seven were on this team when I was at school. They are kind about it, and still every decision of mine is “interesting”.\n\nWhat helped you in the first months?',
    ),
    answers: [
      said(
        'samuel',
        -4,
        '13:15',
        'I asked each of them one thing: “What have you seen tried here already?” and wrote down the answers where all could read them. I stopped proposing their old failures, and they stopped waiting for mine.',
      ),
      said(
        'sofia',
        -3,
        '19:05',
        'Same here, in a museum. I say openly where they know more, and then I decide where it is mine to decide. The second half is what I forgot at first.',
      ),
      said(
        'amara',
        -3,
        '20:10',
        'Sofia, that sentence about the second half stays with me. If you look for a circle: ours has a place, and you would not be the only one between two generations.',
      ),
    ],
  },
  {
    title: 'A book you have given away more than once',
    ...said(
      'grace',
      -2,
      '08:45',
      'Not the one that one should have read. The one you hand to somebody on a bad Thursday.\n\nMine is a cookbook, and I mean it: it begins with “read the whole recipe before you start”.',
    ),
    answers: [
      said(
        'elif',
        -2,
        '11:20',
        'Letters to a young poet. The part about living the questions, for whoever wants an answer by Monday.',
      ),
      said(
        'linh',
        -1,
        '07:35',
        'A blank notebook. I write on the first page: “What did you see today that nobody mentioned?”',
      ),
    ],
  },
]
