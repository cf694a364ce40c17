import type { Standing } from '../../applying/rules.ts'
import type { ListedCircle, MyRequest, Placement } from '../../circles/reads.ts'
import type { Meeting } from '../../scheduling/rules.ts'
import {
  Actions,
  ButtonLink,
  Card,
  EmptyState,
  Link,
  Notice,
  Page,
  Rows,
  Said,
  useReader,
  Voice,
  When,
} from '../../ui/index.ts'
import type { AskedItem, Desk } from '../rules.ts'
import { AskedRow } from './asked.tsx'
import { DeskCard } from './desk.tsx'
import { SeasonCard } from './season.tsx'

/** A circle with what comes next in it. Facts only: what is said in it stands on its own page. */
export type StartCircle = ListedCircle & {
  readonly asked: readonly AskedItem[]
  readonly next: { readonly meeting: Meeting; readonly soon: boolean } | undefined
}

export interface StartData {
  readonly name: string
  readonly circles: readonly StartCircle[]
  readonly kept: readonly Placement[]
  /** They wait for a place and are asked whether they would come into a circle: ids of these questions. */
  readonly coming: readonly string[]
  /** Where they have asked for a place and wait for an answer. */
  readonly waiting: readonly MyRequest[]
  readonly seasons: readonly Standing[]
  readonly open: number
  readonly mayStart: boolean
  /** They asked for a circle, and none is published for them yet. */
  readonly applied: boolean
  /** They gave up a place and wait to be seated again. */
  readonly again: boolean
  /** On how many decisions they wanted to look back by now. */
  readonly lookBack: number
  /** For whoever organises. */
  readonly desk: Desk | 'none' | undefined
  /** Signed out, they could not come in again. */
  readonly stranded: boolean
}

/** Where a person arrives: their circles, what is asked of them, and how to find or start a circle. */
export function StartPage(data: StartData) {
  const { name, circles, kept, coming, waiting, seasons, open, mayStart, applied, again, lookBack, desk } = data
  const { say } = useReader()
  const none = circles.length + kept.length + waiting.length === 0
  return (
    <Page
      title={say('home.start.title', { name: firstName(name) })}
      lead={circles.length > 0 && say('home.start.lead')}
    >
      {desk && <DeskCard desk={desk} />}
      {kept.map((place) => (
        <KeptPlace key={place.id} place={place} />
      ))}
      {coming.map((id) => (
        <CouldCome key={id} id={id} />
      ))}
      {circles.map((circle) => (
        <OneCircle key={circle.id} circle={circle} />
      ))}
      {waiting.map((request) => (
        <Waiting key={request.id} request={request} />
      ))}
      {lookBack > 0 && <LookBack number={lookBack} />}
      {seasons.map((standing) => (
        <SeasonCard key={standing.season.id} standing={standing} />
      ))}
      {applied && seasons.every(({ as }) => as === 'none') && <Applied again={again} />}
      {data.stranded && <Stranded />}
      {none ? (
        <NoCircleYet open={open} mayStart={mayStart} />
      ) : (
        <p class="quiet">
          <Link to="/circles">{say('home.start.more')}</Link>
        </p>
      )}
    </Page>
  )
}

function OneCircle({ circle }: { circle: StartCircle }) {
  const { say } = useReader()
  const { next } = circle
  return (
    <Card
      tone={circle.asked.length > 0 ? 'ask' : next ? 'now' : 'plain'}
      title={<Link to={`/circles/${circle.id}`}>{circle.name}</Link>}
    >
      <p class="quiet">{say('circles.note', { rhythm: circle.rhythm, seated: circle.seated })}</p>
      {next ? <Next {...next} /> : <NoTimes circle={circle} />}
      {circle.asked.length > 0 && (
        <Rows label={say('home.asked.title')}>
          {circle.asked.map((item) => (
            <AskedRow key={item.to} item={item} />
          ))}
        </Rows>
      )}
    </Card>
  )
}

