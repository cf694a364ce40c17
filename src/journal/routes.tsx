import { member, type SelfScope } from '../people/web.ts'
import { go } from '../platform/http/answers.ts'
import type { Asked } from '../platform/http/asked.ts'
import { type Entry, form, page } from '../platform/http/registry.ts'
import { newId } from '../platform/ids.ts'
import { dayIn, daysAfter } from '../scheduling/rules.ts'
import { DecisionPage, JournalPage, NewDecisionPage } from './pages.tsx'
import { decisionsOf, decisionWith } from './reads.ts'
import { decisionForm, figuresIn, inOrder, lookBackForm, morningOf, newForm, nothing } from './rules.ts'
import { changeDecision, dropDecision, keepDecision, lookBack } from './writes.ts'

const list = '/me/journal'
const one = `${list}/:decision` as const
type OfOne = Asked<{ readonly decision: string }>

const todayOf = ({ zone, services }: Asked) => dayIn(zone, services.now())

/** The decision journal: one's own. */
export const journalEntries: readonly Entry[] = [
  page(list, member, showJournal),
  page(`${list}/new`, member, showNew),
  form(`${list}/new`, member, {
    schema: newForm,
    back: showNew,
    act: async ({ db, here, self }, input, asked) => {
      const times = { now: asked.services.now(), morning: morningOf(input.review, asked.zone) }
      await keepDecision(db, here, self, input, times)
      return go(list)
    },
  }),
  page(one, member, showOne),
  form(one, member, {
    schema: decisionForm,
    back: showOne,
    act: async ({ db, here, self }, input, asked) => {
      const { decision } = asked.params
      await changeDecision(db, here, self, decision, input, morningOf(input.review, asked.zone))
      return go(`${list}/${decision}`)
    },
  }),
  form(`${one}/looking-back`, member, {
    schema: lookBackForm,
    back: showOne,
    act: async ({ db, here, self }, input, asked) => {
      const { decision: id } = asked.params
      await lookBack(db, here, self, { ...input, id }, asked.services.now())
      return go(`${list}/${id}`)
    },
  }),
  form(`${one}/removal`, member, {
    schema: nothing,
    back: showOne,
    act: async ({ db, here, self }, _, asked) => {
      await dropDecision(db, here, self, asked.params.decision)
      return go(list)
    },
  }),
]

async function showJournal({ db, here, self }: SelfScope, asked: Asked) {
  return <JournalPage {...inOrder(await decisionsOf(db, here, self), todayOf(asked))} />
}

const usualReview = 90

async function showNew(_: SelfScope, asked: Asked) {
  const today = todayOf(asked)
  return (
    <NewDecisionPage fresh={newId()} today={today} review={daysAfter(today, usualReview)} {...figuresIn(asked.query)} />
  )
}

async function showOne({ db, here, self }: SelfScope, asked: OfOne) {
  const decision = await decisionWith(db, here, self, asked.params.decision)
  return <DecisionPage decision={decision} today={todayOf(asked)} />
}
