import { beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Page } from '../../../test/browserless.ts'
import { agree, circleWith, meets } from '../../../test/circles.ts'
import { theLongTable } from '../../../test/long-table.ts'
import { begun, look, openRoom, press, until } from '../../../test/rooms.ts'
import { newId } from '../../platform/ids.ts'
import type { RoomModel } from '../rules.ts'

// What a screen says to each of those who meet, step by step, as the server draws it.

const { house, community } = await theLongTable({})
const start = new Date('2026-11-24T17:25:00Z')
const names = ['Ana Martins', 'Ben Okafor', 'Carla Reyes', 'Dora Lind', 'Emre Yilmaz', 'Fay Nolan']
const question = 'How do I stop answering for my team?'

let all: readonly Browser[]
let ana: Browser
let ben: Browser
let carla: Browser
let dora: Browser
let circle: string
let weeks = 0

beforeAll(async () => {
  house.setNow(start)
  all = await Promise.all(names.map((name) => community.person(name)))
  const [one, two, three, four] = all
  if (!one || !two || !three || !four) throw new Error('six are here')
  ;[ana, ben, carla, dora] = [one, two, three, four]
  circle = await circleWith(ana, all.slice(1), 'Tuesday at seven')
  await agree(circle, ...all)
  await meets(ana, circle, { minutes: '120' })
})

/** The six meet again, a week later, in another way; Ana leads. */
async function meet(protocol: string): Promise<string> {
  house.setNow(new Date(+start + 7 * 86_400_000 * weeks++))
  const room = await openRoom(ana, circle, protocol)
  await begun(room, all)
  return room
}

const at = (step: string) => (model: RoomModel) => model.view.step?.key === step

const write = (who: Browser, room: string, words: string) =>
  press(who, room, 'write', { entry: newId(), words, sure: 'yes' })

const end = (room: string) => press(ana, room, 'end')

