import type { TestProject } from 'vitest/node'
import { startTestPostgres } from './postgres.ts'
import { makeTemplate } from './template.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: string
  }
}

/** One PostgreSQL for the whole run, with the migrated template in it. */
export default async function start(project: TestProject) {
  const postgres = await startTestPostgres()
  await makeTemplate(postgres.url)
  project.provide('postgres', postgres.url)
  return () => postgres.stop()
}
