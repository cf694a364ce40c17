import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import * as life from './circle-life.ts'
import { openSite, type Site, type Visitor } from './site.ts'

// The same way with JavaScript off, on three telephones: forms and pages do all of it, and the room is a page that can be refreshed.

const { press, writes } = life
const start = new Date('2026-11-24T19:00:00Z')
const minutes = (number: number): Date => new Date(start.getTime() + number * 60_000)

let site: Site
beforeAll(async () => {
  site = await openSite('plain')
})
afterAll(() => site.end())

test('Three people without JavaScript join, agree, meet and take something on', async () => {
  onTestFailed(site.lastPictures)
  site.house.setNow(minutes(-26 * 60))
  const wish = { phone: true, javaScriptEnabled: false }
  const [ana, ben, carla] = await Promise.all([
    site.visitor('Ana Martins', wish),
    site.visitor('Ben Okafor', wish),
    site.visitor('Carla Reyes', wish),
  ])
  const all = [ana, ben, carla]
  for (const who of all) await joinsPlainly(who)
  const circle = await life.startsCircle(ana)
  const link = await life.makesLink(ana, circle)
  await life.agrees(ana, circle)
  for (const who of [ben, carla]) {
    await life.sitsDown(who, link)
    await life.agrees(who)
  }
  await life.setsTimes(ana, circle, '2026-11-24')
  for (const who of all) await life.saysYes(who, circle)
  await takesOn(ben, circle)

  site.house.setNow(minutes(-5))
  await life.goesToRoom(ana, circle)
  await life.opensAndLeads(ana)
  for (const who of [ben, carla]) await life.goesToRoom(who, circle)
  await theyMeet(all)
  expect(site.troubles).toEqual([])
})

/** Reads the form, answers its plain question, and waits as long as a person does. */
async function joinsPlainly(who: Visitor): Promise<void> {
  const { page, name } = who
  await page.goto('/')
  await life.follow(who, 'Join')
  const [, a, b] = /How much is (\d) and (\d)\?/.exec((await page.locator('form#join').textContent()) ?? '') ?? []
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('How much is').fill(String(Number(a) + Number(b)))
  await page.getByLabel('I have read how this place').check()
  site.house.setNow(new Date(site.house.services.now().getTime() + 5000))
  await press(who, 'Join')
  await page.waitForURL('**/home')
}

async function takesOn({ page, ...who }: Visitor, circle: string): Promise<void> {
  await page.goto(`${circle}/commitments`)
  await page.getByLabel('I will …').fill('let the team speak first')
  await page.getByLabel('When …').fill('the review starts')
  await press({ page, ...who }, 'I take this on')
  await page.getByText('“When the review starts, I will let the team speak first.”').waitFor()
}

/** To see what the others did, everybody asks for the page again. */
const refresh = (people: readonly Visitor[]) => Promise.all(people.map((who) => life.follow(who, 'Refresh')))

async function theyMeet(all: readonly Visitor[]): Promise<void> {
  const [ana, ben] = all
  if (!ana || !ben) throw new Error('three are here')
  for (const who of all) await press(who, 'I am here')
  await refresh([ana])
  await press(ana, 'Begin')
  await refresh(all)
  await life.allSee(all, 'How do you arrive? One word, or one sentence.')
  await site.picture(ben.page, 'room')
  await life.goesOnTo(ana, 'What did you mean to do, and what came of it?')
  await refresh(all)
  await press(ben, 'Kept')
  await ben.page.getByText('kept', { exact: true }).waitFor()
  await life.goesOnTo(ana, 'What do you take away for yourself?')
  await refresh(all)
  for (const who of all) await writes(who, 'Your words', `I take away ${who.name}`)
  await refresh(all)
  await life.allSee(all, 'What do we hear in this?')
  for (const { page } of all) for (const { name } of all) await page.getByText(`I take away ${name}`).waitFor()
  await life.goesOnTo(ana, 'What will you do before we meet again?')
  await refresh(all)
  for (const who of all) await writes(who, 'I will …', `call ${who.name}`)
  await life.goesOnTo(ana, 'Was this worth your time?')
  await refresh(all)
  for (const who of all) await press(who, 'Done')
  await refresh([ana])
  await life.closes(ana)
  await refresh(all)
  await life.allSee(all, 'That was it. Thank you.')
  await site.picture(ben.page, 'over')
}