function Next({ meeting: { id, circle, starts, ends }, soon }: NonNullable<StartCircle['next']>) {
  const { say } = useReader()
  return (
    <>
      <When at={starts} until={ends} />
      {soon && (
        <ButtonLink to={`/circles/${circle}/meetings/${id}/room`} kind="first" icon="door">
          {say('home.circle.room')}
        </ButtonLink>
      )}
    </>
  )
}

/** Where nothing more pressing is asked: somebody has to say when they meet. */
function NoTimes({ circle: { id, asked } }: { circle: StartCircle }) {
  if (asked.length > 0) return null
  return (
    <p>
      <Said
        k="home.start.noTimes"
        parts={{ a: (inside) => <Link to={`/circles/${id}/meetings/series`}>{inside}</Link> }}
      />
    </p>
  )
}

function KeptPlace({ place }: { place: Placement }) {
  const { say, moment } = useReader()
  return (
    <Card tone="now" title={say('circles.list.kept')}>
      <Voice>{place.circle.name}</Voice>
      <p class="quiet">{say('circles.list.keptUntil', { day: moment(place.until, 'deadline') })}</p>
      <ButtonLink to={`/places/${place.id}`} kind="first">
        {say('circles.list.look')}
      </ButtonLink>
    </Card>
  )
}

/** Somebody who waits for a place could come into a circle that has met. */
function CouldCome({ id }: { id: string }) {
  const { say } = useReader()
  return (
    <Card tone="ask" title={say('home.coming.title')}>
      <p>{say('home.coming.text')}</p>
      <ButtonLink to={`/asked/${id}`} kind="first">
        {say('home.coming.button')}
      </ButtonLink>
    </Card>
  )
}

/** The day has come on which somebody wanted to see what became of a decision. Which one stands in their journal alone. */
function LookBack({ number }: { number: number }) {
  const { say } = useReader()
  return (
    <Card tone="ask" title={say('home.lookBack.title', { number })}>
      <p>{say('home.lookBack.text')}</p>
      <ButtonLink to="/me/journal">{say('home.lookBack.button')}</ButtonLink>
    </Card>
  )
}

function Waiting({ request: { name, made_at } }: { request: MyRequest }) {
  const { say, moment } = useReader()
  return (
    <Card title={say('circles.list.asked')}>
      <Voice>{name}</Voice>
      <p class="quiet">{say('circles.list.askedOn', { when: moment(made_at, 'relative') })}</p>
    </Card>
  )
}

/** Between asking for a circle and sitting in one, or in another. */
function Applied({ again }: { again: boolean }) {
  const { say } = useReader()
  return (
    <Card tone="now" title={say(again ? 'home.again.title' : 'home.applied.title')}>
      <p>{say(again ? 'home.again.text' : 'home.applied.text')}</p>
      <Actions>
        <ButtonLink to="/applications/mine" kind="first">
          {say('home.applied.answers')}
        </ButtonLink>
        <ButtonLink to="/me/offers">{say('home.applied.offers')}</ButtonLink>
      </Actions>
    </Card>
  )
}

function Stranded() {
  const { say } = useReader()
  return (
    <Notice tone="warn" title={say('people.wayBack.title')}>
      <p>{say('people.wayBack.text', { address: 'yes' })}</p>
      <Link to="/me/sign-in">{say('people.signIn.title')}</Link>
    </Notice>
  )
}

function NoCircleYet({ open, mayStart }: Pick<StartData, 'open' | 'mayStart'>) {
  const { say } = useReader()
  return (
    <EmptyState
      title={say('circles.list.none.title')}
      action={
        <>
          {open > 0 && (
            <ButtonLink to="/circles" kind="first">
              {say('home.start.find', { open })}
            </ButtonLink>
          )}
          {mayStart && (
            <ButtonLink to="/circles/new" kind={open > 0 ? 'plain' : 'first'} icon="plus">
              {say('circles.list.start')}
            </ButtonLink>
          )}
        </>
      }
    >
      <p>{say('circles.list.none.text')}</p>
      {!mayStart && open === 0 && <p>{say('circles.list.none.wait')}</p>}
    </EmptyState>
  )
}

const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? name
