import { member, type SelfScope } from '../people/web.ts'
import { bytes, go } from '../platform/http/answers.ts'
import type { Asked } from '../platform/http/asked.ts'
import { type Entry, feed, form, page } from '../platform/http/registry.ts'
import { chooseLocale } from '../platform/i18n/languages.ts'
import { sayIn } from '../platform/i18n/say.ts'
import { newId } from '../platform/ids.ts'
import { whenOf } from '../scheduling/web.ts'
import { fileOf, fileToHandOn } from './pages/file.ts'
import { ChallengesPage } from './pages/list.tsx'
import { NotesPage } from './pages/notes.tsx'
import { ChallengePage } from './pages/one.tsx'
import { challengeWith, mayLeave, notesOf, possibleChallenges } from './reads.ts'
import { challengeForm, newForm, noteChange, noteForm, nothing } from './rules.ts'
import { changeChallenge, changeNote, dropChallenge, dropNote, keepChallenge, keepNote, surface } from './writes.ts'

export { circleChallengeEntries } from './routes/circle.tsx'

const list = '/me/challenges'
const one = `${list}/:challenge` as const
const note = `${one}/notes/:note` as const
type OfOne = Asked<{ readonly challenge: string }>

const toOne = ({ params }: OfOne) => go(`${list}/${params.challenge}`)

/** What one might bring to a circle, with one's notes of it: nobody else comes here. */
const challengeEntries: readonly Entry[] = [
  page(list, member, showList),
  form(list, member, {
    schema: newForm,
    back: showList,
    act: async ({ db, here, self }, input, asked) => {
      await keepChallenge(db, here, self, input, whenOf(asked))
      return go(`${list}/${input.id}`)
    },
  }),
  page(one, member, showOne),
  form(one, member, {
    schema: challengeForm,
    back: showOne,
    act: async ({ db, here, self }, input, asked) => {
      await changeChallenge(db, here, self, asked.params.challenge, input, whenOf(asked))
      return go(`${list}/${asked.params.challenge}?saved`)
    },
  }),
  form(`${one}/surfacing`, member, {
    schema: nothing,
    back: showList,
    act: async ({ db, here, self }, _, asked) => {
      await surface(db, here, self, asked.params.challenge, whenOf(asked))
      return go(list)
    },
  }),
  form(`${one}/removal`, member, {
    schema: nothing,
    back: showOne,
    act: async ({ db, here, self }, _, asked) => {
      await dropChallenge(db, here, self, asked.params.challenge, whenOf(asked))
      return go(list)
    },
  }),
  feed(`${one}/file`, member, download),
]

/** The notes of a challenge. */
const noteEntries: readonly Entry[] = [
  form(`${one}/notes`, member, {
    schema: noteForm,
    back: showOne,
    act: async ({ db, here, self }, input, asked) => {
      const { challenge } = asked.params
      await keepNote(db, here, self, { ...input, challenge }, whenOf(asked))
      return toOne(asked)
    },
  }),
  form(note, member, {
    schema: noteChange,
    back: showOne,
    act: async ({ db, here, self }, input, asked) => {
      const { challenge, note: id } = asked.params
      await changeNote(db, here, self, { ...input, challenge, id }, whenOf(asked))
      return toOne(asked)
    },
  }),
  form(`${note}/removal`, member, {
    schema: nothing,
    back: showOne,
    act: async ({ db, here, self }, _, asked) => {
      const { challenge, note: id } = asked.params
      await dropNote(db, here, self, { challenge, id }, whenOf(asked))
      return toOne(asked)
    },
  }),
]

/** Notes that belong to nothing but oneself. */
const privateEntries: readonly Entry[] = [
  page('/me/notes', member, showNotes),
  form('/me/notes', member, {
    schema: noteForm,
    back: showNotes,
    act: async ({ db, here, self }, input, asked) => {
      await keepNote(db, here, self, { ...input, challenge: null }, whenOf(asked))
      return go('/me/notes')
    },
  }),
  form('/me/notes/:private', member, {
    schema: noteChange,
    back: showNotes,
    act: async ({ db, here, self }, input, asked) => {
      await changeNote(db, here, self, { ...input, challenge: null, id: asked.params.private }, whenOf(asked))
      return go('/me/notes')
    },
  }),
  form('/me/notes/:private/removal', member, {
    schema: nothing,
    back: showNotes,
    act: async ({ db, here, self }, _, asked) => {
      await dropNote(db, here, self, { challenge: null, id: asked.params.private }, whenOf(asked))
      return go('/me/notes')
    },
  }),
]

export const ownChallengeEntries: readonly Entry[] = [...challengeEntries, ...noteEntries, ...privateEntries]

async function showList({ db, here, self }: SelfScope, asked: Asked) {
  const { today } = whenOf(asked)
  const all = await possibleChallenges(db, here, self, today)
  return <ChallengesPage all={all} today={today} fresh={newId()} />
}

async function showOne({ db, here, self }: SelfScope, asked: OfOne) {
  const { today } = whenOf(asked)
  const challenge = await challengeWith(db, here, self, asked.params.challenge, today)
  const notes = await notesOf(db, here, self, challenge.id, today)
  return <ChallengePage {...{ challenge, notes, today }} fresh={newId()} saved={asked.query.has('saved')} />
}

async function showNotes({ db, here, self }: SelfScope, asked: Asked) {
  const { today } = whenOf(asked)
  return <NotesPage notes={await notesOf(db, here, self, null, today)} today={today} fresh={newId()} />
}

/** A text to take along: everything, for oneself; or to hand on, what may leave the circle and not a word more. */
async function download({ db, here, self }: SelfScope, asked: OfOne) {
  const { today } = whenOf(asked)
  const say = sayIn(chooseLocale({ chosen: asked.locale }))
  const challenge = await challengeWith(db, here, self, asked.params.challenge, today)
  const text = asked.query.has('hand-on')
    ? fileToHandOn(say, await mayLeave(db, here, self, challenge.id, today))
    : fileOf(say, challenge, await notesOf(db, here, self, challenge.id, today))
  return bytes(text, 'text/plain; charset=utf-8', { 'content-disposition': 'attachment; filename="challenge.txt"' })
}
