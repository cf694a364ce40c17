import type { ComponentChildren } from 'preact'
import {
  Actions,
  ButtonLink,
  Card,
  Details,
  Link,
  LockLine,
  Notice,
  Page,
  Prose,
  QrCode,
  Said,
  useReader,
  Written,
} from '../../ui/index.ts'
import type { Season } from '../rules.ts'
import { SeasonFacts } from './parts.tsx'

interface SeasonData {
  readonly community: string
  readonly season: Season
  /** One can apply today. */
  readonly open: boolean
  /** Whoever applies now waits for a place. */
  readonly full: boolean
  readonly signedIn: boolean
  /** The address of this page as the squares of a code. */
  readonly code: readonly (readonly boolean[])[]
}

const promises = ['answers', 'circle', 'organisers', 'leave'] as const

/** A season as everybody sees it: what a circle is, when, how confidentiality works, and one button. */
export function SeasonPage(data: SeasonData) {
  const { say } = useReader()
  const { community, season, code } = data
  return (
    <Page
      title={season.name}
      above={community}
      lead={season.forWhom || say('seasons.page.lead')}
      width="narrow"
      hidden={false}
      description={say('seasons.page.description', { community, name: season.name })}
    >
      <Card tone="now">
        <SeasonFacts season={season} />
        <Apply {...data} />
      </Card>
      {season.about && (
        <Card title={say('seasons.page.about')}>
          <Written text={season.about} />
        </Card>
      )}
      <Card title={say('seasons.page.what')}>
        <p>{say('seasons.page.what.text')}</p>
        <p>{say('seasons.page.asks')}</p>
      </Card>
      <Confidential />
      <Details summary={say('seasons.page.show')}>
        <QrCode squares={code} label={say('seasons.share.code', { name: season.name })} />
        <p class="quiet">{say('seasons.page.show.how')}</p>
      </Details>
    </Page>
  )
}

function Apply({ season: { id }, open, full, signedIn }: SeasonData) {
  const { say } = useReader()
  if (!open) return <Notice>{say('seasons.page.over')}</Notice>
  const form = `/seasons/${id}/application`
  const next = encodeURIComponent(form)
  return (
    <>
      {full && <Notice>{say('seasons.page.full')}</Notice>}
      <Actions>
        <ButtonLink to={signedIn ? form : `/join?next=${next}`} kind="first">
          {say('seasons.page.apply')}
        </ButtonLink>
      </Actions>
      {!signedIn && (
        <p class="quiet">
          <Said
            k="seasons.page.known"
            parts={{ a: (inside: ComponentChildren) => <Link to={`/sign-in?next=${next}`}>{inside}</Link> }}
          />
        </p>
      )}
      <LockLine>{say('seasons.page.lock')}</LockLine>
    </>
  )
}

function Confidential() {
  const { say } = useReader()
  return (
    <Card title={say('seasons.page.private')}>
      <Prose>
        <ul>
          {promises.map((promise) => (
            <li key={promise}>{say(`seasons.page.private.${promise}`)}</li>
          ))}
        </ul>
      </Prose>
      <p>
        <Link to="/privacy">{say('seasons.page.private.more')}</Link>
      </p>
    </Card>
  )
}
