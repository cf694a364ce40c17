import { waitingFile } from '../applications/reads.ts'
import { readPeople } from '../applications/rules.ts'
import { importPeople, keepFile } from '../applications/writes.ts'
import { answer, openTopic } from '../forum/writes.ts'
import {
  composeLetter,
  confirmSubscription,
  letterToken,
  sendLetter,
  takeWish,
  wishForLetter,
  writeInsight,
} from '../insights/writes.ts'
import { ownOffers } from '../offers/reads.ts'
import { changeOffers, keepOffers } from '../offers/writes.ts'
import { sayIn } from '../platform/i18n/say.ts'
import { zoneNamed } from '../platform/i18n/zones.ts'
import { hashOf } from '../platform/ids.ts'
import { questionsOf, type SeasonSaid } from '../seasons/rules.ts'
import { planSeason, setState } from '../seasons/writes.ts'
import { searched } from './season.ts'
import { asOrganiser, asSelf, dayOf, handlesAt, minutesAfter, type Stage, timeOf } from './stage.ts'
import { applicants } from './texts/applicants.ts'
import { topics } from './texts/forum.ts'
import { articles, letter, readers } from './texts/insights.ts'
import { offers } from './texts/offers.ts'

/** What is asked and answered across circles. */
export async function playForum(stage: Stage): Promise<void> {
  for (const { who, day, time, title, body, answers } of topics) {
    const asked = timeOf(stage, day, time)
    const id = await asSelf(stage, who, asked, ({ db, self }) => openTopic(db, self, { title, body }, asked))
    for (const said of answers) {
      const at = timeOf(stage, said.day, said.time)
      await asSelf(stage, said.who, at, ({ db, self }) => answer(db, self, id, { body: said.body }, at))
    }
  }
}

/** Articles, and the letter of last week, which went out while nobody read along yet. */
export async function playInsights(stage: Stage): Promise<void> {
  const open: string[] = []
  for (const { day, ...words } of articles) {
    const at = timeOf(stage, day ?? -1, '07:30')
    const next = day === undefined ? 'keep' : 'publish'
    const id = await asOrganiser(stage, day === undefined ? 'jonas' : 'miriam', at, ({ db, office }) =>
      writeInsight(db, office, { ...words, next }, at),
    )
    if (day !== undefined && words.audience === 'public') open.push(id)
  }
  await writesLetter(stage, open.slice(-2))
  await readAlong(stage)
}

async function writesLetter(stage: Stage, insights: readonly string[]): Promise<void> {
  const { day, subject, intro } = letter
  const now = timeOf(stage, day, '06:45')
  const input = { subject, intro, insights: [...insights] }
  const site = stage.origin + stage.here.base
  const id = await asOrganiser(stage, 'jonas', timeOf(stage, day - 1, '15:10'), ({ db, office }) =>
    composeLetter(db, office, input),
  )
  await asOrganiser(stage, 'jonas', now, ({ db, office }) => sendLetter(db, office, id, { site, now }))
}

/** Some have asked for the letter since, and confirmed it. */
async function readAlong(stage: Stage): Promise<void> {
  const { here, origin } = stage
  const site = origin + here.base
  for (const [index, address] of readers.entries()) {
    const now = minutesAfter(timeOf(stage, -5, '08:10'), index * 460)
    const handles = handlesAt(stage, now)
    const wish = { address, locale: 'en', site }
    await handles.visitor({ community: here.id }, (db) => wishForLetter(db, here.id, wish))
    const wished = await handles.worker({ community: here.id }, async (db) => {
      const rows = db.selectFrom('app.subscriber').select('id').where('community', '=', here.id)
      const { id } = await rows.where('address', '=', address).executeTakeFirstOrThrow()
      return takeWish(db, here.vault, here.id, id)
    })
    if (!wished) continue
    const token = hashOf(letterToken(here.vault, wished.subscriber)).toString('hex')
    await handles.visitor({ community: here.id, token }, (db) => confirmSubscription(db, now))
  }
}

/** Who would like to sit in a circle of the next season. */
export async function playApplicants(stage: Stage): Promise<void> {
  const at = timeOf(stage, -3, '14:30')
  const season = await asOrganiser(stage, 'jonas', at, async ({ db, here, office }) => {
    const questions = questionsOf('managers', sayIn('en'))
    const season = await planSeason(db, office, seasonTwo(stage), questions, at)
    await setState(db, season, 'open', at)
    const kept = await keepFile(db, here, office, season, { name: 'season-two.csv', text: applicants })
    const waiting = await waitingFile(db, here, kept)
    if (!waiting) throw new Error('the file of the demo waits no more')
    const file = readPeople(waiting.text, { profile: 'web', zone: zoneNamed, asked: questions })
    await importPeople(db, here, office, { waiting, file, basis: 'asked', now: at })
    return season
  })
  // What circles would come of those who have applied so far: a proposal on the board, published to nobody.
  await searched(stage, season, -1)
}

/** The season that people can apply for while one looks around. */
const seasonTwo = (stage: Stage): SeasonSaid => ({
  ...{ template: 'managers', name: 'Second season', forWhom: 'For people who lead for the first time' },
  about:
    'An hour and a half, every other Tuesday or Thursday evening, with five to seven others. It costs nothing but your time.',
  ...{ applyUntil: dayOf(stage, 21), starts: dayOf(stage, 35), ends: dayOf(stage, 210) },
  ...{ rhythm: 'fortnightly', minutes: 90, places: 24, minSize: 5, maxSize: 8 },
})

/** What some have found out that they can give. */
export async function playOffers(stage: Stage): Promise<void> {
  for (const [index, { who, shown, kept }] of offers.entries()) {
    const at = minutesAfter(timeOf(stage, -4, '18:20'), index * 97)
    await asSelf(stage, who, at, async ({ db, here, self }) => {
      await keepOffers(db, here, self, [...shown, ...kept], at)
      const open = (await ownOffers(db, here, self)).filter(({ words }) => shown.includes(words))
      const said = open.flatMap(({ id, words }) => [
        [`words-${id}`, words],
        [`shown-${id}`, 'on'],
      ])
      await changeOffers(db, here, self, Object.fromEntries(said), at)
    })
  }
}
