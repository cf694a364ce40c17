import type { VNode } from 'preact'
import type { MessageKey } from '../ui/index.ts'
import { ButtonLink, Card, Grid, Link, PublicHome, Section, useReader } from '../ui/index.ts'

/** An insight as the door shows it. */
export interface Glimpse {
  readonly id: string
  readonly title: string
  readonly takeaway: string
}

/** A season that one can apply for. */
export interface OpenSeason {
  readonly id: string
  readonly name: string
  readonly forWhom: string
  readonly applyUntil: string | undefined
}

interface WelcomeProps {
  readonly name: string
  readonly line: string
  readonly signedIn: boolean
  readonly seasons: readonly OpenSeason[]
  readonly insights: readonly Glimpse[]
  /** Asks for the weekly letter. */
  readonly form: VNode
}

const parts = ['equals', 'rhythm', 'word'] as const
const nots = ['mentoring', 'training', 'therapy'] as const
const asks = ['time', 'honesty', 'silence', 'turn'] as const

/** The door of a community: what this is, in the first minute, for somebody who has never sat in a circle. */
export function Welcome({ name, line, signedIn, seasons, insights, form }: WelcomeProps) {
  const { say } = useReader()
  return (
    <PublicHome
      title={say('welcome.title')}
      description={say('welcome.description', { community: name })}
      heading={say('welcome.heading')}
      lead={line || say('welcome.lead', { community: name })}
      actions={<Ways signedIn={signedIn} />}
      reassurance={say('welcome.reassurance')}
    >
      {seasons.length > 0 && <Seasons seasons={seasons} />}
      <Section id="what" title={say('welcome.what.title')} lead={say('welcome.what.lead')} set>
        <Cards names={parts} prefix="welcome.what" />
      </Section>
      <Section id="not" title={say('welcome.not.title')} lead={say('welcome.not.lead')}>
        <Cards names={nots} prefix="welcome.not" />
      </Section>
      <Section id="asks" title={say('welcome.asks.title')} lead={say('welcome.asks.lead')} set>
        <Cards names={asks} prefix="welcome.asks" />
      </Section>
      <Section id="private" title={say('welcome.private.title')} lead={say('welcome.private.lead')}>
        <p>
          <Link to="/privacy">{say('welcome.private.more')}</Link>
        </p>
      </Section>
      <Letter insights={insights} form={form} />
    </PublicHome>
  )
}

function Ways({ signedIn }: { signedIn: boolean }) {
  const { say } = useReader()
  return (
    <>
      <ButtonLink to={signedIn ? '/home' : '/join'} kind="first">
        {say(signedIn ? 'welcome.toHome' : 'welcome.join')}
      </ButtonLink>
      <ButtonLink to="/forum">{say('welcome.forum')}</ButtonLink>
      <ButtonLink to="/insights" kind="slight" icon="arrow">
        {say('welcome.insights')}
      </ButtonLink>
    </>
  )
}

function Seasons({ seasons }: Pick<WelcomeProps, 'seasons'>) {
  const { say, moment } = useReader()
  return (
    <Section id="seasons" title={say('welcome.seasons.title')} lead={say('welcome.seasons.lead')}>
      <Grid>
        {seasons.map(({ id, name, forWhom, applyUntil }) => (
          <Card key={id} level={3} tone="now" title={<Link to={`/seasons/${id}`}>{name}</Link>}>
            {forWhom && <p>{forWhom}</p>}
            {applyUntil && <p class="quiet">{say('welcome.seasons.until', { day: moment(applyUntil, 'date') })}</p>}
          </Card>
        ))}
      </Grid>
    </Section>
  )
}

function Cards({ names, prefix }: { names: readonly string[]; prefix: string }) {
  const { say } = useReader()
  return (
    <Grid>
      {names.map((name) => (
        <Card key={name} level={3} title={say(`${prefix}.${name}.title` as MessageKey)}>
          <p>{say(`${prefix}.${name}.text` as MessageKey)}</p>
        </Card>
      ))}
    </Grid>
  )
}

function Letter({ insights, form }: Pick<WelcomeProps, 'insights' | 'form'>) {
  const { say } = useReader()
  return (
    <Section id="letter" title={say('welcome.letter.title')} lead={say('welcome.letter.lead')} set>
      {insights.length > 0 && (
        <Grid>
          {insights.map(({ id, title, takeaway }) => (
            <Card key={id} level={3} title={<Link to={`/insights/${id}`}>{title}</Link>}>
              <p>{takeaway}</p>
            </Card>
          ))}
        </Grid>
      )}
      {form}
    </Section>
  )
}
