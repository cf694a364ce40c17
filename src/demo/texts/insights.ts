import type { InsightInput } from '../../insights/rules.ts'

export interface Article extends Omit<InsightInput, 'next'> {
  /** So many days ago, as a negative number; a draft has none. */
  readonly day: number | undefined
}

/** What the community has written down, earliest first. All of it is invented. */
export const articles: readonly Article[] = [
  {
    day: -48,
    title: 'What a circle is, and what it is not',
    author: 'Miriam Adler, who sat in her first circle eleven years ago',
    audience: 'public',
    takeaways: [
      'Five to eight equals, nobody’s boss, nobody’s coach',
      'One brings a challenge; the others ask, and tell what they have lived themselves',
      'Each goes home with one thing to do, and is asked about it next time',
    ],
    body: `The first time I sat in a circle I had prepared slides. Nobody laughed. Somebody asked: “And what do you do on Sunday evening, when you think of it?” I had no slide for that.

A circle is a small group of people who lead something and who are not in each other’s way. They meet every week or two. One brings what is hard at the moment. The others do not solve it. They ask, and where they have lived something like it they tell that: what happened, what it was like, what they would do again.

It is not mentoring, for nobody there is further than the others, only elsewhere. It is not training, for nothing is taught. And it is not a place to complain in company, because of the last ten minutes: each says one thing that they will do, and the next meeting begins with whether they did.

What makes it work is unspectacular. The same people. A fixed hour. What is said stays there. And somebody different leads each time, with the steps in front of them, so that nobody has to be good at it.`,
  },
  {
    day: -34,
    title: 'Ask the question you do not know the answer to',
    author: 'Hannah Brandt, who leads a ward of nineteen',
    audience: 'public',
    takeaways: [
      '“Have you tried …?” is advice with a question mark',
      'A good question makes the other person look up, not defend themselves',
      'When in doubt, ask for the moment: “When did you notice it?”',
    ],
    body: `In my second meeting I asked eleven questions and was proud of each. Afterwards Samuel said, kindly: “You already knew the answers to ten.”

He was right. “Have you talked to her?” means: talk to her. “Could it be that he feels left out?” means: he feels left out. People hear the answer in the question and start to defend themselves.

The eleventh one was different, because I was tired and had run out of cleverness: “When did you notice it?” She was silent for a while. “On the stairs,” she said. “When I took the long way so that I would not meet him.” From then on we talked about what it was about.

What I do now: before I ask, I listen whether I already have an answer. If I have, I keep it. There is a step for experiences later; there it may come as what it is: a story of mine, with no “you should” in it.`,
  },
  {
    day: -20,
    title: 'The promise that fits on a sticky note',
    author: 'Samuel Osei, who looks after nine schools',
    audience: 'public',
    takeaways: [
      'One thing, small enough to be done by somebody tired',
      'Tie it to a moment that comes anyway: “when the handover is done, I will …”',
      'Dropping it with a reason is an answer, too',
    ],
    body: `I used to leave every meeting with five intentions and come back with five explanations.

Now there is one. It has to fit on the yellow note on my dashboard, and it has a “when” in it. Not “visit Tema more openly”, but “when I get into the car, I leave the checklist on the seat”. The moment comes by itself. I do not have to remember to be a better person; I only have to get into the car.

Half of what we promise in our circle is kept at once, a third takes two rounds, and the rest we drop. The last part surprised me. To say “I did not do it, and I see now that I do not want to” is among the most useful sentences I have heard there.`,
  },
  {
    day: -11,
    title: 'Irse bien',
    author: 'Valentina Suárez, que cerró un taller y abrió otro',
    audience: 'public',
    takeaways: [
      'La fecha, dicha pronto, es una forma de cuidado',
      'Da las gracias con detalle: a quién, por qué, cuándo',
      'Lo que dejas sin nombre se pierde',
    ],
    body: `Me he ido mal de casi todos los sitios. Rápido, con una excusa, mirando el teléfono. La última vez quise hacerlo de otra manera.

Primero dije la fecha, seis semanas antes. Pensé que sería incómodo, y lo fue un día. Después la gente empezó a preguntarme cosas que no me había preguntado en tres años.

Luego escribí una lista de lo que solo sabía yo, y al lado de cada cosa un nombre. Lo que no tenía nombre era justo lo que se iba a perder.

Y al final di las gracias, una por una. No «gracias por todo», sino «gracias por aquel martes en que te quedaste». Tardé una tarde entera. Es la tarde mejor empleada de aquel año.`,
  },
  {
    day: -5,
    title: 'Leading a meeting for the first time: six things we wish we had known',
    author: 'all of “The second cup”, each having said yes',
    audience: 'members',
    takeaways: [
      'Say the line on the screen in your own words, or just read it: both are fine',
      'Silence after a question is people thinking',
      'Close on time, even in the middle of something good',
    ],
    body: `We asked each of us what they would have liked to know before it was their turn to lead.

Read the steps once, the evening before. Ten minutes are enough.

You need not be calm. You need a clock, and there is one.

When nobody speaks, count to eight. It feels like eighty. Somebody always begins at six.

When two talk about one thing for long, say: “I would like to hear the others.” Nobody minds; most are relieved.

You take part like everyone else. You may even bring your own challenge another time, not today.

And end on time. The best sentences are said to those who can trust that they will be home for dinner.`,
  },
  {
    day: undefined,
    title: 'When the circle is tired',
    author: 'Jonas Lindqvist, who puts the circles together',
    audience: 'members',
    takeaways: ['Tired is not the same as finished', 'Shorten before you skip'],
    body: `Notes for now. Around the fourth meeting many circles get quieter. What we have seen help: a meeting of sixty minutes instead of none; beginning with the question “what do we want more of?”; somebody else leading.

To add: what the people of this autumn say.`,
  },
]

export const letter = {
  day: -6,
  subject: 'Small promises, and how to leave well',
  intro: `Good morning,

This week it is about endings, the small ones and the large ones. Valentina writes (in Spanish) about leaving a place well. Samuel tells what a yellow note on his dashboard does that five good intentions did not.

In the forum Mateo asks (in Spanish, too) for a sentence with which one says no to one’s boss and leaves the door open. He would be glad of yours, and so would we.

Warmly,
Miriam and Jonas`,
}

/** Who reads along: addresses at which nobody reads mail (RFC 2606). */
export const readers = ['ana', 'ben', 'chipo', 'dimitra', 'esteban', 'farah', 'gustav', 'hina'].map(
  (name) => `${name}@readers.example`,
)
