import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { launch } from '../../test/browser.ts'
import { root } from './root.mjs'

// The pictures of the README, of the demo's people: the public home, a circle's page, its meeting, how circles are formed, and why somebody sits where they sit.

const folder = join(root, 'docs', 'screenshots')
const most = 200_000
const data = mkdtempSync(join(tmpdir(), 'trellis-pictures-'))
const env = { ...process.env, DATA_DIR: data, HOST: 'localhost', PORT: process.env.PORT ?? '8089', LOG_LEVEL: 'error' }
const site = `http://localhost:${env.PORT}`

mkdirSync(folder, { recursive: true })
const server = await start()
const browser = await launch()
try {
  const links = addDemo()
  await picture(await visitor('/c/demo'), 'home')
  const amara = await visitor(links[0])
  await amara.getByRole('button').first().click()
  await amara.getByRole('link', { name: 'Second Cup' }).first().click()
  await picture(amara, 'circle', 1000)
  await openRoom(amara)
  await goTo(amara, 'experiences')
  await letPass(1.2)
  await amara.reload()
  await picture(amara, 'room', 1120)
  const jonas = await visitor(links[3])
  await jonas.getByRole('button').first().click()
  await propose(jonas)
  await picture(jonas, 'forming', 1240)
  await jonas.locator('.column .person a').first().click()
  await jonas.getByRole('heading', { name: 'Answer by answer' }).waitFor()
  await picture(jonas, 'why', 1240)
} finally {
  await browser.close()
  const gone = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGTERM')
  await gone
  rmSync(data, { recursive: true, force: true })
}

/** The server, once it says that it is ready. */
function start() {
  const clock = pathToFileURL(join(root, 'scripts', 'parts', 'clock.mjs')).href
  const stdio = ['ignore', 'pipe', 'inherit', 'ipc']
  const child = spawn(process.execPath, ['--import', clock, join(root, 'dist', 'main.js')], { env, stdio })
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (text) => String(text).includes('ready') && resolve(child))
    child.once('exit', () => reject(new Error('the server did not start')))
  })
}

/** Minutes go by for the server. */
function letPass(minutes) {
  return new Promise((resolve) => {
    server.once('message', resolve)
    server.send({ minutes })
  })
}

/** Adds the demo; the links by which its people come in. */
function addDemo() {
  const { stdout, status } = spawnSync(process.execPath, [join(root, 'dist', 'trellis.js'), 'demo', 'add'], {
    env,
    encoding: 'utf8',
  })
  const links = stdout.match(/^http\S+$/gm) ?? []
  if (status !== 0 || links.length === 0) throw new Error('the demo was not added')
  return links
}

async function visitor(address) {
  const context = await browser.newContext({
    baseURL: site,
    viewport: { width: 1280, height: 860 },
    timezoneId: 'Africa/Lagos',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await page.goto(address)
  return page
}

/** The window as a picture, `height` high. */
async function picture(page, name, height = 860) {
  await page.setViewportSize({ width: 1280, height })
  const path = join(folder, `${name}.png`)
  await page.mouse.move(0, 0)
  await page.evaluate(() => {
    document.activeElement?.blur()
    scrollTo(0, 0)
  })
  await page.screenshot({ path })
  const { size } = statSync(path)
  console.error(`docs/screenshots/${name}.png: ${Math.round(size / 1000)} kB`)
  if (size > most) throw new Error(`${name}.png is larger than ${most / 1000} kB`)
}

/** Opens the room of the next meeting, led by whoever looks, with everybody there. */
async function openRoom(page) {
  await page.getByRole('link', { name: 'Where, and who comes' }).click()
  await page.getByRole('link', { name: 'To the meeting room' }).click()
  await page.getByLabel('Who leads today').selectOption({ label: 'Amara Okafor' })
  await page.getByRole('button', { name: 'Open the room' }).click()
  await page.getByRole('button', { name: 'I am here' }).click()
  await page.getByRole('button', { name: 'Begin' }).waitFor()
  await page.evaluate(everybodyArrives)
  await page.getByRole('button', { name: 'Begin' }).click()
}

/** Runs in the page: says for all who sit here that they have come. */
async function everybodyArrives() {
  const { model } = JSON.parse(document.getElementById('room-data')?.dataset.handed ?? '{}')
  for (const { id } of model.seated) {
    const body = new URLSearchParams({ id: `${model.fresh} arrive ${id}`, kind: 'arrive', person: id })
    await fetch(`${location.pathname}/commands`, { method: 'POST', body, headers: { accept: 'application/json' } })
  }
}

/** Goes on to the step in which a challenge meets the others' experience. */
async function goTo(page, step) {
  const place = page.getByText(/^step \d+ of \d+/)
  const question = page.locator('form[data-press=choose] textarea')
  for (let presses = 0; presses < 30; presses++) {
    if ((await page.locator('.stage .chip').first().textContent())?.toLowerCase().includes(step)) return
    if (await question.isVisible()) {
      await page.getByLabel('Who presents').selectOption({ label: 'Tomasz Wieczorek' })
      await question.fill('How do I stop answering for my team when my own boss is in the room?')
      await page.getByRole('button', { name: 'This one' }).click()
      await page.getByText('Stays here. The notes').waitFor()
    }
    const before = await place.textContent()
    // So that nobody seems to have hurried: what the plan gave this step has passed when the next one begins.
    await letPass(Number(/(\d+) min ahead/.exec(before ?? '')?.[1] ?? 0))
    await page.getByRole('button', { name: 'Next step' }).click()
    await page.waitForFunction((text) => !document.body.innerText.includes(text), before?.split(' · ')[0])
  }
  throw new Error(`there is no step ${step}`)
}

/** Has circles proposed for those who wait; the page looks again by itself until they are there. */
async function propose(page) {
  await page.goto('/c/demo/formation/new')
  await page.getByRole('button', { name: 'Propose circles' }).click()
  await page.getByRole('heading', { name: /people in .*circles?/ }).waitFor({ timeout: 120_000 })
}
