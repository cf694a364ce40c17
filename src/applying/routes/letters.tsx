import { applications } from '../../applications/reads.ts'
import type { Application } from '../../applications/rules.ts'
import { type OfficeScope, organiser } from '../../communities/web.ts'
import { knowsItsAddress } from '../../people/web.ts'
import { Refused } from '../../platform/errors.ts'
import { go } from '../../platform/http/answers.ts'
import type { Asked } from '../../platform/http/asked.ts'
import { lines, mailbox, table } from '../../platform/http/lists.ts'
import { idIn } from '../../platform/http/params.ts'
import { type Entry, feed, form, page } from '../../platform/http/registry.ts'
import { mailServer } from '../../platform/mail/server.ts'
import { seasonAtHand } from '../../seasons/reads.ts'
import { LetterPage, SentLetterPage } from '../pages/letter.tsx'
import { sentLetter, sentLetters } from '../reads.ts'
import { type Group, isIn, letterForm } from '../rules.ts'
import { writeLetter } from '../writes.ts'

/** Writing to those who applied, reading again what was written, and their addresses to take along. */
export const toApplicantsEntries: Entry[] = [
  page('/applications/letter', organiser, showLetter),
  form('/applications/letter', organiser, {
    schema: letterForm,
    back: showLetter,
    act: async (scope, letter, asked) => {
      if (!canWrite(asked)) throw new Refused('applying.letter.noMail')
      const { season, people } = await applied(scope)
      const readers = people.filter((each) => isIn(letter.to, each) && canRead(each))
      if (!season || readers.length === 0) throw new Refused('applying.letter.nobody')
      const { db, here, office } = scope
      const writing = { ...letter, season: season.id, now: asked.services.now() }
      return go(`/applications/letter/${await writeLetter(db, here, office, writing, readers)}`)
    },
  }),
  page('/applications/letter/:letter', organiser, async ({ db, here, office }, asked) => (
    <SentLetterPage letter={await sentLetter(db, here, office, idIn(asked, 'letter'))} />
  )),
  feed('/applications/people.csv', organiser, async (scope) => {
    const rows = (await applied(scope)).people.map((each) => [each.name, each.address, each.zone, placeOf(each)])
    return table('applicants.csv', [['name', 'email', 'time_zone', 'state'], ...rows])
  }),
  feed('/applications/people.txt', organiser, async (scope) =>
    lines(reachable((await applied(scope)).people).map(mailbox)),
  ),
]

const placeOf = ({ waits }: Application) => (waits ? 'waiting' : 'place')
const reachable = (people: readonly Application[]) => people.filter(({ address }) => address !== '')
const canRead = ({ person, address }: Application) => person !== undefined || address !== ''

/** Mails need an address to lead to, and a server that sends them. */
const canWrite = (asked: Asked): boolean => mailServer(asked.services) !== undefined && knowsItsAddress(asked)

async function showLetter(scope: OfficeScope, asked: Asked) {
  const { season, people } = await applied(scope)
  const { db, here, office } = scope
  return (
    <LetterPage
      season={season?.name ?? ''}
      counts={{ all: count(people, 'all'), place: count(people, 'place'), waits: count(people, 'waits') }}
      addresses={reachable(people).map(({ address }) => address)}
      mails={canWrite(asked)}
      sent={season ? await sentLetters(db, here, office, season.id) : []}
    />
  )
}

const count = (people: readonly Application[], group: Group) =>
  people.filter((each) => isIn(group, each) && canRead(each)).length

/** The season at hand and everybody who applied for it. */
async function applied({ db, office }: OfficeScope) {
  const season = await seasonAtHand(db, office)
  return { season, people: season ? await applications(db, office, season.id) : [] }
}
