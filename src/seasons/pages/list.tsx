import { ButtonLink, Card, Chip, EmptyState, Link, Page, RowItem, Rows, useReader } from '../../ui/index.ts'
import { type PlannedSeason, takesApplications } from '../rules.ts'
import { StateChip } from './parts.tsx'

/** Every season, the one at hand first. */
export function SeasonsPage({ seasons, now }: { seasons: readonly PlannedSeason[]; now: Date }) {
  const { say } = useReader()
  const [atHand] = seasons
  if (!atHand)
    return (
      <Page title={say('seasons.title')} lead={say('seasons.lead')}>
        <EmptyState title={say('seasons.none.title')} action={<Begin first />}>
          <p>{say('seasons.none.text')}</p>
        </EmptyState>
      </Page>
    )
  return (
    <Page title={say('seasons.title')} lead={say('seasons.lead')} actions={<Begin />}>
      <Card>
        <Rows>
          {seasons.map((season) => (
            <OneSeason key={season.id} season={season} atHand={season.id === atHand.id} now={now} />
          ))}
        </Rows>
      </Card>
      <p class="quiet">{say('seasons.atHand.what')}</p>
    </Page>
  )
}

function Begin({ first = false }: { first?: boolean }) {
  const { say } = useReader()
  return (
    <ButtonLink to="/seasons/new" kind={first ? 'first' : 'plain'} icon="plus">
      {say('seasons.new')}
    </ButtonLink>
  )
}

function OneSeason({ season, atHand, now }: { season: PlannedSeason; atHand: boolean; now: Date }) {
  const { say, moment } = useReader()
  const { id, name, state, starts, ends } = season
  const note = starts && ends && say('seasons.fromTo', { from: moment(starts, 'date'), to: moment(ends, 'date') })
  return (
    <RowItem
      note={note}
      actions={
        <>
          {atHand && <Chip tone="accent">{say('seasons.atHand')}</Chip>}
          <StateChip state={state} open={takesApplications(season, now)} />
        </>
      }
    >
      <Link to={`/seasons/${id}/desk`}>
        <span dir="auto">{name}</span>
      </Link>
    </RowItem>
  )
}
