import type { Standing } from '../../applying/rules.ts'
import { Actions, ButtonLink, Card, Link, useReader } from '../../ui/index.ts'

/** A season that is open: how one stands in it, and where to apply or to look after what one said. */
export function SeasonCard({ standing }: { standing: Standing }) {
  const { say, moment } = useReader()
  const { season, open, as, before } = standing
  const form = `/seasons/${season.id}/application`
  return (
    <Card tone="now" title={<Link to={`/seasons/${season.id}`}>{season.name}</Link>}>
      <p>{say(`applying.standing.${as}`, { before })}</p>
      {open && season.applyUntil && (
        <p class="quiet">{say('applying.until', { day: moment(season.applyUntil, 'date') })}</p>
      )}
      <Actions>
        <ButtonLink to={form} kind="first">
          {say(as === 'none' ? 'seasons.page.apply' : 'applying.look')}
        </ButtonLink>
        {as !== 'none' && <ButtonLink to="/me/offers">{say('home.applied.offers')}</ButtonLink>}
      </Actions>
    </Card>
  )
}
