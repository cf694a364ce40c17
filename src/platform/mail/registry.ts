import type { AudienceName } from '../http/registry.ts'

/** One kind of mail: who gets it, and what it is for, in a sentence for whoever reads the list. */
export interface MailKind {
  readonly kind: string
  readonly audience: AudienceName
  readonly note: string
}

/** What a mail says. */
export interface MailWords {
  readonly subject: string
  /** Plain text, one paragraph between blank lines; a line that is only an address becomes a link. Facts and links, no words of a circle. */
  readonly text: string
}

const kinds = new Map<string, MailKind>()

/**
 * Registers a kind of mail; `post` sends no other. The audience says to whom its words speak: what speaks to organisers, owners or
 * anyone may be read in the outbox by organisers; everything else is between the sender and its one reader.
 */
export function mail(kind: string, audience: AudienceName, note: string): MailKind {
  if (kinds.has(kind)) throw new Error(`two kinds of mail are called ${kind}`)
  const registered = { kind, audience, note }
  kinds.set(kind, registered)
  return registered
}

/** The registered kind of this name; throws for any other. */
export function mailKind(kind: string): MailKind {
  const found = kinds.get(kind)
  if (!found) throw new Error(`no mail called ${kind}: register it with mail('${kind}', audience, note) in its area`)
  return found
}

/** Everything that is registered. */
export const mailKinds = (): readonly MailKind[] => [...kinds.values()]

/** May organisers read what was kept of it? */
export function speaksToOrganisers({ audience }: MailKind): boolean {
  return audience === 'organiser' || audience === 'owner' || audience === 'anyone'
}
