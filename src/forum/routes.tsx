import { z } from 'zod'
import { type OfficeScope, organiser, organises } from '../communities/web.ts'
import { anyone, member, type SelfScope } from '../people/web.ts'
import { NotFound } from '../platform/errors.ts'
import { go } from '../platform/http/answers.ts'
import type { Asked } from '../platform/http/asked.ts'
import { beforeOf } from '../platform/http/input.ts'
import { form, page } from '../platform/http/registry.ts'
import { Reported, ReportPage, Reports } from './pages/reports.tsx'
import { TopicPage } from './pages/topic.tsx'
import { ForumDoor, Topics } from './pages/topics.tsx'
import { EditAnswer, EditTopic, NewTopic } from './pages/writing.tsx'
import { openReports, ownAnswer, pageful, topic, topics } from './reads.ts'
import { answerForm, mayEdit, reportForm, settleForm, topicForm } from './rules.ts'
import {
  answer,
  block,
  editAnswer,
  editTopic,
  openTopic,
  report,
  settle,
  takeBackAnswer,
  takeBackTopic,
  unblock,
} from './writes.ts'

type WithTopic = Asked<{ readonly topic: string }>
type WithAnswer = Asked<{ readonly answer: string }>

const at = (id: string, post = '') => go(`/forum/topics/${id}${post && `#post-${post}`}`)

const list = async ({ db, self }: SelfScope, asked: Asked) => {
  const lines = await topics(db, self, beforeOf(asked))
  const older = lines.length === pageful ? lines.at(-1)?.movedAt.toISOString() : undefined
  return <Topics lines={lines} older={older} organises={organises(asked)} />
}

const read = async ({ db, self }: SelfScope, { params }: WithTopic) => (
  <TopicPage topic={await topic(db, self, params.topic)} />
)

const rewrite = async ({ db, self }: SelfScope, { params }: WithTopic) => {
  const { title, post } = await topic(db, self, params.topic)
  if (!mayEdit(post)) throw new NotFound()
  return <EditTopic id={post.id} title={title} body={post.body} />
}

const rewriteAnswer = async ({ db, self }: SelfScope, { params }: WithAnswer) => {
  const own = await ownAnswer(db, self, params.answer)
  return <EditAnswer id={params.answer} topic={own.topic} body={own.body} />
}

const sayWhat = async ({ db, self }: SelfScope, { params, query }: WithTopic) => {
  const { post, answers } = await topic(db, self, params.topic)
  const wanted = query.get('answer')
  const about = wanted ? answers.find((each) => each.id === wanted) : post
  if (!about) throw new NotFound()
  return <ReportPage topic={post.id} answer={wanted ?? undefined} words={about.body} />
}

const reports = async ({ db, office }: OfficeScope) => <Reports lines={await openReports(db, office)} />

const blockForm = z.object({ person: z.uuid(), topic: z.uuid() })
const nothing = z.object({})

export const forumEntries = [
  page('/forum', anyone, async (_, asked) => (asked.who?.person ? go('/forum/topics') : <ForumDoor />)),
  page('/forum/topics', member, list),
  page('/forum/topics/new', member, async () => <NewTopic />),
  form('/forum/topics/new', member, {
    schema: topicForm,
    back: async () => <NewTopic />,
    act: async ({ db, self }, input, asked) => at(await openTopic(db, self, input, asked.services.now())),
  }),
  page('/forum/topics/:topic', member, read),
  form('/forum/topics/:topic', member, {
    schema: answerForm,
    back: read,
    act: async ({ db, self }, input, { params, services }) =>
      at(params.topic, await answer(db, self, params.topic, input, services.now())),
  }),
  page('/forum/topics/:topic/edition', member, rewrite),
  form('/forum/topics/:topic/edition', member, {
    schema: topicForm,
    back: rewrite,
    act: async ({ db, self }, input, { params, services }) => {
      await editTopic(db, self, params.topic, input, services.now())
      return at(params.topic)
    },
  }),
  form('/forum/topics/:topic/removal', member, {
    schema: nothing,
    back: read,
    act: async ({ db, self }, _, { params }) => {
      await takeBackTopic(db, self, params.topic)
      return go('/forum/topics')
    },
  }),
  page('/forum/answers/:answer/edition', member, rewriteAnswer),
  form('/forum/answers/:answer/edition', member, {
    schema: answerForm,
    back: rewriteAnswer,
    act: async ({ db, self }, input, { params, services }) =>
      at(await editAnswer(db, self, params.answer, input, services.now()), params.answer),
  }),
  form('/forum/answers/:answer/removal', member, {
    schema: nothing,
    back: rewriteAnswer,
    act: async ({ db, self }, _, { params }) => at(await takeBackAnswer(db, self, params.answer)),
  }),
  page('/forum/topics/:topic/report', member, sayWhat),
  form('/forum/topics/:topic/report', member, {
    schema: reportForm,
    back: sayWhat,
    act: async ({ db, self }, input, { params }) => {
      await report(db, self, params.topic, input)
      return go('/forum/reported')
    },
  }),
  page('/forum/reported', member, async () => <Reported />),
  form('/forum/blocks', member, {
    schema: blockForm,
    back: list,
    act: async ({ db, self }, { person, topic }) => {
      await block(db, self, person)
      return at(topic)
    },
  }),
  form('/forum/blocks/end', member, {
    schema: blockForm,
    back: list,
    act: async ({ db, self }, { person, topic }) => {
      await unblock(db, self, person)
      return at(topic)
    },
  }),
  page('/forum/reports', organiser, reports),
  form('/forum/reports/:report', organiser, {
    schema: settleForm,
    back: reports,
    act: async ({ db, office }, decision, { params }) => {
      await settle(db, office, params.report, decision)
      return go('/forum/reports')
    },
  }),
]
