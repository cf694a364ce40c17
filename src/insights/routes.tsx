import { type OfficeScope, organiser, organises } from '../communities/web.ts'
import { anyone, siteOf, type VisitorScope } from '../people/web.ts'
import { NotFound } from '../platform/errors.ts'
import { go } from '../platform/http/answers.ts'
import type { Asked } from '../platform/http/asked.ts'
import { beforeOf } from '../platform/http/input.ts'
import { form, page } from '../platform/http/registry.ts'
import { mailServer } from '../platform/mail/server.ts'
import { countTry, isOver } from '../platform/session/limits.ts'
import { InsightList, InsightPage } from './pages/articles.tsx'
import { Desk, EditInsight, NewInsight } from './pages/desk.tsx'
import { Archive, Compose, LetterPreview, Letters, SentLetter } from './pages/letters.tsx'
import * as subscribing from './pages/subscribing.tsx'
import * as reads from './reads.ts'
import * as rules from './rules.ts'
import { letterLink, type ReaderScope, reader } from './web.ts'
import * as writes from './writes.ts'

type WithInsight = Asked<{ readonly insight: string }>
type WithLetter = Asked<{ readonly letter: string }>
type WithToken = Asked<{ readonly token: string }>

export const insightEntries = [
  page('/insights', reader, list),
  page('/insights/desk', organiser, async ({ db, office }) => <Desk lines={await reads.allInsights(db, office)} />),
  page('/insights/new', organiser, begin),
  form('/insights/new', organiser, {
    schema: rules.insightForm,
    back: begin,
    act: async ({ db, office }, input, { services }) =>
      after(await writes.writeInsight(db, office, input, services.now()), input),
  }),
  page('/insights/letters', organiser, showLetters),
  page('/insights/letters/new', organiser, beginLetter),
  form('/insights/letters/new', organiser, {
    schema: rules.letterForm,
    back: beginLetter,
    act: async ({ db, office }, input) => atLetter(await writes.composeLetter(db, office, input)),
  }),
  page('/insights/letters/:letter', organiser, preview),
  page('/insights/letters/:letter/edition', organiser, changeLetter),
  form('/insights/letters/:letter/edition', organiser, {
    schema: rules.letterForm,
    back: changeLetter,
    act: async ({ db, office }, input, { params }) => {
      await writes.recomposeLetter(db, office, params.letter, input)
      return atLetter(params.letter)
    },
  }),
  form('/insights/letters/:letter/removal', organiser, {
    schema: rules.nothing,
    back: preview,
    act: async ({ db, office }, _, { params }) => {
      await writes.deleteLetter(db, office, params.letter)
      return go('/insights/letters')
    },
  }),
  form('/insights/letters/:letter/sending', organiser, { schema: rules.nothing, back: preview, act: send }),
  page('/insights/:insight', reader, read),
  page('/insights/:insight/edition', organiser, rewrite),
  form('/insights/:insight/edition', organiser, {
    schema: rules.insightForm,
    back: rewrite,
    act: async ({ db, office }, input, { params, services }) => {
      await writes.rewriteInsight(db, office, params.insight, input, services.now())
      return after(params.insight, input)
    },
  }),
  form('/insights/:insight/taken-down', organiser, {
    schema: rules.nothing,
    back: rewrite,
    act: async ({ db, office }, _, { params }) => {
      await writes.takeDownInsight(db, office, params.insight)
      return go(`/insights/${params.insight}/edition`)
    },
  }),
  form('/insights/:insight/removal', organiser, {
    schema: rules.nothing,
    back: rewrite,
    act: async ({ db, office }, _, { params }) => {
      await writes.deleteInsight(db, office, params.insight)
      return go('/insights/desk')
    },
  }),
]

/** Asks for the weekly letter, for a page of an area after this one. */
export const letterForm = () => <subscribing.LetterForm />

export const letterEntries = [
  page('/letter', anyone, async () => <subscribing.LetterPage />),
  form('/letter', anyone, { schema: rules.wishForm, back: async () => <subscribing.LetterPage />, act: wish }),
  page('/letter/asked', anyone, async (_, { services }) => (
    <subscribing.AskedPage mailed={mailServer(services) !== undefined} />
  )),
  page('/letter/confirm/:token', letterLink, showConfirm),
  form('/letter/confirm/:token', letterLink, { schema: rules.nothing, back: showConfirm, act: confirm }),
  page('/letter/leave/:token', letterLink, showLeave),
  form('/letter/leave/:token', letterLink, { schema: rules.nothing, back: showLeave, act: leave, fromAnywhere: true }),
]

