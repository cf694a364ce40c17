import { member, type SelfScope } from '../people/web.ts'
import { go } from '../platform/http/answers.ts'
import type { Asked } from '../platform/http/asked.ts'
import { type Entry, form, page } from '../platform/http/registry.ts'
import { newId } from '../platform/ids.ts'
import { daysAfter } from '../scheduling/rules.ts'
import { whenOf } from '../scheduling/web.ts'
import { JournalPage } from './pages/list.tsx'
import { NewDecisionPage } from './pages/new.tsx'
import { DecisionPage } from './pages/one.tsx'
import { decisionsOf, decisionWith } from './reads.ts'
import { decisionForm, figuresIn, inOrder, isFixed, lookBackForm, morningOf, newForm, nothing } from './rules.ts'
import { changeDecision, dropDecision, keepDecision, lookBack } from './writes.ts'

const list = '/me/journal'
const one = `${list}/:decision` as const
type OfOne = Asked<{ readonly decision: string }>

const morningFor = (day: string, asked: Asked) => ({ ...whenOf(asked), morning: morningOf(day, asked.zone) })

/** The decision journal: one's own. */
export const journalEntries: readonly Entry[] = [
  page(list, member, showJournal),
  page(`${list}/new`, member, showNew),
  form(`${list}/new`, member, {
    schema: newForm,
    back: showNew,
    act: async ({ db, here, self }, input, asked) => {
      await keepDecision(db, here, self, input, morningFor(input.review, asked))
      return go(`${list}/${input.id}?kept`)
    },
  }),
  page(one, member, showOne),
  form(one, member, {
    schema: decisionForm,
    back: showOne,
    act: async ({ db, here, self }, input, asked) => {
      const { decision } = asked.params
      await changeDecision(db, here, self, decision, input, morningFor(input.review, asked))
      return go(`${list}/${decision}?kept`)
    },
  }),
  form(`${one}/looking-back`, member, {
    schema: lookBackForm,
    back: showOne,
    act: async ({ db, here, self }, input, asked) => {
      const { decision: id } = asked.params
      await lookBack(db, here, self, { ...input, id }, asked.services.now())
      return go(`${list}/${id}?kept`)
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
  return <JournalPage {...inOrder(await decisionsOf(db, here, self), whenOf(asked).today)} />
}

const usualReview = 90

async function showNew(_: SelfScope, asked: Asked) {
  const { today } = whenOf(asked)
  return (
    <NewDecisionPage fresh={newId()} today={today} review={daysAfter(today, usualReview)} {...figuresIn(asked.query)} />
  )
}

async function showOne({ db, here, self }: SelfScope, asked: OfOne) {
  const decision = await decisionWith(db, here, self, asked.params.decision)
  const { now, today } = whenOf(asked)
  return <DecisionPage {...{ decision, today }} fixed={isFixed(decision, now)} kept={asked.query.has('kept')} />
}
