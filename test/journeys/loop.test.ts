import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import * as life from './circle-life.ts'
import { openSite, type Site, type Visitor } from './site.ts'

// Six people find the public home, and a week after their first meeting they keep their word: in six browsers, four of them telephones.

const { press, allSee, writes } = life
const start = new Date('2026-11-24T19:00:00Z')
const minutes = (number: number): Date => new Date(start.getTime() + number * 60_000)

let site: Site
beforeAll(async () => {
  site = await openSite('loop')
})
afterAll(() => site.end())

test('Six people find one another, meet, and a week later keep their word', async () => {
  onTestFailed(site.lastPictures)
  site.house.setNow(minutes(-26 * 60))
  const ana = await site.visitor('Ana Martins')
  const others = await Promise.all([
    site.visitor('Ben Okafor', { phone: true, timezoneId: 'Africa/Lagos' }),
    site.visitor('Carla Reyes', { phone: true }),
    site.visitor('Dora Lind', { phone: true, colorScheme: 'dark' }),
    site.visitor('Emre Yilmaz', { timezoneId: 'Europe/Istanbul' }),
    site.visitor('Fay Nolan', { phone: true }),
  ])
  const circle = await theyFindOneAnother(ana, others)
  const all = [ana, ...others]
  site.house.setNow(minutes(-5))
  await theyArrive(circle, ana, others)
  await theyOpen(all, ana)
  await theyHelpOneAnother(all, ana)
  await theyWriteInSilence(all, ana)
  await theyTakeSomethingOn(all, ana)
  await theyClose(all, ana)
  site.house.setNow(minutes(7 * 24 * 60 - 5))
  await theyKeepTheirWord(circle, all)
  expect(site.troubles).toEqual([])
})

async function theyFindOneAnother(ana: Visitor, others: readonly Visitor[]): Promise<string> {
  await ana.page.goto('/')
  await site.picture(ana.page, '01-public-home')
  for (const who of [ana, ...others]) await life.joins(site, who)
  const circle = await life.startsCircle(ana)
  const link = await life.makesLink(ana, circle)
  await site.picture(ana.page, '02-link')
  await life.agrees(ana, circle)
  for (const who of others) {
    await life.sitsDown(who, link)
    await life.agrees(who)
  }
  await life.setsTimes(ana, circle, '2026-11-24')
  for (const who of [ana, ...others]) await life.saysYes(who, circle)
  return circle
}

async function theyArrive(circle: string, ana: Visitor, others: readonly Visitor[]): Promise<void> {
  await life.goesToRoom(ana, circle)
  await site.picture(ana.page, '03-opening')
  await life.opensAndLeads(ana)
  for (const who of others) await life.goesToRoom(who, circle)
  for (const who of [ana, ...others]) await press(who, 'I am here')
  for (const { page } of others) await page.getByText('6 of 6 are here').waitFor()
  for (const who of others.slice(0, 2)) await site.picture(who.page, `04-waiting-${who.name}`)
  site.house.setNow(start)
  await press(ana, 'Begin')
}

async function theyOpen(all: readonly Visitor[], ana: Visitor): Promise<void> {
  await allSee(all, 'How do you arrive? One word, or one sentence.')
  await site.picture(ana.page, '05-one-word')
  const order = await life.roundOf(all, ana)
  expect(order.toSorted()).toEqual(all.map(({ name }) => name))
  await life.goesOnTo(ana, 'A high, a low, and why it matters to you.')
  await allSee(all, 'A high, a low, and why it matters to you.')
  await life.pressTogether(all, ana)
  for (const { page } of all) expect(await page.getByRole('alert').count()).toBe(0)
}

async function theyHelpOneAnother(all: readonly Visitor[], ana: Visitor): Promise<void> {
  await life.goesOnTo(ana, 'What is open for you, and what do you want help with?')
  await allSee(all, 'What is open for you, and what do you want help with?')
  const presenter = await life.presenterOf(ana, all)
  const mates = []
  for (const who of all) if ((await life.presenterOf(who, all)) === presenter && who !== presenter) mates.push(who)
  const [helper, silent] = mates
  if (!presenter || !helper || !silent) throw new Error('there is a group of three')
  await helper.page.getByText(/^Notes for /).click()
  await helper.page.getByLabel('A note').fill('Ask your boss what she is afraid of')
  await press(helper, 'Add')
  await presenter.page.getByText('Ask your boss what she is afraid of').waitFor()
  for (const who of [presenter, helper]) await site.picture(who.page, `06-challenge-${who.name}`)

  // The time of the step is over. Somebody's browser loads the page anew just then; all go on, and nothing is lost.
  site.house.setNow(minutes(20))
  await presenter.page.reload()
  await allSee(all, 'What do you need to understand?')
  await presenter.page.getByText('Ask your boss what she is afraid of').waitFor()
  for (const { page } of all.filter((who) => who !== presenter && who !== helper))
    expect(await page.content()).not.toContain('what she is afraid of')
  await life.goesOnTo(ana, 'The others think aloud; the presenter only listens.')
  await presenter.page.getByText('Turn away from the camera').waitFor()
}

