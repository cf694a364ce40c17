import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { TestCommunity } from '../../test/arrange.ts'
import { openTestHouse, type TestHouse } from '../../test/house.ts'
import { type MailServer, openMailServer } from '../../test/mail-server.ts'

// Each door that an attacker would try, tried.

let house: TestHouse
let server: MailServer
let _community: TestCommunity

beforeAll(async () => {
  server = await openMailServer()
  house = await openTestHouse({ SMTP_URL: server.url })
  _community = await house.community('long-table', 'The Long Table')
})
afterEach(() => {
  server.received.length = 0
  house.setNow(undefined)
})
afterAll(async () => {
  await house.end()
  await server.close()
})

const _addressOf = (name: string) => `${name}@long-table.example.org`

/** Sends what waits; the latest mail to an address, and the link in it as a path. */
async function mailTo(address: string): Promise<{ subject: string; link: string } | undefined> {
  await house.work()
  const mail = server.received.findLast(({ to }) => [to].flat().some((each) => each?.text.includes(address)))
  const link = /http:\/\/localhost:8080(\/sign-in\S*)/.exec(mail?.text ?? '')?.[1] ?? ''
  return mail && { subject: mail.subject ?? '', link }
}

async function _linkFor(address: string): Promise<string> {
  await house.nobody().post('/sign-in/link', { address })
  return (await mailTo(address))?.link ?? ''
}

describe('Who tries too often has to wait', () => {
  test('for links to one address, whoever has it; others are not held up, and later it works again', async () => {
    const asks = (address: string) => house.nobody().post('/sign-in/link', { address })
    for (let time = 0; time < 5; time++) expect((await asks('often@example.org')).status).toBe(303)
    const sixth = await asks('often@example.org')
    expect(sixth.status).toBe(429)
    expect(Number(sixth.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await asks('seldom@example.org')).status).toBe(303)
    house.setNow(new Date(Date.now() + 16 * 60_000))
    expect((await asks('often@example.org')).status).toBe(303)
  })

  test('for passwords of one address, from wherever they come', async () => {
    house.setNow(new Date(Date.now() + 60 * 60_000))
    const guess = () =>
      house.nobody().post('/sign-in/password', { address: 'guessed@example.org', password: 'a guess' })
    for (let time = 0; time < 10; time++) expect((await guess()).status).toBe(403)
    expect((await guess()).status).toBe(429)
  })
})
