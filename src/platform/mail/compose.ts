/** A mail as it goes out. */
export interface Letter {
  readonly id: string
  readonly to: { readonly address: string; readonly name: string }
  readonly locale: string
  readonly subject: string
  readonly text: string
  /** Where its reader leaves the list that it went to. */
  readonly leave?: string | undefined
  readonly madeAt: Date
  readonly community: { readonly name: string; readonly slug: string }
}

/**
 * The parts of the message: the text as it is, the same as plain HTML, and headers by which programs know it: automatic (RFC 3834), of
 * this list (RFC 2919), and always under the same Message-ID, by which a second copy is known for one. Nothing in it is loaded from anywhere.
 */
export function compose(letter: Letter, from: string) {
  const { id, to, community, subject, text, locale, madeAt, leave } = letter
  const sender = /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from
  const domain = sender.slice(sender.lastIndexOf('@') + 1)
  return {
    from: { name: community.name, address: sender },
    to: { name: to.name, address: to.address },
    subject,
    text: `${text}\n`,
    html: htmlFrom(text, locale),
    date: madeAt,
    messageId: `<${id}@${domain}>`,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'List-Id': { prepared: true, value: `<${community.slug}.${domain}>` },
      ...(leave ? leaveHeaders(leave) : {}),
    },
    xMailer: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as const
}

/** By these, mail programs show a button of their own that leaves the list (RFC 2369, RFC 8058). */
const leaveHeaders = (leave: string) => ({
  'List-Unsubscribe': { prepared: true, value: `<${leave}>` },
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
})

/** One paragraph for each part between blank lines; a line that is nothing but an address becomes a link. */
function htmlFrom(text: string, locale: string): string {
  const paragraphs = text
    .split(/\n{2,}/)
    .map((part) => `<p>${part.split('\n').map(line).join('<br>\n')}</p>`)
    .join('\n')
  return `<!doctype html>\n<html lang="${safe(locale)}"><body>\n${paragraphs}\n</body></html>\n`
}

function line(text: string): string {
  const shown = safe(text)
  return /^https?:\/\/\S+$/.test(text) ? `<a href="${shown}">${shown}</a>` : shown
}

const safe = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