async function theyWriteInSilence(all: readonly Visitor[], ana: Visitor): Promise<void> {
  const [, ben, carla] = all
  if (!ben || !carla) throw new Error('six are here')
  await life.goesOnTo(ana, 'What do you take away for yourself?')
  await allSee(all, 'What do you take away for yourself?')
  await ben.context.setOffline(true)
  await Promise.all(all.map((who) => writes(who, 'Your words', `I take away ${who.name}`)))
  await carla.page.getByText('5 of 6 are done.').waitFor()
  await ben.page.getByText('No connection just now').waitFor()
  await site.picture(ben.page, '07-writing-without-connection')
  expect(await carla.page.content()).not.toContain('I take away Ana Martins')
  await ben.context.setOffline(false)
  await allSee(all, 'What do we hear in this?')
  for (const { page } of all) for (const { name } of all) await page.getByText(`I take away ${name}`).waitFor()
  await site.picture(ana.page, '08-revealed')
  await site.picture(ben.page, '08-revealed-phone')
}

async function theyTakeSomethingOn(all: readonly Visitor[], ana: Visitor): Promise<void> {
  await site.restart()
  await life.goesOnTo(ana, 'What will you do before we meet again?')
  await allSee(all, 'What will you do before we meet again?')
  for (const who of all) {
    await who.page.getByLabel('When …').fill('the Monday review starts')
    await writes(who, 'I will …', `let ${who.name} breathe`)
  }
  await allSee(all, 'Say it once, to all of us.')
  for (const { name } of all) await ana.page.getByText(`I will let ${name} breathe.`).waitFor()
  await site.picture(ana.page, '09-commitments')
  await site.picture(all[1]?.page ?? ana.page, '09-commitments-phone')
  await life.roundOf(all, ana)
}

async function theyClose(all: readonly Visitor[], ana: Visitor): Promise<void> {
  await life.goesOnTo(ana, 'Was this worth your time?')
  await allSee(all, 'Was this worth your time?')
  await site.picture(all[1]?.page ?? ana.page, '10-rating-phone')
  for (const who of all) {
    await who.page.getByLabel('I was heard').fill('9')
    await writes(who, 'What would have made it one point better?', `Only ${who.name} reads this`)
  }
  await allSee(all, 'How do you leave? One word.')
  expect(await ana.page.content()).not.toContain('Only Ben Okafor reads this')
  await life.roundOf(all, ana)
  await life.closes(ana)
  await allSee(all, 'That was it. Thank you.')
  await site.picture(all[2]?.page ?? ana.page, '11-over-phone')
  await life.follow(ana, 'What stays of it')
  await ana.page.getByText('I will let Fay Nolan breathe.').waitFor()
  await site.picture(ana.page, '12-minutes')
}

async function theyKeepTheirWord(circle: string, all: readonly Visitor[]): Promise<void> {
  const [ana, ...others] = all
  if (!ana) throw new Error('six are here')
  await life.goesToRoom(ana, circle)
  const leads = await ana.page.getByLabel('Who leads today').locator('option:checked').textContent()
  const lead = others.find(({ name }) => name === leads)
  if (!lead) throw new Error(`somebody else leads now, not ${leads}`)
  await press(ana, 'Open the room')
  for (const who of others) await life.goesToRoom(who, circle)
  for (const who of all) await press(who, 'I am here')
  await press(lead, 'Begin')
  await life.goesOnTo(lead, 'What did you mean to do, and what came of it?')
  await allSee(all, 'What did you mean to do, and what came of it?')
  await site.picture(all[1]?.page ?? ana.page, '13-last-commitments-phone')
  const said = ['Kept', 'Kept', 'Carry on', 'Carry on', 'Drop', 'Drop']
  for (const [index, answer] of said.entries()) await press(all[index] ?? ana, answer)
  for (const { page } of all)
    for (const word of ['kept', 'carried on', 'dropped'])
      await expect.poll(() => page.getByText(word, { exact: true }).count(), { timeout: 30_000 }).toBe(2)
  await site.picture(ana.page, '13-last-commitments')
}
