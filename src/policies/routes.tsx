import { owner } from '../communities/web.ts'
import { anyone } from '../people/web.ts'
import { go } from '../platform/http/answers.ts'
import type { Asked, CommunityHere } from '../platform/http/asked.ts'
import { form, page } from '../platform/http/registry.ts'
import { chooseLocale, languages } from '../platform/i18n/languages.ts'
import { sayIn } from '../platform/i18n/say.ts'
import { ContactPage, draft, PolicyEditor, PolicyPage } from './pages.tsx'
import { latestPolicy, whatIsKept } from './reads.ts'
import { type Document, documents, policyForm, type Texts } from './rules.ts'
import { publishPolicy } from './writes.ts'

type Db = Parameters<typeof whatIsKept>[0]

export const policyEntries = [
  page('/privacy', anyone, async ({ db, here }, asked) => show(db, here, asked, 'privacy')),
  page('/terms', anyone, async ({ db, here }, asked) => show(db, here, asked, 'terms')),
  page('/contact', anyone, async ({ here }) => <ContactPage contact={here.contact} />),
]

export const policySettings = documents.flatMap((document) => {
  const path = `/settings/${document}`
  const edit = async ({ db, here }: { db: Db; here: CommunityHere }) => {
    const latest = await latestPolicy(db, document)
    const texts = latest?.texts ?? (await drafts(db, here, document))
    return <PolicyEditor document={document} texts={texts} isDraft={latest === undefined} />
  }
  return [
    page(path, owner, edit),
    form(path, owner, {
      schema: policyForm,
      back: edit,
      act: async ({ db, office }, texts) => {
        await publishPolicy(db, office, document, texts)
        return go(`/${document}`)
      },
    }),
  ]
})

async function show(db: Db, here: CommunityHere, asked: Asked, document: Document) {
  const latest = await latestPolicy(db, document)
  const texts = latest?.texts ?? (await drafts(db, here, document))
  const text = texts[asked.locale] ?? texts[here.locale] ?? texts.en ?? ''
  const mayEdit = asked.who?.person?.offices.includes('owner') ?? false
  return (
    <PolicyPage policy={{ document, version: latest?.version ?? 1, text, since: latest?.made_at }} mayEdit={mayEdit} />
  )
}

async function drafts(db: Db, { name, contact }: CommunityHere, document: Document): Promise<Texts> {
  const kept = await whatIsKept(db)
  const inLanguage = (language: string) =>
    draft(document, sayIn(chooseLocale({ chosen: language })), { community: name, contact, kept })
  return Object.fromEntries(languages.map((language) => [language, inLanguage(language)]))
}
