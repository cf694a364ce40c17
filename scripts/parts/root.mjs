import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds package.json, wherever a command was given. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..')
