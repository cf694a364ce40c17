import type { Ground } from '../../applications/rules.ts'
import type { Season } from '../../seasons/rules.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Card,
  Ending,
  Facts,
  Form,
  Hidden,
  Link,
  Notice,
  type OptionGroup,
  Page,
  QuestionField,
  Said,
  Switch,
  useReader,
  WhenFree,
} from '../../ui/index.ts'
import { askedAgain, type Standing } from '../rules.ts'
import { StandingSentence } from './standing.tsx'

export interface ApplyData {
  readonly season: Season
  readonly standing: Standing
  /** As whom one applies. */
  readonly name: string
  readonly zone: string
  readonly zones: readonly OptionGroup[]
  readonly now: Date
  /** What was answered before, or was brought by an organiser. */
  readonly answers: Readonly<Record<string, string>>
  /** The hours that they said for this season, or else for an earlier one. */
  readonly last: string | undefined
  /** Whoever applies now waits in line. */
  readonly full: boolean
  readonly saved: boolean
  /** When they said yes to circles being formed from it. */
  readonly agreed: Ground['agreed']
}

/** Asking for a place in a season, and looking after what one said. */
export function ApplyPage(data: ApplyData) {
  const { say } = useReader()
  const { season, standing, full, saved } = data
  const applied = standing.as !== 'none'
  const changes = standing.open && standing.as !== 'kept'
  return (
    <Page
      title={say(applied ? 'applying.own.title' : 'applying.title')}
      above={season.name}
      lead={!applied && say('applying.lead')}
      width="narrow"
      script="applications.js"
      back={{ to: `/seasons/${season.id}`, label: season.name }}
    >
      {saved && (
        <Notice tone="good" news>
          {say('applying.saved')}
        </Notice>
      )}
      {applied && (
        <Card tone="now" title={say('applying.standing.title')}>
          <StandingSentence standing={standing} />
        </Card>
      )}
      {saved && <Offers />}
      {!applied && full && <Notice>{say('seasons.page.full')}</Notice>}
      {changes ? <Answers {...data} applied={applied} /> : <Over kept={standing.as === 'kept'} />}
      {applied && standing.as !== 'kept' && <Withdraw id={season.id} />}
    </Page>
  )
}

/** Nearly everybody thinks that they have nothing to give. */
function Offers() {
  const { say } = useReader()
  return (
    <Card title={say('applying.offers.title')}>
      <p>{say('offers.none.text')}</p>
      <Actions>
        <ButtonLink to="/me/offers/finder">{say('offers.finder.begin')}</ButtonLink>
      </Actions>
    </Card>
  )
}

/** Whoever applied looks after their answers until circles are published. */
function Over({ kept }: { kept: boolean }) {
  return (
    <Notice>
      <Said
        k={kept ? 'applying.published' : 'applying.over'}
        parts={{ a: (inside) => <Link to="/applications/mine">{inside}</Link> }}
      />
    </Notice>
  )
}

function Answers({ season, name, zone, zones, now, answers, last, agreed, applied }: ApplyData & { applied: boolean }) {
  const { say } = useReader()
  return (
    <Form action={`/seasons/${season.id}/application`}>
      <Facts facts={[[say('applying.as'), <span dir="auto">{name}</span>]]} />
      <p class="hint">
        <Said k="applying.as.change" parts={{ a: (inside) => <Link to="/me">{inside}</Link> }} />
      </p>
      <WhenFree
        zone={zone}
        zones={zones}
        now={now}
        hours={answers.availability}
        last={last}
        seenBy={say('applications.ledger.mates')}
      />
      {season.questions.map((question) => (
        <QuestionField key={question.column} {...askedAgain(question, answers, say)} />
      ))}
      {agreed ? <Agreed {...agreed} /> : <Agree />}
      <Actions>
        <Button kind="first">{say(applied ? 'applying.save' : 'applying.go')}</Button>
      </Actions>
    </Form>
  )
}

function Agree() {
  const { say } = useReader()
  const more = <Said k="applying.agree.more" parts={{ a: (inside) => <Link to="/privacy">{inside}</Link> }} />
  return <Switch name="agree" look="agree" label={say('applications.agree')} hint={more} />
}

/** That they said so, and since when; withdrawing takes it back. */
function Agreed({ at, version }: NonNullable<Ground['agreed']>) {
  const { say, moment } = useReader()
  return (
    <>
      <Hidden name="agree" value="on" />
      <Notice>{say('applications.agreed', { day: moment(at, 'date'), version })}</Notice>
    </>
  )
}

function Withdraw({ id }: { id: string }) {
  const { say } = useReader()
  return (
    <Ending
      summary={say('applying.withdraw.title')}
      text={say('applying.withdraw.text')}
      action={`/seasons/${id}/application/removal`}
      button={say('applying.withdraw.button')}
    />
  )
}

/** What is said once somebody has withdrawn. */
export function WithdrawnPage({ season }: { season: Pick<Season, 'id' | 'name'> | undefined }) {
  const { say } = useReader()
  return (
    <Page title={say('applying.withdrawn.title')} above={season?.name} width="narrow">
      <p>{say('applying.withdrawn.text')}</p>
      <p>
        {season ? (
          <Link to={`/seasons/${season.id}`}>{season.name}</Link>
        ) : (
          <Link to="/home">{say('home.nav.home')}</Link>
        )}
      </p>
    </Page>
  )
}
