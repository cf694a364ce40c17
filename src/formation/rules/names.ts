/** Somebody who applied. */
interface Applicant {
  readonly name: string
  readonly zone: string
  readonly address: string
  readonly ref: string
}

/**
 * The same people for whoever organises, those of one name told apart: by where they live, else by their mail address, else by what the file
 * calls them.
 */
export function toldApart<One extends Applicant>(people: ReadonlyMap<string, One>): ReadonlyMap<string, One> {
  const namesakes = [...Map.groupBy(people, ([, { name }]) => name.toLowerCase()).values()].filter(
    ({ length }) => length > 1,
  )
  if (namesakes.length === 0) return people
  const apart = new Map(people)
  for (const same of namesakes) {
    const sign = signs.find((of) => new Set(same.map(([, one]) => of(one))).size === same.length) ?? refOf
    for (const [id, one] of same) apart.set(id, { ...one, name: `${one.name} (${sign(one)})` })
  }
  return apart
}

const cityOf = ({ zone }: Applicant) => zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone
const addressOf = ({ address, ref }: Applicant) => address || ref
const refOf = ({ ref }: Applicant) => ref
const signs = [cityOf, addressOf]
