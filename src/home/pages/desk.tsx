import type { Next } from '../../formation/rules/desk.ts'
import { Actions, ButtonLink, Card, Link, type MessageKey, useReader } from '../../ui/index.ts'
import type { Desk } from '../rules.ts'

/** For whoever organises: how far their season is, until when what is open, and what stands next. */
export function DeskCard({ desk }: { desk: Desk | 'none' }) {
  const { say, moment } = useReader()
  if (desk === 'none') return <NoSeason />
  const { season, progress, next, open } = desk
  const { asked, waiting, yes, kept, until } = progress
  const state = season.state === 'open' && !open ? 'over' : season.state
  const end = season.applyUntil && moment(season.applyUntil, 'date')
  return (
    <Card tone="now" title={<Link to={`/seasons/${season.id}/desk`}>{season.name}</Link>}>
      <p>
        {say(`home.desk.state.${state}`, { until: end ? 'yes' : 'no', day: end ?? '' })}{' '}
        {say('home.desk.asked', { asked, waiting })}
      </p>
      {yes + kept > 0 && (
        <p>{say('home.desk.answers', { yes, kept, all: yes + kept, day: until ? moment(until, 'deadline') : '' })}</p>
      )}
      <Actions>
        <Onward next={next} season={season.id} />
        {next.step !== 'collect' && <ButtonLink to="/applications">{say('applications.title')}</ButtonLink>}
      </Actions>
    </Card>
  )
}

const labels: Record<Next['step'], MessageKey> = {
  searching: 'home.desk.next.searching',
  ready: 'home.desk.next.ready',
  answers: 'home.desk.next.answers',
  published: 'home.desk.next.published',
  form: 'home.desk.next.form',
  open: 'home.desk.next.open',
  collect: 'home.desk.next.collect',
}

function Onward({ next, season }: { next: Next; season: string }) {
  const { say } = useReader()
  const plain = { form: '/formation', open: `/seasons/${season}/desk`, collect: '/applications' }
  const to = 'proposal' in next ? `/formation/${next.proposal}` : plain[next.step]
  return (
    <ButtonLink to={to} kind="first">
      {say(labels[next.step])}
    </ButtonLink>
  )
}

function NoSeason() {
  const { say } = useReader()
  return (
    <Card tone="now" title={say('home.desk.none.title')}>
      <p>{say('home.desk.none.text')}</p>
      <Actions>
        <ButtonLink to="/seasons/new" kind="first">
          {say('seasons.new')}
        </ButtonLink>
        <ButtonLink to="/applications/import">{say('applications.import.title')}</ButtonLink>
      </Actions>
    </Card>
  )
}
