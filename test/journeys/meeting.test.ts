import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import type { Browser } from '../browserless.ts'
import { agree, circleWith, meets } from '../circles.ts'
import { openRoom } from '../rooms.ts'
import { allSee } from './circle-life.ts'
import { type Hands, keyboard, mouse } from './hands.ts'
import { violations } from './screens.ts'
import { cookiesOf, openSite, type Site, type Visitor } from './site.ts'

// A whole circle meeting of ninety minutes, six people at six browsers, by mouse and by keyboard alone. The clock is ours, and runs fast. TEST_FULL=1
// holds it twice more: all by mouse, all by keyboard.

const start = new Date('2026-11-24T19:00:00Z')
const names = ['Ana Martins', 'Ben Okafor', 'Carla Reyes', 'Dora Lind', 'Emre Yilmaz', 'Fay Nolan'] as const

let site: Site
beforeAll(async () => {
  site = await openSite('meeting')
})
afterAll(() => site.end())

const minute = (number: number): void => site.house.setNow(new Date(start.getTime() + number * 60_000))

/** Whose hands are a mouse's and whose a keyboard's; whoever leads is the first. */
const ways: readonly (readonly [string, readonly Hands[]])[] = [
  ['some by keyboard alone', [keyboard, mouse, keyboard, mouse, keyboard, mouse]],
  ...(process.env.TEST_FULL
    ? ([
        ['all by mouse', names.map(() => mouse)],
        ['all by keyboard alone', names.map(() => keyboard)],
      ] as const)
    : []),
]

test.each(ways)('Six people meet for ninety minutes, %s', async (by, hands) => {
  onTestFailed(site.lastPictures)
  minute(-5)
  const all = await theCircle(by)
  const meeting = new Meeting(all, hands)
  await meeting.begins()
  await meeting.opens()
  await meeting.goesDeep()
  await meeting.closes()
  for (const { context } of all) await context.close()
  expect(site.troubles).toEqual([])
})

/** Six who sit in a circle, each in their room, which Ana has opened. */
async function theCircle(by: string): Promise<readonly Visitor[]> {
  const people = await Promise.all(names.map((name) => site.community.person(`${name}, ${by}`)))
  const [ana, ...others] = people
  if (!ana) throw new Error('six are here')
  const circle = await circleWith(ana, others, `Tuesday at seven, ${by}`)
  await agree(circle, ...people)
  await meets(ana, circle, { from: '2026-11-24', at: '19:00', minutes: '90' })
  const room = await openRoom(ana, circle, 'circle-meeting-90')
  return Promise.all(people.map((who, at) => atTheDoor(who, `${names[at]}, ${by}`, room, at > 2)))
}

async function atTheDoor(who: Browser, name: string, room: string, phone: boolean): Promise<Visitor> {
  const visitor = await site.visitor(name, { phone })
  await visitor.context.addCookies(cookiesOf(who, site.address))
  await visitor.page.goto(room)
  return visitor
}

class Meeting {
  readonly all: readonly Visitor[]
  readonly lead: Visitor
  /** Of each of them, in the same order. */
  readonly hands: readonly Hands[]
  /** Minutes since it began. */
  #at = 0

  constructor(all: readonly Visitor[], hands: readonly Hands[]) {
    const [lead] = all
    if (!lead) throw new Error('somebody has to be there')
    this.all = all
    this.lead = lead
    this.hands = hands
  }

  async begins(): Promise<void> {
    await this.nothingForAxe()
    for (const { page } of this.all) await this.#press(page, 'I am here')
    await this.lead.page.getByText('6 of 6 are here').waitFor()
    await this.#press(this.all[1]?.page ?? this.lead.page, 'I take it: Keeps the time')
    await this.lead.page.getByText('Keeps the time: Ben').waitFor()
    minute(0)
    await this.#press(this.lead.page, 'Begin')
  }

  async opens(): Promise<void> {
    await allSee(this.all, 'How do you arrive? One word, or one sentence.')
    await this.round()
    await this.without(this.all[1] ?? this.lead, (online) =>
      this.goesOnTo('A high, a low, and why it matters to you.', 15, online),
    )
    await allSee(this.all, 'A high, a low, and why it matters to you.')
    await this.round()
    await this.pauses()
    await this.goesOnTo('Which challenge should have our time today?', 27)
  }

  /** One challenge, worked on by all. */
  async goesDeep(): Promise<void> {
    const { page } = this.lead
    await this.#write(page, 'The question', 'How do I stop answering for my team?')
    await this.#press(page, 'This one')
    await page.getByText('How do I stop answering for my team?').first().waitFor()
    await this.goesOnTo('What do you need to understand?', 50)
    await this.asks(this.all[3] ?? this.lead)
    await this.goesOnTo('One at a time: when did you live something like it?', 55)
    await this.round(5)
    await this.goesOnTo('What do you take away from this for yourself?', 63)
    const [first, ...others] = this.all
    if (first) await this.fails(first, `I take away ${first.name}`)
    await page.getByText('You are done. 1 of 6 are done.').waitFor()
    await others[0]?.page.locator('.tick').waitFor()
    for (const who of others) await this.writes(who, { 'Your words': `I take away ${who.name}` })
    await allSee(this.all, 'What strikes you in what has been written?')
    for (const { name } of this.all) await page.getByText(`I take away ${name}`).waitFor()
  }

