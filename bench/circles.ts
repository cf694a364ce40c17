import type { House } from '../src/house.ts'
import { newId } from '../src/platform/ids.ts'
import { foundTestCommunity } from '../test/arrange.ts'
import type { Browser } from '../test/browserless.ts'
import { agree, circleWith, meets } from '../test/circles.ts'

const names = ['Amara', 'Ben', 'Chiara', 'Dinh', 'Elif', 'Femi', 'Greta', 'Hugo']

/** A circle in the middle of its life: everybody agreed, a weekly series, each with open commitments. */
export interface BenchCircle {
  readonly id: string
  readonly people: readonly Browser[]
}

/** `count` circles (at most 8) of `size` people (at most 8) in one community, each person with `commitments` open ones. */
export async function benchCircles(house: House, count: number, size: number, commitments: number) {
  const community = await foundTestCommunity(house, 'bench', 'The Long Table')
  const circles: BenchCircle[] = []
  for (let n = 0; n < count; n++) {
    const people = await Promise.all(
      Array.from({ length: size }, (_, seat) => community.person(`${names[seat % names.length]} ${names[n]}`)),
    )
    circles.push(await benchCircle(people, commitments))
  }
  return circles
}

async function benchCircle(people: readonly Browser[], commitments: number): Promise<BenchCircle> {
  const [founder, ...others] = people
  if (!founder) throw new Error('a circle has people')
  const id = await circleWith(founder, others)
  await agree(id, ...people)
  await meets(founder, id, { from: nextTuesday() })
  for (const person of people) for (let n = 0; n < commitments; n++) await takeOn(person, id, n)
  return { id, people }
}

/** Takes on a commitment; answers with its id. */
export async function takeOn(person: Browser, circle: string, n: number): Promise<string> {
  const id = newId()
  const fields = { id, what: `Ask Sena what she would need, ${n}`, cue: 'After Monday’s round', due: '' }
  const answer = await person.post(`/circles/${circle}/commitments`, fields)
  if (answer.status !== 303) throw new Error(`no commitment: ${answer.status} ${answer.text}`)
  return id
}

function nextTuesday(): string {
  const day = new Date(Date.now() + 86_400_000)
  while (day.getUTCDay() !== 2) day.setUTCDate(day.getUTCDate() + 1)
  return day.toISOString().slice(0, 10)
}
