import { Card, useReader } from '../../ui/index.ts'
import type { Ground } from '../rules.ts'

/** Why circles may be formed from somebody's answers: what they said themselves, or what was stated about them. */
export function GroundCard({ ground: { agreed, basis } }: { ground: Ground }) {
  const { say, moment } = useReader()
  return (
    <Card title={say('applications.ground.title')}>
      {agreed && <p>{say('applications.agreed', { day: moment(agreed.at, 'date'), version: agreed.version })}</p>}
      {!agreed && basis && <p>{say(`applications.ground.${basis.as}`)}</p>}
      {!agreed && basis?.at && (
        <p class="quiet">{say('applications.ground.since', { day: moment(basis.at, 'date') })}</p>
      )}
    </Card>
  )
}
