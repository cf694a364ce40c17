import { addDemo } from '../demo/add.ts'
import { type Demo, findDemo } from '../demo/find.ts'
import { renewLinks, type ViewName, viewsOf } from '../demo/links.ts'
import { removeDemo } from '../demo/remove.ts'
import { Misunderstood, type Run, type Terminal } from '../platform/command.ts'
import type { Services } from '../platform/http/asked.ts'
import { isLocal, ownOrigin } from '../platform/http/origin.ts'
import { withHouse } from './connect.ts'

/** Adds a community of invented people to look around in, says how to see it, or takes it away again. */
export const run: Run = async (args, terminal) => {
  const [what, ...more] = args
  const verb = verbs.find(({ name }) => name === what)
  if (!verb || more.length > 0) throw new Misunderstood('Say add, links or remove.')
  return withHouse(terminal, ({ services }) => verb.does(services, terminal))
}

type Does = (services: Services, terminal: Terminal) => Promise<number>

const add: Does = async (services, terminal) => {
  const before = await findDemo(services.handles)
  if (before) return isThere(before, services, terminal)
  await addDemo(services, ownOrigin(services))
  const made = await findDemo(services.handles)
  if (!made) throw new Error('The demo was removed while it was being made.')
  terminal.tell(
    `The demo is ready: ${made.name}, 24 invented people and three circles, at ${ownOrigin(services)}/c/${made.slug}`,
  )
  return showLinks(made, services, terminal)
}

async function isThere(demo: Demo, services: Services, terminal: Terminal): Promise<number> {
  if (demo.state === 'making') {
    terminal.tell(
      'A demo is being made at this moment, or was left half made. Wait a little; if it stays so: demo remove, then demo add.',
    )
    return 1
  }
  terminal.tell(
    `There is a demo already, at ${ownOrigin(services)}/c/${demo.slug}: one is enough. New links into it: demo links. A fresh one: demo remove, then demo add.`,
  )
  return 1
}

const links: Does = async (services, terminal) => {
  const demo = await findDemo(services.handles)
  if (demo) return showLinks(demo, services, terminal)
  terminal.tell('There is no demo. To have one: demo add.')
  return 1
}

async function showLinks(demo: Demo, services: Services, { out, tell }: Terminal): Promise<number> {
  const origin = ownOrigin(services)
  await renewLinks(services, demo)
  for (const { who, name, path } of await viewsOf(services, demo)) {
    tell(`\nSee it as ${name}, ${notes[who]}:`)
    out(origin + path)
  }
  tell(
    '\nEach link works once. Use a private window for each, so that you stay signed in as yourself. New ones: demo links.',
  )
  if (isLocal(new URL(origin).hostname)) tell('The links work on this computer only, for the address is localhost.')
  return 0
}

const notes: Record<ViewName, string> = {
  amara: 'a member, in the middle of her circle’s time',
  lucia: 'a member who reads Spanish, and whose circle is about to close',
  oliver: 'a member of a new circle, who has not agreed yet',
  jonas: 'who organises',
}

const remove: Does = async (services, { tell }) => {
  const demo = await findDemo(services.handles)
  if (demo) await removeDemo(services, demo)
  tell(demo ? 'The demo is gone, and nothing of it is left.' : 'There is no demo, so nothing was removed.')
  return demo ? 0 : 1
}

const verbs: readonly { readonly name: string; readonly does: Does }[] = [
  { name: 'add', does: add },
  { name: 'links', does: links },
  { name: 'remove', does: remove },
]
