import { mail } from '../platform/mail/registry.ts'

/** An owner's test of the mail settings. */
export const testMail = mail('communities.test', 'owner', 'Shows an owner that mail goes out.')
