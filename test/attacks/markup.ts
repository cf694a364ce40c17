import type { Fixtures } from '../audience/fixtures.ts'

/** Ends an attribute, an element and a script, each in its turn. */
export const markup = `"'><img src=x onerror=alert(1)></script><script>alert(2)</script>`

/** Wherever somebody who does not sit in a circle can type. */
export async function typeMarkup(people: Fixtures['people']): Promise<void> {
  const { owner, organiser, applicant } = people
  const person = people['circle member']
  const me = { name: markup, pronouns: `p${markup.slice(0, 30)}`, say_name: markup, zone: 'UTC', locale: 'en' }
  await person.submit('/me', me)
  await person.submit('/forum/topics/new', { title: markup, body: `${markup}\n\n[a link](javascript:alert(1))` })
  await applicant.submit('/circles/new', {
    ...{
      id: crypto.randomUUID(),
      name: markup.slice(0, 60),
      purpose: markup,
      rhythm: 'weekly',
      places: '5',
      open: 'open',
    },
  })
  const article = {
    title: markup,
    takeaways: `${markup}\n${markup}`,
    author: markup.slice(0, 60),
    body: `# ${markup}\n\n[x](javascript:alert(1))`,
  }
  await organiser.submit('/insights/new', { ...article, audience: 'public', next: 'publish' })
  const settings = {
    name: markup.slice(0, 50),
    line: markup,
    slug: 'long-table',
    colour: '',
    contact: markup,
    start_circles: 'on',
  }
  await owner.submit('/settings', { ...settings, language: 'en', zone: 'Europe/Lisbon' })
}
