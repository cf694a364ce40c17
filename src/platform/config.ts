import { join, resolve } from 'node:path'
import { z } from 'zod'
import { usualDataDir } from './db/embedded/folders.ts'

const flag = z.enum(['0', '1']).transform((value) => value === '1')

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  HOST: z.string().default('localhost'),
  DATA_DIR: z.string().optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  TRELLIS_KEY_FILE: z.string().optional(),
  BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  TRUSTED_PROXIES: z.string().default(''),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  TRELLIS_WORKER: flag.default(true),
})

/** Everything that is set from outside, read once at the start. Paths are absolute, addresses without a closing slash. */
export interface Config {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  readonly databaseUrl: string | undefined
  readonly keyFile: string
  readonly shareDir: string
  /** The public address; undefined until one is set here or by the wizard. */
  readonly baseUrl: string | undefined
  readonly trustedProxies: readonly string[]
  readonly smtpUrl: string | undefined
  readonly mailFrom: string | undefined
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  readonly worker: boolean
}

/** A setting that cannot be used: the sentence names the variable and what it should look like. */
export class BadSetting extends Error {}

/** Reads the configuration from environment variables. Throws {@link BadSetting} with one sentence a fault. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const parsed = environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')))
  if (!parsed.success) {
    throw new BadSetting(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'))
  }
  const set = parsed.data
  const dataDir = resolve(set.DATA_DIR ?? usualDataDir(env))
  const keyFile = set.TRELLIS_KEY_FILE ?? join(dataDir, 'keys', 'trellis.key')
  return {
    port: set.PORT,
    host: set.HOST,
    dataDir,
    databaseUrl: set.DATABASE_URL,
    keyFile,
    shareDir: join(keyFile, '..', 'shares'),
    baseUrl: set.BASE_URL?.replace(/\/+$/, ''),
    trustedProxies: set.TRUSTED_PROXIES.split(/[,\s]+/).filter(Boolean),
    smtpUrl: set.SMTP_URL,
    mailFrom: set.MAIL_FROM,
    logLevel: set.LOG_LEVEL,
    worker: set.TRELLIS_WORKER,
  }
}
