import { Misunderstood, type Run } from '../platform/command.ts'
import { readConfig } from '../platform/config.ts'
import { diskSpace, keyBesideData, knowsZones, tight } from '../platform/health.ts'
import { greet, Undelivered } from '../platform/mail/deliver.ts'
import { mailServer } from '../platform/mail/server.ts'
import { withHouse } from './connect.ts'

/** One finding: what was looked at, whether it is well, and what to do where it is not. */
interface Finding {
  readonly well: boolean
  readonly text: string
}

/** Looks around and says what it found; 1 where something needs a hand. */
export const run: Run = async (args, terminal) => {
  if (args.length > 0) throw new Misunderstood('Nothing follows doctor.')
  const config = readConfig(terminal.env)
  const space = diskSpace(config.dataDir)
  const findings: Finding[] = [
    well(knowsZones(), 'Node knows the clock changes of the world', 'This Node lacks them: use one with full ICU'),
    well(!space || !tight(space), 'There is room on the disk', `The disk of ${config.dataDir} is nearly full`),
    well(
      !keyBesideData(config),
      'The keys lie apart from the data',
      `The keys lie beside the data: move ${config.keyFile} with its folder elsewhere and set TRELLIS_KEY_FILE`,
    ),
    ...(await withHouse(terminal, async ({ services }) => {
      const { settings } = services
      const { lastBackup } = settings()
      return [
        { well: true, text: 'The database answers, and its key opens' },
        well(lastBackup !== undefined, `The last backup was made ${lastBackup}`, 'There is no backup yet: backup FILE'),
        await mailFinding(services),
      ]
    })),
  ]
  for (const { well: fine, text } of findings) terminal.out(`${fine ? 'ok  ' : 'look'}  ${text}.`)
  return findings.every((finding) => finding.well) ? 0 : 1
}

const well = (fine: boolean, yes: string, no: string): Finding => ({ well: fine, text: fine ? yes : no })

async function mailFinding(services: Parameters<typeof mailServer>[0]): Promise<Finding> {
  const server = mailServer(services)
  if (!server) return { well: false, text: 'No mail server is set: mail stays here, each under its reader’s name' }
  try {
    await greet(server)
    return { well: true, text: `The mail server ${server.url.hostname} answers` }
  } catch (error) {
    const code = error instanceof Undelivered ? error.code : 'no answer'
    return { well: false, text: `The mail server ${server.url.hostname} does not take us: ${code}` }
  }
}
