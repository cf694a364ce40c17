import { Card, Notice, RowItem, Rows, useReader } from '../../ui/index.ts'
import type { Ground, Search } from '../reads/places.ts'
import { type FoundNobody, type FoundNowhere, freeIn, type HeldCircle, lacking, type Mend } from '../rules/places.ts'
import { percent } from '../rules.ts'
import { useList, useRule } from './words.tsx'

/** What organisers see of the places of a season. */
export interface DeskData {
  readonly ground: Ground
  readonly searches: readonly Search[]
  readonly now: Date
}

export const nameIn = ({ people }: Pick<Ground, 'people'>, id: string): string => people.get(id)?.name ?? '…'
export const circleIn = ({ circles }: Pick<Ground, 'circles'>, id: string): string =>
  circles.find((each) => each.id === id)?.name ?? '…'

/** Places for which nobody was found, and people for whom no place was: with the rules that close each door. */
export function Freed({ ground, searches, formation }: DeskData & { formation: string }) {
  const { say } = useReader()
  const nobody = searches.flatMap(({ circle: id, nobody: facts }) => {
    const circle = ground.circles.find((each) => each.id === id)
    const matters =
      circle && circle.formation === formation && (freeIn(ground, circle) > 0 || lacking(ground, circle) > 0)
    return matters && facts ? [{ circle, facts }] : []
  })
  const again = ground.waiting
    .filter(({ againSince }) => againSince)
    .map(({ application }) => ({
      application,
      facts: searches.find((each) => each.application === application)?.nowhere,
    }))
  if (nobody.length + again.length === 0) return null
  return (
    <Card tone="ask" title={say('formation.freed.title')}>
      <Rows>
        {nobody.map(({ circle, facts }) => (
          <RowItem key={circle.id}>
            <strong>{say('formation.freed.circle', { circle: circle.name, free: freeIn(ground, circle) })}</strong>
            <Nobody ground={ground} circle={circle} facts={facts} />
          </RowItem>
        ))}
        {again.map(({ application, facts }) => (
          <RowItem key={application}>
            <strong>{say('formation.freed.person', { name: nameIn(ground, application) })}</strong>
            {facts && <Nowhere ground={ground} facts={facts} />}
          </RowItem>
        ))}
      </Rows>
      <p class="quiet">{say('formation.freed.how')}</p>
    </Card>
  )
}

function Nobody({ ground, circle, facts }: { ground: Ground; circle: HeldCircle; facts: FoundNobody }) {
  const { say } = useReader()
  const because = useBecause()
  const { small, mends, soon, looked, closed } = facts
  return (
    <>
      <ul class="stack close quiet">
        {(soon || looked === 0) && <li>{say(soon ? 'formation.freed.soon' : 'formation.freed.nobody')}</li>}
        {closed.map(({ application, ...why }) => (
          <li key={application}>
            {say('formation.freed.closed', { name: nameIn(ground, application), because: because(why) })}
          </li>
        ))}
      </ul>
      {small && lacking(ground, circle) > 0 && (
        <Notice tone="warn">
          <p>{say('formation.freed.small', { taken: small.taken, min: small.min })}</p>
          {mends.map((mend, n) => (
            <p key={String(n)}>
              <MendSentence ground={ground} mend={mend} />
            </p>
          ))}
          {mends.length === 0 && <p>{say('formation.freed.noMend')}</p>}
        </Notice>
      )}
    </>
  )
}

/** Less than a tenth of a point is nothing. */
const wayOf = (cost: number) => (Math.abs(cost) < 0.0005 ? 'same' : cost > 0 ? 'loses' : 'gains')

/** How a circle would become whole, and what it costs in fit. */
function MendSentence({ ground, mend }: { ground: Ground; mend: Mend }) {
  const { say } = useReader()
  const figures = {
    fit: percent(mend.fit),
    cost: Math.abs(Math.round(mend.cost * 1000) / 10),
    way: wayOf(mend.cost),
  }
  return mend.kind === 'merge'
    ? say('formation.freed.merge', { circle: circleIn(ground, mend.with), ...figures })
    : say('formation.freed.move', {
        name: nameIn(ground, mend.person),
        circle: circleIn(ground, mend.from),
        ...figures,
      })
}

function Nowhere({ ground, facts }: { ground: Ground; facts: FoundNowhere }) {
  const { say } = useReader()
  const because = useBecause()
  return (
    <ul class="stack close quiet">
      {facts.doors.map(({ circle, ...why }) => (
        <li key={circle}>{say('formation.freed.closed', { name: circleIn(ground, circle), because: because(why) })}</li>
      ))}
      {facts.full > 0 && <li>{say('formation.freed.full', { circles: facts.full })}</li>}
    </ul>
  )
}

/** What closes a door, in a few words. */
export function useBecause(): (why: { rules: FoundNobody['closed'][number]['rules']; poor: boolean }) => string {
  const { say } = useReader()
  const rule = useRule()
  const join = useList()
  return ({ rules, poor }) => {
    if (rules.length > 0) return say('formation.freed.breaks', { rules: join(rules.map(rule)) })
    return say(poor ? 'formation.freed.poor' : 'formation.freed.later')
  }
}
