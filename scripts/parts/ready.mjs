import { isFresh } from './freshness.mjs'
import { install } from './install.mjs'

/** Installs and builds what is missing, so that what is in `dist` can run. Says something only when there is much to do. */
export async function makeReady() {
  install({ tools: false })
  if (isFresh()) return
  try {
    const { build } = await import('../build.mjs')
    await build()
  } catch (error) {
    console.error(`The build failed: ${error.message}`)
    process.exit(1)
  }
}
