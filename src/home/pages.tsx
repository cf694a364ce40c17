import type { Agreement } from '../charter/reads.ts'
import type { ListedCircle, Placement } from '../circles/reads.ts'
import type { Circle, Fellow } from '../circles/rules.ts'
import {
  ButtonLink,
  Card,
  EmptyState,
  Link,
  Page,
  Progress,
  Ring,
  RowItem,
  Rows,
  useReader,
  Voice,
} from '../ui/index.ts'
import type { AskedItem } from './rules.ts'

export interface CircleHomeData {
  readonly circle: Circle
  readonly me: string
  readonly fellows: readonly Fellow[]
  readonly agreement: Agreement
  readonly asked: readonly AskedItem[]
}

/** A circle as its members find it: when it meets, what is asked of them, who sits here. */
export function CircleHomePage(data: CircleHomeData) {
  const { say } = useReader()
  const { circle, fellows, asked } = data
  const seated = fellows.length
  return (
    <Page
      title={circle.name}
      above={say('home.circle.above', { rhythm: circle.rhythm, seated })}
      lock={say('home.circle.lock', { seated })}
      aside={<Beside {...data} />}
    >
      {asked.length > 0 && <Asked items={asked} />}
      {asked.length === 0 && (
        <Card>
          <p>{say('home.asked.nothing')}</p>
        </Card>
      )}
      {circle.purpose && <Voice from={say('home.circle.purpose')}>{circle.purpose}</Voice>}
    </Page>
  )
}

/** What is asked of the person who looks, one button each. */
export function Asked({ items }: { items: readonly AskedItem[] }) {
  const { say } = useReader()
  return (
    <Card tone="ask" title={say('home.asked.title')}>
      <Rows>
        {items.map((item) => (
          <RowItem
            key={item.to}
            note={item.note && say(item.note.key, item.note.values)}
            actions={
              <ButtonLink to={item.to} kind="first">
                {say(item.button)}
              </ButtonLink>
            }
          >
            {say(item.text.key, item.text.values)}
          </RowItem>
        ))}
      </Rows>
    </Card>
  )
}

function Beside({ circle, fellows, agreement, me }: CircleHomeData) {
  const { say, locale } = useReader()
  const names = fellows.map((fellow) => (fellow.id === me ? say('home.circle.you') : fellow.name))
  const agreed = agreement.signers.filter((signer) => signer.agreed).length
  return (
    <>
      <Ring
        people={fellows.map((fellow) => ({ name: fellow.name, you: fellow.id === me }))}
        open={Math.max(0, circle.places - fellows.length)}
        middle={say('home.circle.middle', { seated: fellows.length })}
        label={say('home.circle.ring', {
          names: new Intl.ListFormat(locale, { type: 'conjunction' }).format(names),
          free: circle.places - fellows.length,
        })}
      />
      <Card tone="bare" title={<Link to={`/circles/${circle.id}/people`}>{say('circles.people.who')}</Link>}>
        <Rows>
          {fellows.map((fellow) => (
            <RowItem key={fellow.id} note={fellow.pronouns}>
              {fellow.id === me ? <strong>{fellow.name}</strong> : fellow.name}
            </RowItem>
          ))}
        </Rows>
      </Card>
      <Card tone="bare" title={<Link to={`/circles/${circle.id}/agreement`}>{say('charter.title')}</Link>}>
        <Progress
          value={agreed}
          max={agreement.signers.length}
          label={say('charter.who')}
          text={say('home.circle.agreed', { agreed, all: agreement.signers.length })}
        />
      </Card>
    </>
  )
}

export interface StartData {
  readonly name: string
  readonly circles: readonly (ListedCircle & { readonly asked: readonly AskedItem[] })[]
  readonly kept: readonly Placement[]
  readonly open: number
  readonly mayStart: boolean
}

/** Where a person arrives: their circles, what is asked of them, and how to find or start a circle. */
export function StartPage({ name, circles, kept, open, mayStart }: StartData) {
  const { say } = useReader()
  return (
    <Page
      title={say('home.start.title', { name: firstName(name) })}
      lead={circles.length > 0 && say('home.start.lead')}
    >
      {kept.map((place) => (
        <KeptPlace key={place.id} place={place} />
      ))}
      {circles.map((circle) => (
        <OneCircle key={circle.id} circle={circle} />
      ))}
      {circles.length === 0 && kept.length === 0 && <NoCircleYet open={open} mayStart={mayStart} />}
      {circles.length > 0 && (
        <p class="quiet">
          <Link to="/circles">{say('home.start.more')}</Link>
        </p>
      )}
    </Page>
  )
}

function OneCircle({ circle }: { circle: StartData['circles'][number] }) {
  const { say } = useReader()
  return (
    <Card title={<Link to={`/circles/${circle.id}`}>{circle.name}</Link>}>
      <p class="quiet">{say('circles.note', { rhythm: circle.rhythm, seated: circle.seated })}</p>
      {circle.asked.length > 0 && <Asked items={circle.asked} />}
    </Card>
  )
}

function KeptPlace({ place }: { place: Placement }) {
  const { say, moment } = useReader()
  return (
    <Card tone="now" title={say('circles.list.kept')}>
      <Voice>{place.circle.name}</Voice>
      <p class="quiet">{say('circles.list.keptUntil', { day: moment(place.until, 'day') })}</p>
      <ButtonLink to={`/places/${place.id}`} kind="first">
        {say('circles.list.look')}
      </ButtonLink>
    </Card>
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
