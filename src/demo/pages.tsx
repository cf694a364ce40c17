import { ButtonLink, Card, Copyable, Link, type MessageKey, Notice, Page, PostButton, useReader } from '../ui/index.ts'
import type { Demo } from './find.ts'
import type { View, ViewName } from './links.ts'

export interface DemoPageProps {
  /** Undefined where there is none. */
  readonly state: Demo['state'] | undefined
  readonly slug: string | undefined
  readonly origin: string
  readonly localOnly: boolean
  readonly views: readonly View[]
  /** It was removed a moment ago. */
  readonly removed: boolean
}

/** A community of invented people: to have, to look at from inside, to remove. */
export function DemoPage(props: DemoPageProps) {
  const { say } = useReader()
  const { state, removed } = props
  return (
    <Page
      title={say('demo.title')}
      lead={say('demo.lead')}
      width="narrow"
      back={{ to: '/status', label: say('communities.status.title') }}
    >
      {removed && !state && (
        <Notice tone="good" news>
          {say('demo.removed')}
        </Notice>
      )}
      {!state && <None />}
      {state === 'making' && <Making />}
      {state === 'ready' && <Ready {...props} />}
      {state && <Removal />}
    </Page>
  )
}

function None() {
  const { say } = useReader()
  return (
    <Card>
      <p>{say('demo.none')}</p>
      <PostButton action="/status/demo" kind="first">
        {say('demo.add')}
      </PostButton>
    </Card>
  )
}

function Making() {
  const { say } = useReader()
  return (
    <Card>
      <p>{say('demo.making')}</p>
      <ButtonLink to="/status/demo?asked=1" kind="first">
        {say('demo.look')}
      </ButtonLink>
    </Card>
  )
}

function Ready({ slug, origin, localOnly, views }: DemoPageProps) {
  const { say } = useReader()
  return (
    <Card title={say('demo.inside')}>
      <p>
        <Link to={`/c/${slug}`}>{say('demo.outside')}</Link>
      </p>
      <p>{say('demo.links')}</p>
      {views.map(({ who, path }) => (
        <Copyable key={who} label={say(asWhom[who])} hint={say(toSee[who])} value={origin + path} />
      ))}
      {views.length > 0 && localOnly && <Notice tone="warn">{say('ui.copyable.localOnly')}</Notice>}
      <PostButton action="/status/demo/links" kind={views.length > 0 ? 'plain' : 'first'}>
        {say(views.length > 0 ? 'demo.links.again' : 'demo.links.make')}
      </PostButton>
    </Card>
  )
}

const asWhom = {
  amara: 'demo.as.amara',
  lucia: 'demo.as.lucia',
  oliver: 'demo.as.oliver',
  jonas: 'demo.as.jonas',
} as const satisfies Record<ViewName, MessageKey>

/** Where to look as each of them. */
const toSee = {
  amara: 'demo.see.amara',
  lucia: 'demo.see.lucia',
  oliver: 'demo.see.oliver',
  jonas: 'demo.see.jonas',
} as const satisfies Record<ViewName, MessageKey>

function Removal() {
  const { say } = useReader()
  return (
    <Card title={say('demo.removal')}>
      <p>{say('demo.removal.text')}</p>
      <PostButton action="/status/demo/removal">{say('demo.removal.button')}</PostButton>
    </Card>
  )
}