  /** Whoever would like to ask raises a hand; whoever leads sees it, and gives the floor by a tap. */
  async asks(who: Visitor): Promise<void> {
    const { page } = this.lead
    await page.getByText('Hands up: nobody yet.').waitFor()
    await this.#press(who.page, 'Raise hand')
    await page.getByText(`Hands up: ${who.name}.`).waitFor()
    await this.#press(page, `Give the floor: ${who.name}`)
    await who.page.getByText('You speak now.').waitFor()
    await page.getByText('Hands up: nobody yet.').waitFor()
  }

  async closes(): Promise<void> {
    await this.goesOnTo('What will you do before we meet again?', 78)
    for (const who of this.all)
      await this.writes(who, { 'When …': 'it is Monday', 'I will …': `let ${who.name} breathe` })
    await allSee(this.all, 'Say it once, to all of us.')
    await this.round()
    await this.goesOnTo('Was this worth your time?', 86)
    for (const { page } of this.all) await this.#press(page, 'Done')
    await allSee(this.all, 'How do you leave? One word.')
    await this.round()
    minute(90)
    await this.#press(this.lead.page, 'Close the meeting')
    await allSee(this.all, 'That was it. Thank you.')
    await this.nothingForAxe()
  }

  /** Whoever needs a pause says so; all clocks stand still, and all go on together. */
  async pauses(): Promise<void> {
    const carla = this.all[2] ?? this.lead
    await this.#press(carla.page, 'I need a pause')
    for (const { page } of this.all) await page.getByText('Pause', { exact: true }).waitFor()
    await this.nothingForAxe()
    await this.#press(carla.page, 'Go on')
    for (const { page } of this.all) await page.getByText('Pause', { exact: true }).waitFor({ state: 'detached' })
  }

  /** Somebody has no network for a while. The others go on; and when it is back, so is the room, as it is by then. */
  async without({ page, context }: Visitor, others: (online: readonly Visitor[]) => Promise<void>): Promise<void> {
    await context.setOffline(true)
    await this.#press(page, 'Give it back: Keeps the time')
    await page.getByText('No connection just now').waitFor()
    await this.nothingForAxe(this.all[1])
    await others([...this.all].filter((who) => who.page !== page))
    await context.setOffline(false)
    await this.lead.page.getByText('Keeps the time: Ben').waitFor({ state: 'detached' })
    await page.getByText('No connection just now').waitFor({ state: 'detached' })
  }

  /** The server is at fault once: what was written stays where it stands, and goes out with the next press. */
  async fails({ page }: Visitor, words: string): Promise<void> {
    await page.route('**/room/commands', (route) => route.fulfill({ status: 500, body: 'broken' }), { times: 1 })
    const seen = page.waitForEvent('console', (message) => message.type() === 'error')
    await this.#write(page, 'Your words', words)
    await this.#press(page, 'Done')
    const told = page.getByText('That did not reach the others')
    const inSight = (element: Element) => element.getBoundingClientRect().top >= 0
    await expect.poll(() => told.evaluate(inSight)).toBe(true)
    expect(await page.getByLabel('Your words').inputValue()).toBe(words)
    await seen
    for (const trouble of site.troubles.splice(0)) expect(trouble).toContain('500')
    await this.#press(page, 'Done')
    await page.getByText('That did not reach the others').waitFor({ state: 'detached' })
  }

  async writes({ page }: Visitor, fields: Readonly<Record<string, string>>): Promise<void> {
    for (const [field, words] of Object.entries(fields)) await this.#write(page, field, words)
    await this.#press(page, 'Done')
  }

  /** Each has the word once, and passes it on. */
  async round(count = this.all.length): Promise<void> {
    const spoke = new Set<Visitor>()
    while (spoke.size < count) {
      const speaker = await this.speaker(spoke)
      spoke.add(speaker)
      // Whoever leads and speaks last has nobody to pass on to: the next step is next.
      if (speaker === this.lead && spoke.size === count) return
      await this.#press(speaker.page, speaker === this.lead ? 'Next speaker' : 'I am done, next')
      await speaker.page.getByText('You speak now.').waitFor({ state: 'detached' })
    }
  }

  /** Whoever has the word and has not had it yet. */
  async speaker(spoke: ReadonlySet<Visitor>): Promise<Visitor> {
    const waiting = this.all.filter((who) => !spoke.has(who))
    return Promise.any(
      waiting.map((who) =>
        who.page
          .getByText('You speak now.')
          .waitFor()
          .then(() => who),
      ),
    )
  }

  /** Whoever leads goes on to a question; minutes go by on the way. */
  async goesOnTo(question: string, until: number, whoSees = this.all): Promise<void> {
    const { page } = this.lead
    const heading = page.getByRole('heading', { level: 1 })
    for (let steps = 0; steps < 30 && (await heading.textContent()) !== question; steps++) {
      this.#at = Math.min(until, this.#at + 4)
      minute(this.#at)
      const place = (await page.getByText(/^step \d+ of/).textContent())?.split(' · ')[0] ?? ''
      await this.#press(page, 'Next step')
      await page.getByText(`${place} ·`).waitFor({ state: 'detached' })
    }
    await allSee(whoSees, question)
  }

  #press(page: Page, button: string): Promise<void> {
    return this.#handsOf(page).press(page, button)
  }

  #write(page: Page, field: string, words: string): Promise<void> {
    return this.#handsOf(page).write(page, field, words)
  }

  #handsOf(page: Page): Hands {
    return this.hands[this.all.findIndex((who) => who.page === page)] ?? mouse
  }

  async nothingForAxe({ page } = this.all[1] ?? this.lead): Promise<void> {
    expect(await violations(page)).toEqual([])
  }
}
