import { statfsSync } from 'node:fs'
import { relative } from 'node:path'
import type { Config } from './config.ts'

/** Free and whole bytes of the disk on which a folder stands; undefined where the system does not say. */
export function diskSpace(folder: string): { free: number; whole: number } | undefined {
  try {
    const { bavail, blocks, bsize } = statfsSync(folder)
    return { free: bavail * bsize, whole: blocks * bsize }
  } catch {
    return undefined
  }
}

/** Less than a gigabyte, or less than a twentieth of the disk. */
export const tight = ({ free, whole }: { free: number; whole: number }): boolean => free < 1e9 || free < whole / 20

/** Does the key file lie in the folder of the data, so that whoever copies that folder has both? */
export function keyBesideData({ keyFile, dataDir }: Pick<Config, 'keyFile' | 'dataDir'>): boolean {
  return !relative(dataDir, keyFile).startsWith('..')
}

/** Headers by which a reverse proxy shows itself. */
export const proxyShows = (headers: Headers): boolean =>
  ['x-forwarded-for', 'x-forwarded-proto', 'forwarded'].some((name) => headers.has(name))

/** Whether this Node knows the clock changes of the world: a build without them says the same hour all year. */
export function knowsZones(): boolean {
  const hour = (at: string) =>
    new Intl.DateTimeFormat('en', { timeZone: 'Europe/Lisbon', hour: 'numeric', hourCycle: 'h23' }).format(new Date(at))
  return hour('2026-01-15T12:00Z') === '12' && hour('2026-07-15T12:00Z') === '13'
}
