import { parting } from '../circles/web.ts'
import { leaveCircle, type Parting } from '../circles/writes.ts'
import { person } from '../people/reads.ts'
import { anyone, type WholeScope, wholePerson } from '../people/web.ts'
import { Invalid, NotFound } from '../platform/errors.ts'
import { bytes, go } from '../platform/http/answers.ts'
import type { Asked } from '../platform/http/asked.ts'
import { feed, form, page } from '../platform/http/registry.ts'
import { signedOut } from '../platform/session/sessions.ts'
import { GonePage, LeavingPage, MyDataPage } from './pages.tsx'
import { everythingAbout, fatesOf, isLastOwner } from './reads.ts'
import { leavingForm, meansIt } from './rules.ts'
import { leaveForGood } from './writes.ts'

/** Taking one's data along, and leaving. `partings` end what one is in the middle of in a circle. */
export const leavingEntries = (partings: readonly Parting[]) => [
  page('/me/data', wholePerson, async () => <MyDataPage />),
  feed('/me/data.json', wholePerson, download),
  page('/me/leaving', wholePerson, showLeaving),
  form('/me/leaving', wholePerson, { schema: leavingForm, back: showLeaving, act: leave(partings) }),
]

/** Where one arrives after having left: a page for anyone, at an address of its own. */
export const goneEntries = [page('/gone', anyone, async () => <GonePage />)]

async function download({ here, self, handles }: WholeScope, asked: Asked) {
  const everything = await everythingAbout(handles, here, self)
  const whole = { community: here.name, made: asked.services.now(), ...everything }
  return bytes(`${JSON.stringify(whole, null, 2)}\n`, 'application/json; charset=utf-8', {
    'content-disposition': `attachment; filename="${here.slug}-my-data.json"`,
  })
}

async function showLeaving({ here, self, handles }: WholeScope) {
  const context = { community: here.id, person: self.person }
  const { name, lastOwner } = await handles.member(context, async (db) => {
    const me = await person(db, self.person)
    if (!me) throw new NotFound()
    return { name: me.name, lastOwner: await isLastOwner(db, self) }
  })
  const fates = await fatesOf(handles, here, self)
  return <LeavingPage name={name} fates={fates} lastOwner={lastOwner} />
}

const leave =
  (partings: readonly Parting[]) =>
  async ({ here, self, handles }: WholeScope, { name }: { name: string }, asked: Asked) => {
    if (!meansIt(name, asked.who?.person?.name ?? '')) throw new Invalid({ name: 'leaving.notYourName' })
    const now = asked.services.now()
    await leaveForGood(handles, here, self, (circle) =>
      parting(handles, here, self, circle, async ({ db, seat }) => {
        if (seat) await leaveCircle(db, here, seat, now, partings)
      }),
    )
    return go('/gone', signedOut(asked))
  }
