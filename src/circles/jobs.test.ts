import { describe, expect, test } from 'vitest'
import { postedMails, workOff } from '../../test/by-hand.ts'
import { circleOf, requestIn, seat, start } from '../../test/circles.ts'
import { theLongTable } from '../../test/long-table.ts'
import { jobs } from '../app.tsx'

const { house, community, ana, ben, caro } = await theLongTable({
  ana: 'Ana Martins',
  ben: 'Ben Okoro',
  caro: 'Caro Ruiz',
})

describe('Keys', () => {
  test('An erased person leaves a new key behind for those who stay, once', async () => {
    const hugo = await community.person('Hugo Vale')
    const circle = await circleOf(ana, hugo)
    await house.services.handles.accounts({ community: community.id }, (db) =>
      db.deleteFrom('app.person').where('id', '=', hugo.person).execute(),
    )
    await workOff(house.owner, jobs, house.services)
    const { rows } = await house.owner.query('select epoch from app.circle_key where circle = $1 order by epoch', [
      circle,
    ])
    expect(rows).toEqual([{ epoch: 1 }, { epoch: 2 }])
    expect((await ana.get(`/circles/${circle}/people`)).text).not.toContain('Hugo')
  })
})

describe('Mail', () => {
  test('tells those who sit there, and then whoever asked; it names neither circle nor person and comes once', async () => {
    const circle = await start(ana, { name: 'Unspoken name', open: 'open' })
    await seat(ana, circle, ben)
    await workOff(house.owner, jobs, house.services)
    const before = (await postedMails(house.owner, house.services)).length
    await caro.submit(`/ask/${circle}`, { words: 'My secret reason' })
    await workOff(house.owner, jobs, house.services)
    const request = await requestIn(ana, circle)
    await ana.submit(`${request}/yes`)
    await ben.submit(`${request}/yes`)
    await workOff(house.owner, jobs, house.services)
    const again = { community: community.id, request: request.split('/').at(-1) ?? '' }
    await jobs.find((job) => job.queue === 'circles.request')?.handle(again, house.services)
    const mails = (await postedMails(house.owner, house.services)).slice(before)
    expect(mails.map((mail) => [mail.kind, mail.person]).sort()).toEqual(
      [
        ['circles.asked', ana.person],
        ['circles.asked', ben.person],
        ['circles.seated', caro.person],
      ].sort(),
    )
    for (const { subject, text } of mails)
      for (const words of ['Unspoken name', 'My secret reason', 'Caro', 'Ana', 'Ben'])
        expect(`${subject} ${text}`).not.toContain(words)
  })
})
