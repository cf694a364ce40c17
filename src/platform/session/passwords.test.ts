import { expect, test } from 'vitest'
import { hashPassword, nobodysPassword, verifyPassword } from './passwords.ts'

test('a password is known again, however its letters were composed, and no other is', async () => {
  const kept = await hashPassword('cafe\u0301 at seven')
  expect(kept).toMatch(/^argon2id\$19456\$2\$/)
  expect(kept).not.toContain('caf')
  expect(await verifyPassword('café at seven', kept)).toBe(true)
  expect(await verifyPassword('cafe at seven', kept)).toBe(false)
  expect(await verifyPassword('', kept)).toBe(false)
})

test('the same password is kept differently each time', async () => {
  expect(await hashPassword('same words here')).not.toBe(await hashPassword('same words here'))
})

test('nobody’s password is nobody’s, and neither is a text of another form', async () => {
  expect(await verifyPassword('', nobodysPassword)).toBe(false)
  expect(await verifyPassword('anything', 'scrypt$1$2$3$4')).toBe(false)
})
