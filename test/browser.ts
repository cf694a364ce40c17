import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { type Browser, chromium, type LaunchOptions } from 'playwright-core'

const run = promisify(execFile)
const requireHere = createRequire(import.meta.url)

// No sandbox: root has no user namespace to hide in, and many containers forbid it to everyone.
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
]

/**
 * Starts the Chromium that comes from npm: no system package is needed. Close the browser yourself.
 * Extra `args` are added to ours; the package's own are not used, for they switch web security off.
 */
export async function launch(options: LaunchOptions = {}): Promise<Browser> {
  const home = await extracted()
  const executablePath = join(home, 'chromium')
  return chromium.launch({
    ...options,
    executablePath,
    args: [...args, ...(options.args ?? [])],
    env: {
      ...process.env,
      FONTCONFIG_FILE: join(home, 'fonts.conf'),
      ...(await libraries(home, executablePath)),
      ...options.env,
    },
  })
}

/** Unpacks once a version. A rename makes it whole for test files that start at the same moment. */
async function extracted(): Promise<string> {
  const entry = requireHere.resolve('@sparticuz/chromium')
  const { version } = requireHere(join(dirname(dirname(entry)), 'package.json')) as { version: string }
  const home = join(tmpdir(), `trellis-chromium-${version}-${process.getuid?.() ?? 'me'}`)
  if (existsSync(join(home, 'chromium'))) return home
  const staging = await mkdtemp(`${home}-`)
  await unpackInto(staging, entry)
  await writeFile(join(staging, 'fonts.conf'), fontsConf(home))
  await rename(staging, home).catch(async (problem: unknown) => {
    await rm(staging, { recursive: true, force: true })
    if (!existsSync(join(home, 'chromium'))) throw problem
  })
  return home
}

/** In a process of its own, because the package unpacks to the temporary folder of the process and nowhere else. */
async function unpackInto(folder: string, entry: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const script = `
    import { pathToFileURL } from 'node:url'
    const { default: chromium, inflate } = await import(pathToFileURL(process.argv[1]))
    await chromium.executablePath()
    await inflate(process.argv[2])`
  const spare = join(dirname(dirname(entry)), 'bin', 'al2023.tar.br')
  await run(process.execPath, ['--input-type=module', '-e', script, entry, spare], {
    env: { ...process.env, TMPDIR: folder },
  })
}

/** The package brings the few libraries that a bare machine may lack; they are used only where they are missing. */
async function libraries(home: string, executablePath: string): Promise<Record<string, string>> {
  const { stdout } = await run('ldd', [executablePath]).catch(() => ({ stdout: 'not found' }))
  if (!stdout.includes('not found')) return {}
  const known = process.env.LD_LIBRARY_PATH
  return { LD_LIBRARY_PATH: [join(home, 'al2023', 'lib'), known].filter(Boolean).join(':') }
}

/** The same letters on every machine, so that pictures can be compared. */
const fontsConf = (home: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(home, 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(home, 'fonts-cache')}</cachedir>
  <alias binding="strong"><family>sans-serif</family><prefer><family>Open Sans</family><family>DejaVu Sans</family></prefer></alias>
  <alias binding="strong"><family>system-ui</family><prefer><family>Open Sans</family><family>DejaVu Sans</family></prefer></alias>
  <alias binding="strong"><family>serif</family><prefer><family>DejaVu Serif</family><family>Open Sans</family></prefer></alias>
  <alias binding="strong"><family>monospace</family><prefer><family>DejaVu Sans Mono</family><family>Open Sans</family></prefer></alias>
</fontconfig>
`
