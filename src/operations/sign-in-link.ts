import { operatorLinks } from '../arriving/writes.ts'
import { Misunderstood, type Run } from '../platform/command.ts'
import { ownOrigin } from '../platform/http/origin.ts'
import { withHouse } from './connect.ts'

/** Prints a link for each account and community of an address. */
export const run: Run = async (args, terminal) => {
  const [address, ...more] = args
  if (!address?.includes('@') || more.length > 0) throw new Misunderstood('Name one mail address.')
  return withHouse(terminal, async ({ services }) => {
    const links = await operatorLinks(services.handles, address, services.now())
    for (const { name, community, path } of links) {
      terminal.tell(`${name}, in ${community}:`)
      terminal.out(ownOrigin(services) + path)
    }
    if (links.length === 0) terminal.tell(`Nobody has the address ${address}.`)
    else terminal.tell('Each link works once, within the hour. That it was used is told to the person.')
    return links.length === 0 ? 1 : 0
  })
}
