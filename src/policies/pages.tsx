import type { MessageKey, Say } from '../ui/index.ts'
import { Area, Article, Button, ButtonLink, Form, Notice, Page, useReader } from '../ui/index.ts'
import type { Document, Policy, Texts } from './rules.ts'

interface Facts {
  readonly community: string
  readonly contact: string
  readonly kept: readonly { readonly table: string; readonly sealed: boolean; readonly organisers: boolean }[]
}

/** The draft of a document in one language, in the marks of an article. Made from what the database says it keeps. */
export function draft(document: Document, say: Say, facts: Facts): string {
  const { community } = facts
  const contact = facts.contact || say('policies.contact.none')
  if (document === 'terms') return say('policies.terms.draft', { community, contact })
  const kept = facts.kept.map((each) => `- ${keptLine(each, say)}`).join('\n')
  return say('policies.privacy.draft', { community, contact, kept })
}

function keptLine({ table, sealed, organisers }: Facts['kept'][number], say: Say): string {
  const who = sealed ? 'policies.seen.circle' : organisers ? 'policies.seen.organisers' : 'policies.seen.members'
  return say('policies.kept.line', { what: say(keptKey(table)), who: say(who) })
}

/** Each table with something personal in it has its sentence; a test holds the catalogue to that. */
export function keptKey(table: string): MessageKey {
  return `policies.kept.${table}` as MessageKey
}

/** A document for everybody to read. */
export function PolicyPage({ policy, mayEdit }: { policy: Policy; mayEdit: boolean }) {
  const { say, moment } = useReader()
  const { document, version, since } = policy
  return (
    <Page
      title={say(`policies.${document}.title`)}
      width="narrow"
      hidden={false}
      lead={say('policies.version', { version, since: since ? moment(since, 'date') : say('policies.fromTheStart') })}
      actions={mayEdit && <ButtonLink to={`/settings/${document}`}>{say('policies.edit')}</ButtonLink>}
    >
      <Article text={policy.text} />
    </Page>
  )
}

/** The owner's editor: both languages, with the present text to begin from. */
export function PolicyEditor({ document, texts, isDraft }: { document: Document; texts: Texts; isDraft: boolean }) {
  const { say } = useReader()
  return (
    <Page title={say(`policies.${document}.editTitle`)} width="narrow" lead={say('policies.editLead')}>
      {isDraft && <Notice>{say('policies.isDraft')}</Notice>}
      <Form action={`/settings/${document}`}>
        <Area name="en" label={say('policies.inEnglish')} value={texts.en} rows={18} hint={say('policies.marks')} />
        <Area name="es" label={say('policies.inSpanish')} value={texts.es} rows={18} hint={say('policies.marks')} />
        <div>
          <Button kind="first">{say('policies.publish')}</Button>
        </div>
      </Form>
    </Page>
  )
}

/** How to reach whoever runs this. */
export function ContactPage({ contact }: { contact: string }) {
  const { say, community } = useReader()
  return (
    <Page title={say('policies.contact.title')} width="narrow" hidden={false}>
      {contact ? <Article text={contact} /> : <p>{say('policies.contact.none')}</p>}
      <p>{say('policies.contact.notTheSite', { community: community?.name ?? '' })}</p>
    </Page>
  )
}