/** What stands on a button of the page. */
const buttons = ({ html }: Page): readonly string[] =>
  [...html.matchAll(/<button class="button (\w+)[^>]*>(.*?)<\/button>/gs)].map(
    ([, kind, inside]) => `${kind}: ${inside?.replace(/<[^>]+>/g, '').trim()}`,
  )

describe('A deep dive', () => {
  test('tells each as whom, shows who presents once it is settled, and offers one green button while one speaks', async () => {
    const room = await meet('deep-dive')
    expect((await ana.get(room)).text).toContain('You, leading')
    expect((await ben.get(room)).text).not.toContain('You, leading')
    expect((await ana.get(room)).text).toContain('say this to all, or something like it')
    await press(ana, room, 'choose', { person: ben.person, question, entry: newId() })
    const chosen = await ana.get(room)
    expect(chosen.text).toContain(`${'Ben Okafor'} presents. ${question} Change`)
    expect(buttons(chosen).filter((button) => button.startsWith('first: This one'))).toHaveLength(1)
    expect(chosen.text).toContain('Ben Okafor presents today. Is that right for all of us?')
    expect(chosen.text).toContain('Ben Okafor presents. Another? Open “Change” below. Then press “Next step”.')
    expect(chosen.text).not.toContain('Pick the person in the list')
    expect((await carla.get(room)).text).toContain('say so now if yours cannot wait')
    expect((await carla.get(room)).text).not.toContain('Offer yours in one sentence')
    expect((await ben.get(room)).text).toContain('You present. Put your question in one sentence')
    await until(room, ana, at('tell'))
    const told = await ana.get(room)
    expect(told.text).toContain('Everybody but Ben Okafor')
    expect(told.text).toContain('say this to Ben Okafor, or something like it')
    expect(told.text).not.toContain('To our presenter')
    expect(buttons(told).filter((button) => button.startsWith('first:'))).toEqual(['first: Next step'])
    expect(buttons(told).join()).not.toMatch(/Next speaker|I am done, next|Raise hand/)
    await until(room, ana, at('read'))
    expect((await dora.get(room)).text).toContain('First all of you read. Then Ben Okafor speaks.')
    await end(room)
  })

  test('shows raised hands to all, and whoever leads gives the floor by a tap', async () => {
    const room = await meet('deep-dive')
    await until(room, ana, at('clarify'))
    expect((await ana.get(room)).text).toContain('Hands up: nobody yet.')
    await press(carla, room, 'hand-up')
    await press(dora, room, 'hand-up')
    expect((await ben.get(room)).text).toContain('Hands up: Carla Reyes, Dora Lind.')
    const leads = await ana.get(room)
    expect(buttons(leads)).toEqual(
      expect.arrayContaining(['plain: Give the floor: Carla Reyes', 'plain: Give the floor: Dora Lind']),
    )
    expect(buttons(await ben.get(room)).join()).not.toContain('Give the floor')
    expect(leads.text).toContain('Questions that are written lie on the table')
    const { view } = await look(ana, room)
    const given = await press(ana, room, 'next-speaker', { turn: String(view.turn), person: dora.person })
    expect(given.view.speaker).toBe(dora.person)
    await end(room)
  })
})

describe('A decision that is vetted', () => {
  test('lays on the table what belongs to the step, and nothing old while all write in secret', async () => {
    const room = await meet('decision-vetting')
    await until(room, ana, at('assumptions'))
    await write(ben, room, 'It works if the market holds')
    await until(room, ana, at('failure'))
    await write(ana, room, 'It began when nobody called')
    await press(ana, room, 'done')
    await press(carla, room, 'done')
    const hers = await ana.get(room)
    expect(hers.text).toContain('You are done. 2 of 6 are done.')
    expect(hers.text).toContain('It began when nobody called Yours, still covered Change it')
    expect(hers.html.match(/It began when nobody called/g)).toHaveLength(2 + 2)
    expect(hers.html).toMatch(/<details[^>]*>\s*<summary>.*?\(1\)/s)
    expect(hers.html.match(/class="tick"/g)).toHaveLength(2)
    await until(room, ana, at('causes'))
    expect((await ben.get(room)).html).toMatch(
      /<h3>Stories of failure<\/h3><ul class="rows"><li>.*?It began when nobody called/s,
    )
    await end(room)
  })
})

describe('A meeting of ninety minutes', () => {
  test('names its buttons as they are, and takes away what is over', async () => {
    const room = await meet('circle-meeting-90')
    await until(room, ana, at('last-commitments'))
    expect(buttons(await ana.get(room)).filter((button) => button.endsWith('Skip this step'))).toEqual([
      'plain: Skip this step',
    ])
    const { view } = await look(ana, room)
    const speaker = all.find(({ person }) => person === view.speaker) ?? ana
    expect(buttons(await ana.get(room))).toContain('first: Next speaker')
    if (speaker !== ana) expect(buttons(await speaker.get(room))).toContain('first: I am done, next')
    await until(room, ana, at('tell'))
    expect((await carla.get(room)).text).toContain('Notes for Ana Martins')
    await until(room, ana, at('asks-and-offers'))
    expect((await carla.get(room)).text).not.toMatch(/Ana Martins presents|Notes for|The question/)
    await end(room)
  })

  test('is closed by a button of that name, with the day and the lead of the next', async () => {
    const room = await meet('circle-meeting-90')
    await until(room, ana, at('last-word'))
    const last = await ana.get(room)
    expect(buttons(last).join()).toMatch(/(first|plain): Close the meeting/)
    expect(last.text).toMatch(/“Next speaker” after each of you, “Close the meeting” when/)
    expect(last.text).toMatch(/You meet again on .+\. \w+ \w+ leads? then\./)
    await press(ana, room, 'next')
    expect((await ben.get(room)).text).toMatch(/That was it. Thank you.*You meet again on/)
  })
})

describe('A role play', () => {
  test('shows its groups before the clock runs, and says by name who does what in which round', async () => {
    const room = await meet('role-play-lab')
    const before = await ana.get(room)
    expect(before.text).toContain('Small groups, with the next step')
    const { soon } = (await look(ana, room)).view
    const model = await until(room, ana, at('brief'))
    expect(model.view.groups?.rooms).toEqual(soon?.rooms)
    expect((await ana.get(room)).text).toMatch(
      /Round 1 of 3: (\w+ \w+|you) (rehearses?|plays? the other side|observes?), .+, and (\w+ \w+|you) .+\. /,
    )
    expect((await ana.get(room)).text).toContain('In your part:')
    await end(room)
  })

  test('gives whoever observes one box through the round, and its notes to whoever rehearses when they are told', async () => {
    const room = await meet('role-play-lab')
    const { view } = await until(room, ana, at('brief'))
    const [group] = view.groups?.rooms ?? []
    const holds = (role: string) => (person: string) =>
      view.people.find(({ id }) => id === person)?.roles.includes(role)
    const whoHolds = (role: string) => all.find(({ person }) => person === group?.find(holds(role))) ?? ana
    const [observer, rehearses, plays] = [whoHolds('observer'), whoHolds('presenter'), whoHolds('counterpart')]
    expect((await observer.get(room)).text).toContain('Notes for')
    expect((await observer.get(room)).text).not.toContain('Write for yourself')
    await press(observer, room, 'note', { entry: newId(), words: 'You looked away' })
    await until(room, ana, at('scene'))
    expect((await rehearses.get(room)).text).not.toContain('You looked away')
    expect((await plays.get(room)).text).not.toContain('Notes for')
    await until(room, ana, at('own-view'))
    expect((await observer.get(room)).text).toContain('You looked away')
    await until(room, ana, at('impact'))
    expect((await rehearses.get(room)).text).toContain('You looked away')
    await end(room)
  })
})

describe('Ideas', () => {
  test('are gathered from two empty choices, taken apart again, voted on with one’s own marked, and ties are named', async () => {
    const room = await meet('brainstorm')
    await until(room, ana, at('alone'))
    await write(ana, room, 'Walk')
    await write(ben, room, 'Talk')
    await write(carla, room, 'Sleep')
    await until(room, ana, at('groups'))
    const model = await look(ana, room)
    const idOf = (text: string) => model.table.find((entry) => entry.text === text)?.id ?? ''
    expect((await ana.get(room)).html.match(/>Choose …</g)).toHaveLength(2)
    await press(ana, room, 'gather', { entry: idOf('Walk'), under: idOf('Talk') })
    expect(buttons(await ana.get(room))).toContain('slight: Take apart')
    await press(ana, room, 'gather', { entry: idOf('Walk'), under: '' })
    expect(buttons(await ana.get(room))).not.toContain('slight: Take apart')
    await until(room, ana, at('votes'))
    expect((await ben.get(room)).text).toMatch(/Talk yours/)
    await press(ana, room, 'vote', { entry: newId(), 'picks[]': [idOf('Talk')] })
    await press(ben, room, 'vote', { entry: newId(), 'picks[]': [idOf('Walk')] })
    await until(room, ana, at('next-step'))
    expect((await dora.get(room)).text).toContain('A tie: the circle decides')
    await end(room)
  })
})

test('Whoever likes takes a part that nobody has before anything else is done', async () => {
  const room = await meet('topic-meeting')
  const page = await carla.get(room)
  expect(page.text).toContain('Nobody has this part yet: “You bring the topic”.')
  expect(page.text).toContain('Nothing was taken along from the library')
  await press(carla, room, 'assign', { role: 'host', person: carla.person })
  expect((await ben.get(room)).text).not.toContain('Nobody has this part yet')
  await end(room)
})

test('Whoever leads asks themselves in their own turn, and a doubt that was parked waits folded away and comes back at the end', async () => {
  const room = await meet('innovation-roundtable')
  await until(room, ana, at('yes-and'))
  await press(carla, room, 'park', { entry: newId(), words: 'Who pays for it?' })
  await until(room, ana, ({ presenter }) => presenter === ana.person)
  const own = await ana.get(room)
  expect(own.text).toMatch(/What is new, what do you want .* it is your own turn: answer this yourself, aloud/)
  await until(room, ana, at('votes'))
  expect((await ben.get(room)).html).toMatch(/<details[^>]*>\s*<summary>.*?Parked for later \(1\)/s)
  await until(room, ana, ({ view }) => view.step?.number === view.step?.of)
  expect((await ben.get(room)).text).toMatch(/What becomes of these\?.*Who pays for it\?/)
  await end(room)
})
