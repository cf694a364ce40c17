import { Link, useReader } from '../../ui/index.ts'

/** Where mail and the public address are set, for whoever may; for others, by whom. */
export function WhereAddress({ mine }: { mine: boolean }) {
  const { say } = useReader()
  if (!mine) return <>{say('formation.address.whose')}</>
  return <Link to="/settings/mail">{say('formation.address.set')}</Link>
}
