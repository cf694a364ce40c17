import { expect } from 'vitest'
import type { Site, Visitor } from './site.ts'

// What people do around a circle, as they find it on their screens.

export const press = ({ page }: Visitor, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click()

export const follow = ({ page }: Visitor, name: string): Promise<void> =>
  page.getByRole('link', { name, exact: true }).first().click()

/** Finds the public home and joins from there. */
export async function joins(site: Site, who: Visitor): Promise<void> {
  const { page, name } = who
  await page.goto('/')
  await follow(who, 'Join')
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('I have read how this place').check()
  await press(who, 'Join')
  await page.waitForURL(`${site.address}/home`)
}

/** Starts a circle from the start page; the address of the circle. */
export async function startsCircle(who: Visitor): Promise<string> {
  const { page } = who
  await follow(who, 'Circles')
  await follow(who, 'Start a circle')
  await page.getByLabel('Name of the circle').fill('Tuesday at seven')
  await page.getByLabel('What brings you together?').fill('New in leading, and honest about it.')
  await page.getByLabel('Places, you included').selectOption('6')
  await page.getByLabel('Every week').check()
  await page.getByLabel('By invitation').check()
  await press(who, 'Start the circle')
  await page.waitForURL(/\/circles\/[0-9a-f-]{36}/)
  return /\/circles\/[0-9a-f-]{36}/.exec(page.url())?.[0] ?? ''
}

/** Makes a link into the circle, to send to the others. */
export async function makesLink(who: Visitor, circle: string): Promise<string> {
  await who.page.goto(`${circle}/people`)
  await press(who, 'Make a link')
  return who.page.getByLabel('Link', { exact: false }).last().inputValue()
}

/** Follows a link that was sent, and sits down. */
export async function sitsDown(who: Visitor, link: string): Promise<void> {
  await who.page.goto(new URL(link).pathname)
  await press(who, 'Take my place')
  await who.page.getByRole('heading', { name: 'Our agreement' }).waitFor()
}

/** Whoever sits down is led to the agreement; whoever has started the circle finds it on its page. */
export async function agrees(who: Visitor, circle?: string): Promise<void> {
  if (circle) await who.page.goto(circle)
  if (circle) await follow(who, 'Read and agree')
  await press(who, 'I agree')
  await who.page.getByRole('heading', { name: 'Tuesday at seven' }).waitFor()
}

/** Sets the circle's times: an hour each week, after a look at what that means for each. */
export async function setsTimes(who: Visitor, circle: string, from: string): Promise<void> {
  const { page } = who
  await page.goto(circle)
  await follow(who, 'Choose when we meet')
  await page.getByLabel('Every week').check()
  await page.getByLabel('The first meeting').fill(from)
  await page.getByLabel('At what time').fill('19:00')
  await page.getByLabel('60 min').check()
  await page.getByLabel('Where', { exact: false }).last().fill('https://video.example.org/tuesday')
  await press(who, 'See everyone’s hour')
  await press(who, 'Yes, these are our times')
  await page.waitForURL(/\/meetings$/)
}

export async function saysYes(who: Visitor, circle: string): Promise<void> {
  await who.page.goto(circle)
  await press(who, 'I’ll be there')
  await who.page.getByText('You are in').first().waitFor()
}

/** From the circle's page into the room of the meeting that begins soon. */
export async function goesToRoom(who: Visitor, circle: string): Promise<void> {
  await who.page.goto(circle)
  await follow(who, 'Go to the meeting')
  await who.page.waitForURL(/\/room$/)
}

/** Opens the room and leads the meeting, whoever is suggested. */
export async function opensAndLeads(who: Visitor): Promise<void> {
  await who.page.getByLabel('Who leads today').selectOption({ label: who.name })
  await press(who, 'Open the room')
}

/** On every screen the same question stands. */
export async function allSee(people: readonly Visitor[], question: string | RegExp): Promise<void> {
  await Promise.all(people.map(({ page }) => page.getByRole('heading', { level: 1, name: question }).waitFor()))
}

/** Who speaks, as the screen of `lead` says. */
async function speaking(people: readonly Visitor[], lead: Visitor): Promise<Visitor | undefined> {
  const words = await lead.page.locator('.turn').textContent()
  if (words?.startsWith('You speak')) return lead
  return people.find(({ name }) => words?.startsWith(`${name} speaks`))
}

/** Each speaks when it is their turn, and passes on. */
export async function roundOf(people: readonly Visitor[], lead: Visitor): Promise<string[]> {
  const spoke: string[] = []
  for (const _ of people) {
    let speaker: Visitor | undefined
    await expect
      .poll(
        async () => {
          speaker = await speaking(people, lead)
          return speaker && !spoke.includes(speaker.name)
        },
        { timeout: 30_000 },
      )
      .toBe(true)
    if (!speaker) break
    spoke.push(speaker.name)
    // Whoever leads and speaks last has nobody to pass on to: the next step is next.
    if (speaker === lead && spoke.length === people.length) break
    await press(speaker, speaker === lead ? 'Next speaker' : 'I am done, next')
  }
  return spoke
}

/** Whoever leads goes on. */
export const goesOn = (lead: Visitor): Promise<void> => press(lead, 'Next step')

/** Whoever leads goes on from the last step. */
export const closes = (lead: Visitor): Promise<void> => press(lead, 'Close the meeting')

/** Whoever leads goes on, until the question stands there. */
export async function goesOnTo(lead: Visitor, question: string): Promise<void> {
  for (let step = 0; step < 30; step++) {
    const before = await placeOf(lead)
    if ((await questionOf(lead)) === question) return
    await goesOn(lead)
    await expect.poll(() => placeOf(lead), { timeout: 30_000 }).not.toBe(before)
  }
  throw new Error(`never came to: ${question}`)
}

const placeOf = ({ page }: Visitor) => page.getByText(/^step \d+ of \d+/).textContent()
const questionOf = ({ page }: Visitor) => page.getByRole('heading', { level: 1 }).textContent()

/** Whoever leads and whoever speaks press at the same moment: the word goes one further, not two. */
export async function pressTogether(people: readonly Visitor[], lead: Visitor): Promise<void> {
  const words = lead.page.locator('.turn')
  await words.getByText(/speak/).waitFor()
  if ((await words.textContent())?.startsWith('You speak')) {
    await press(lead, 'Next speaker')
    await words.getByText(/ speaks, /).waitFor()
  }
  const [, one, next = lead.name] =
    /^(.+) speaks, (?:then (.+)|you are next)\.$/.exec((await words.textContent()) ?? '') ?? []
  const speaker = people.find(({ name }) => name === one)
  if (!speaker) throw new Error('nobody else speaks')
  // Found before either presses: what one press does may take the other's button away.
  const button = (who: Visitor, name: string) => who.page.getByRole('button', { name, exact: true }).elementHandle()
  const both = await Promise.all([button(lead, 'Next speaker'), button(speaker, 'I am done, next')])
  await Promise.all(both.map((each) => each?.dispatchEvent('click')))
  await speaker.page.getByText(new RegExp(`^${next} speaks`)).waitFor()
}

/** Writes one's words for this step and says that one is done. */
export async function writes(who: Visitor, label: string, words: string): Promise<void> {
  await who.page.getByLabel(label).fill(words)
  await press(who, 'Done')
}

/** For whom somebody works in their small group, as their screen says. */
export async function presenterOf(who: Visitor, people: readonly Visitor[]): Promise<Visitor | undefined> {
  const words = await who.page.locator('.turn').textContent()
  return words === 'It is about what you bring.'
    ? who
    : people.find(({ name }) => words === `It is about what ${name} brings.`)
}
