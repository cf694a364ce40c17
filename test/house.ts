import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { jobs } from '../src/app.tsx'
import { type House, openHouse } from '../src/house.ts'
import { readConfig } from '../src/platform/config.ts'
import { newId } from '../src/platform/ids.ts'
import { openLog } from '../src/platform/log.ts'
import { foundTestCommunity, type TestCommunity } from './arrange.ts'
import { Browser } from './browserless.ts'
import { type PostedMail, postedMails, workOff } from './by-hand.ts'
import { connectAsOwner, copyTemplate, dropCopy, templateName, testKey } from './template.ts'

const root = new URL('..', import.meta.url).pathname

/** The whole product on a database of its own, for one test file. `owner` sees past every role: for looking, not for arranging. */
export interface TestHouse extends House {
  readonly owner: pg.Client
  readonly database: string
  readonly folder: string
  /** A clock that only moves when told; `undefined` runs with the real one. */
  setNow(at: Date | undefined): void
  /** Somebody without an account. */
  nobody(): Browser
  /** Does what was handed over, by hand and at once, until nothing due is left. */
  work(): Promise<void>
  /** Every mail that was posted, opened, oldest first. */
  mails(): Promise<PostedMail[]>
  /** A community with its owner, as the wizard would found it. */
  community(slug: string, name?: string): Promise<TestCommunity>
  /** The same product started once more on the same database, as after a stop; people keep their cookies. */
  restart(): Promise<{ readonly server: House['server']; wearing(who: Browser): Browser; end(): Promise<void> }>
  end(): Promise<void>
}

/** Opens the product on a fresh copy of the migrated template. */
export async function openTestHouse(env: Record<string, string> = {}): Promise<TestHouse> {
  const url = inject('postgres')
  const database = `${templateName}_${newId().replaceAll('-', '').slice(-16)}`
  await copyTemplate(url, database)
  const folder = mkdtempSync(join(tmpdir(), 'trellis-house-'))
  const { now, setNow } = ownClock()
  const open = opener(url, database, { DATA_DIR: folder, ...env }, now)
  const house = await open()
  const owner = await connectAsOwner(url, database)
  return {
    ...house,
    ...toolsFor(house, owner),
    database,
    folder,
    setNow,
    restart: async () => again(await open()),
    async end() {
      await house.close()
      await owner.end()
      await dropCopy(url, database)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A clock that stands still where it was set to. */
export function ownClock(): { now(): Date; setNow(at: Date | undefined): void } {
  let set: Date | undefined
  return {
    now: () => set ?? new Date(),
    setNow: (at) => {
      set = at
    },
  }
}

/** What tests do with a house, whichever database it stands on. */
export function toolsFor(
  house: House,
  owner: pg.Client,
): Pick<TestHouse, 'owner' | 'nobody' | 'work' | 'mails' | 'community'> {
  return {
    owner,
    nobody: () => new Browser(house.server),
    work: () => workOff(owner, jobs, house.services),
    mails: () => postedMails(owner, house.services),
    community: (slug, name = slug) => foundTestCommunity(house, slug, name),
  }
}

/** Opens the product on one database, as often as asked. */
function opener(url: string, database: string, env: Record<string, string>, now: () => Date): () => Promise<House> {
  const config = readConfig({ LOG_LEVEL: process.env.TEST_LOG ?? 'silent', ...env })
  const { host, port } = new pg.Client({ connectionString: url })
  const server = { host, port, database, roles: templateName }
  return () => openHouse(config, { server, key: testKey }, root, openLog(config.logLevel), now)
}

function again(house: House) {
  return {
    server: house.server,
    wearing: ({ cookie, person, account, base }: Browser) =>
      new Browser(house.server, { cookie, person, account, base }),
    end: () => house.close(),
  }
}
