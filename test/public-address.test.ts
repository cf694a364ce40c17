import { expect, test } from 'vitest'
import { openTestHouse } from './house.ts'
import { join } from './newcomer.ts'

// What the public address decides about cookies and passkeys.

test('Over HTTPS Petra’s cookie is for HTTPS alone, and no script reads it', async () => {
  const secure = await openTestHouse({ BASE_URL: 'https://circles.example.org' })
  await secure.community('long-table')
  const browser = secure.nobody()
  const answer = await join(browser, { name: 'Petra' })
  expect(answer.headers.get('set-cookie')).toMatch(/^__Secure-trellis\.session_token=.*HttpOnly; SameSite=Lax; Secure$/)
  expect((await browser.get('/me')).status).toBe(200)
  await secure.end()
})

test('On plain HTTP beyond this computer passkeys hide, and the page says why', async () => {
  const plain = await openTestHouse({ BASE_URL: 'http://circles.example.org' })
  await plain.community('long-table')
  const page = await plain.nobody().get('/sign-in')
  expect(page.html).not.toContain('id="passkey"')
  expect(page.text).toContain('begins with http and not with https')
  await plain.end()
})
