import { Actions, ButtonLink, Card, EmptyState, Facts, Notice, Page, Stack, useReader } from '../../ui/index.ts'
import type { Ground } from '../reads.ts'
import { nameOf, percent, planOf, type Remedy, sideOf } from '../rules.ts'
import { useDeed, usePoints, useTimes } from './words.tsx'

/** How well each circle goes together now, by its id. */
export type Fits = Readonly<Record<string, number>>

interface RemediesData {
  readonly ground: Ground
  readonly circle: Ground['circles'][number]
  readonly fits: Fits
  readonly remedies: readonly Remedy[]
  /** What it costs the mean to touch only this circle; null where there is nothing to choose. */
  readonly touchingOne: number | null
  /** What it costs the mean that everybody else stays where they are. */
  readonly keeping: number
}

/** What would help one circle, with what each would cost. */
export function RemediesPage({ ground, circle, fits, remedies, touchingOne, keeping }: RemediesData) {
  const { say } = useReader()
  const side = sideOf(circle.people.length, ground.policy.size)
  return (
    <Page
      title={say('rebalancing.remedies.title', { name: circle.name })}
      lead={say('rebalancing.remedies.lead', { side, people: circle.people.length, ...ground.policy.size })}
      lock={say('rebalancing.lock')}
      back={{ to: '/rebalancing', label: say('rebalancing.title') }}
    >
      {remedies.length > 0 && <Price touchingOne={touchingOne} keeping={keeping} />}
      {[...Map.groupBy(remedies, ({ kind }) => kind)].map(([kind, own]) => (
        <Card key={kind} title={say(`rebalancing.kind.${kind}`)}>
          <Stack>
            {own.map((remedy) => (
              <OneRemedy key={nameOf(remedy)} ground={ground} fits={fits} circle={circle.id} remedy={remedy} />
            ))}
          </Stack>
        </Card>
      ))}
      {remedies.length === 0 && (
        <EmptyState title={say('rebalancing.remedies.none.title')}>
          <p>{say('rebalancing.remedies.none.text', { side })}</p>
        </EmptyState>
      )}
    </Page>
  )
}

function Price({ touchingOne, keeping }: Pick<RemediesData, 'touchingOne' | 'keeping'>) {
  const { say } = useReader()
  const points = usePoints()
  return (
    <Notice title={say('rebalancing.price.title')}>
      {touchingOne !== null && (
        <p>{say('rebalancing.price.one', { any: touchingOne >= SHOWN, cost: points(touchingOne, false) })}</p>
      )}
      <p>{say('rebalancing.price.others', { any: keeping >= SHOWN, cost: points(keeping, false) })}</p>
    </Notice>
  )
}

/** Less than half a tenth of a point is shown as nothing. */
const SHOWN = 0.0005

interface OneProps {
  readonly ground: Ground
  readonly fits: Fits
  readonly circle: string
  readonly remedy: Remedy
}

function OneRemedy({ ground, fits, circle, remedy }: OneProps) {
  const { say } = useReader()
  const deed = useDeed()
  return (
    <Stack close>
      <p dir="auto">
        <strong>{deed(ground, remedy)}</strong>
      </p>
      <RemedyFacts ground={ground} fits={fits} remedy={remedy} />
      <Actions>
        <ButtonLink
          to={`/rebalancing/circles/${circle}/${nameOf(remedy)}`}
          label={say('rebalancing.remedies.choose.label', { deed: deed(ground, remedy) })}
        >
          {say('rebalancing.remedies.choose')}
        </ButtonLink>
      </Actions>
    </Stack>
  )
}

/** Rules, hours, fit, and how many it touches. */
export function RemedyFacts({ ground, fits, remedy }: Omit<OneProps, 'circle'>) {
  const { say } = useReader()
  const points = usePoints()
  const times = useTimes()
  const { policy, circles } = ground
  const named = (id: string) => circles.find((each) => each.id === id)?.name ?? say('rebalancing.begun')
  const asked = planOf(remedy, circles, '').seats.length
  const hours = ({ slots }: Remedy['after'][number]) =>
    policy.season ? times(slots, policy.season.from, policy.meetingMinutes) : ''
  return (
    <Facts
      facts={[
        [say('rebalancing.fact.rules'), say('rebalancing.fact.rules.kept')],
        ...remedy.after.map(
          (after) => [say('rebalancing.fact.hours', { name: named(after.circle) }), hours(after)] as const,
        ),
        [say('rebalancing.fact.fit'), <Change key="fit" ground={ground} fits={fits} remedy={remedy} />],
        [say('rebalancing.fact.mean'), say('rebalancing.fact.mean.change', { change: points(remedy.gain) })],
        [say('rebalancing.fact.touched'), say('rebalancing.touched', { circles: remedy.touched.length, asked })],
      ]}
    />
  )
}

/** How well each goes together, before and after, in points of a hundred. */
function Change({ ground, fits, remedy }: Omit<OneProps, 'circle'>) {
  const { say } = useReader()
  const lines = remedy.after.map(({ circle, fit }) => {
    const before = ground.circles.find(({ id }) => id === circle)
    return before
      ? say('rebalancing.fit.change', {
          name: before.name,
          before: percent(fits[circle] ?? 0),
          after: percent(fit),
        })
      : say('rebalancing.fit.begun', { after: percent(fit) })
  })
  return <>{lines.join(' · ')}</>
}