export const archiveEntries = [
  page('/letters', reader, async ({ db, here }) => <Archive lines={await reads.letters(db, here.id)} />),
  page('/letters/:letter', reader, async ({ db, here }, { params }) => (
    <SentLetter letter={await reads.letter(db, here.id, params.letter)} />
  )),
]

const after = (id: string, { next }: rules.InsightInput) =>
  go(next === 'publish' ? `/insights/${id}` : `/insights/${id}/edition`)

const atLetter = (id: string) => go(`/insights/letters/${id}`)

async function list({ db, here }: ReaderScope, asked: Asked) {
  const lines = await reads.published(db, here.id, { before: beforeOf(asked) })
  const older = lines.length === reads.pageful ? lines.at(-1)?.publishedAt?.toISOString() : undefined
  return <InsightList lines={lines} older={older} organises={organises(asked)} />
}

async function read({ db, here }: ReaderScope, asked: WithInsight) {
  const insight = await reads.insight(db, here.id, asked.params.insight)
  return <InsightPage insight={insight} member={asked.who?.person !== undefined} organises={organises(asked)} />
}

async function begin(_scope: OfficeScope, asked: Asked) {
  return <NewInsight author={asked.who?.person?.name ?? ''} />
}

async function rewrite({ db, office }: OfficeScope, { params }: WithInsight) {
  return <EditInsight insight={await reads.insight(db, office.community, params.insight)} />
}

async function showLetters({ db, office }: OfficeScope, { services }: Asked) {
  const copies = await reads.copies(db)
  const lines = (await reads.letters(db, office.community)).map((line) => ({
    ...line,
    copies: copies.get(line.id) ?? 0,
  }))
  return <Letters lines={lines} readers={await reads.readers(db)} mailed={mailServer(services) !== undefined} />
}

/** A new letter begins with what was in none before. */
async function beginLetter({ db, office }: OfficeScope) {
  const offered = await reads.publicInsights(db, office.community, 20)
  const sent = await reads.alreadySent(db, office)
  const fresh = offered.filter(({ id }) => !sent.has(id)).slice(0, 3)
  return <Compose offered={offered} chosen={fresh.map(({ id }) => id)} />
}

async function changeLetter({ db, office }: OfficeScope, { params }: WithLetter) {
  const letter = await reads.letter(db, office.community, params.letter)
  if (letter.sentAt) throw new NotFound()
  const offered = await reads.publicInsights(db, office.community, 20)
  const others = letter.insights.filter(({ id }) => !offered.some((each) => each.id === id))
  return <Compose letter={letter} offered={[...offered, ...others]} chosen={letter.insights.map(({ id }) => id)} />
}

async function preview({ db, office }: OfficeScope, { params, services }: WithLetter) {
  const letter = await reads.letter(db, office.community, params.letter)
  const copies = (await reads.copies(db)).get(letter.id) ?? 0
  const mailed = mailServer(services) !== undefined
  return <LetterPreview letter={letter} readers={await reads.readers(db)} mailed={mailed} copies={copies} />
}

async function send({ db, here, office }: OfficeScope, _input: object, asked: WithLetter) {
  const to = { site: siteOf(asked, here), now: asked.services.now() }
  await writes.sendLetter(db, office, asked.params.letter, to)
  return atLetter(asked.params.letter)
}

/** The answer is one and the same for an address that is new, known, or asked for too often, and for a program. */
async function wish(
  { db, here }: VisitorScope,
  { address, website }: { address: string; website: string },
  asked: Asked,
) {
  const { services, ip, locale } = asked
  countTry(services, 'letter by network', ip, rules.limits.wishByNetwork)
  const site = siteOf(asked, here)
  const tooOften = isOver(services, 'letter by address', `${here.id} ${address}`, rules.limits.wishByAddress)
  if (website === '' && !tooOften) await writes.wishForLetter(db, here.id, { address, locale, site })
  return go('/letter/asked')
}

async function showConfirm({ db }: VisitorScope, asked: WithToken) {
  const state = await reads.subscription(db)
  if (!state) return <subscribing.LetterLinkOver />
  return state === 'confirmed' ? <subscribing.ConfirmedPage /> : <subscribing.ConfirmPage path={asked.path} />
}

async function confirm({ db }: VisitorScope, _input: object, { services }: WithToken) {
  const there = await writes.confirmSubscription(db, services.now())
  return there ? <subscribing.ConfirmedPage /> : <subscribing.LetterLinkOver />
}

async function showLeave({ db }: VisitorScope, asked: WithToken) {
  return (await reads.subscription(db)) ? <subscribing.LeavePage path={asked.path} /> : <subscribing.LetterLinkOver />
}

/** No redirect: mail programs that press this button by themselves do not follow any (RFC 8058). */
async function leave({ db }: VisitorScope) {
  await writes.leaveLetter(db)
  return <subscribing.LeftPage />
}
