import type { Services } from '../http/asked.ts'
import { open, seal } from '../vault/seal.ts'

/** Where mail goes out: an `smtp:` or `smtps:` address with its credentials, and who it is from. */
export interface MailServer {
  readonly url: URL
  readonly from: string
}

type Needed = Pick<Services, 'config' | 'settings' | 'vault'>

/** The mail server that is set, the environment before the settings page; undefined while there is none. */
export function mailServer({ config, settings, vault }: Needed): MailServer | undefined {
  const { smtpUrl, mailFrom } = settings()
  const url = config.smtpUrl ?? (smtpUrl ? openSmtpUrl(vault, smtpUrl) : undefined)
  if (!url) return undefined
  return { url: new URL(url), from: config.mailFrom ?? mailFrom ?? defaultFrom({ config, settings }) }
}

/** The sender where none was chosen: a name at the public address. */
export function defaultFrom({ config, settings }: Pick<Needed, 'config' | 'settings'>): string {
  const address = config.baseUrl ?? settings().publicAddress
  return `no-reply@${address ? new URL(address).hostname : 'localhost'}`
}

const place = 'ops.setting smtpUrl'

/** The address of the mail server as the settings keep it: it holds a password, so it is sealed. */
export function sealSmtpUrl(vault: Services['vault'], url: string): string {
  return seal(vault.derive('settings'), place, Buffer.from(url)).toString('base64')
}

/** Opens what {@link sealSmtpUrl} made. */
export function openSmtpUrl(vault: Services['vault'], sealed: string): string {
  return open(vault.derive('settings'), place, Buffer.from(sealed, 'base64')).toString()
}
