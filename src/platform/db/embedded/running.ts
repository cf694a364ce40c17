import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join, resolve } from 'node:path'

/** Where the socket of a server is that runs on this data directory right now; undefined where none answers. */
export async function runningSocket(dataDir: string): Promise<string | undefined> {
  const folder = socketFolderOf(join(resolve(dataDir), 'database'))
  return folder && (await answers(join(folder, '.s.PGSQL.5432'))) ? folder : undefined
}

/** The fifth line of `postmaster.pid` names the folder of the socket (PostgreSQL, "pidfile.h"). */
function socketFolderOf(database: string): string | undefined {
  try {
    return readFileSync(join(database, 'postmaster.pid'), 'utf8').split('\n')[4]?.trim() || undefined
  } catch {
    return undefined
  }
}

/** Does anybody listen at this socket? */
export function answers(path: string): Promise<boolean> {
  return new Promise((answer) => {
    const socket = connect(path)
    socket.once('connect', () => {
      socket.destroy()
      answer(true)
    })
    socket.once('error', () => answer(false))
  })
}
