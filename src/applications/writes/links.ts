import type { CommunityHere } from '../../platform/http/asked.ts'
import { hashOf } from '../../platform/ids.ts'
import type { Application } from '../rules.ts'

/** The personal link of someone who has not come yet, as a path. It can be made again, so only its hash is kept. */
export const personalPath = (here: CommunityHere, { id, generation }: Pick<Application, 'id' | 'generation'>): string =>
  `/p/${tokenFor(here, id, generation)}`

const tokenFor = ({ vault }: CommunityHere, id: string, generation: number) =>
  vault.token(`application ${id} ${generation}`)

export const tokenHash = (here: CommunityHere, id: string, generation: number) => hashOf(tokenFor(here, id, generation))
