import { readdirSync } from 'node:fs'

/** Whether a package of the lockfile is asked for: all of them with `tools`, else those that run time needs. */
export function wanted(path, entry, { tools }) {
  return path !== '' && !entry.link && (tools || !entry.dev)
}

const here = { os: process.platform, cpu: process.arch, libc: libc() }

/** Whether npm would install this package on such a machine. */
export function mayBeInstalled(entry, machine = here) {
  return fits(entry.os, machine.os) && fits(entry.cpu, machine.cpu) && fits(entry.libc, machine.libc)
}

/** Names as in package.json: one or several that are let in, or that are not, marked by `!`. */
function fits(names, name) {
  if (!names || name === undefined) return true
  const list = [names].flat()
  if (list.includes(`!${name}`)) return false
  return list.includes(name) || list.every((entry) => entry.startsWith('!'))
}

function libc() {
  if (process.platform !== 'linux') return undefined
  return readdirSync('/lib').some((name) => name.startsWith('ld-musl-')) ? 'musl' : 'glibc'
}
