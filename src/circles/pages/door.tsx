import type { ComponentChildren } from 'preact'
import {
  Actions,
  Area,
  Button,
  ButtonLink,
  Card,
  Form,
  Link,
  LockLine,
  Notice,
  Page,
  Said,
  Spoken,
  useReader,
} from '../../ui/index.ts'
import type { InvitedTo, OpenCircle } from '../reads.ts'
import type { Rhythm } from '../rules.ts'

interface InvitationData {
  readonly invited: InvitedTo
  /** The link itself, `/i/TOKEN`. */
  readonly path: string
  /** `stranger`: not signed in here. `asked`: their request is open. */
  readonly who: 'stranger' | 'member' | 'asked'
}

/** What somebody sees who follows a link into a circle: what it is, who invites, and one button. */
export function InvitationPage({ invited, path, who }: InvitationData) {
  const { say } = useReader()
  const { name, host, purpose, rhythm } = invited
  return (
    <Page
      title={name}
      above={host ? say('circles.door.invites', { host }) : say('circles.door.invitation')}
      lead={say('circles.door.what')}
      width="narrow"
    >
      <Card tone="now">
        <Purpose purpose={purpose} rhythm={rhythm} />
        <LockLine>{say('circles.door.lock')}</LockLine>
        {invited.places_left > 0 ? (
          <OneButton invited={invited} path={path} who={who} />
        ) : (
          <Notice>{say('circles.full')}</Notice>
        )}
      </Card>
    </Page>
  )
}

function OneButton({ invited, path, who }: InvitationData) {
  const { say } = useReader()
  if (who === 'stranger') return <ComeIn path={path} />
  if (who === 'asked') return <Notice tone="good">{say('circles.door.asked')}</Notice>
  if (invited.wrote)
    return (
      <Form action={`${path}/request`}>
        <p>{say('circles.door.asksNow')}</p>
        <Sentence about="ask" />
        <Button kind="first">{say('circles.ask.button')}</Button>
      </Form>
    )
  return (
    <Form action={path}>
      <Button kind="first">{say('circles.door.take')}</Button>
    </Form>
  )
}

function ComeIn({ path }: { path: string }) {
  const { say } = useReader()
  const next = encodeURIComponent(path)
  return (
    <>
      <Actions>
        <ButtonLink to={`/join?next=${next}`} kind="first">
          {say('circles.door.comeIn')}
        </ButtonLink>
      </Actions>
      <p class="quiet">
        <Said
          k="circles.door.known"
          parts={{ a: (inside: ComponentChildren) => <Link to={`/sign-in?next=${next}`}>{inside}</Link> }}
        />
      </p>
    </>
  )
}

/** Asking an open circle for a place. */
export function AskPage({ circle }: { circle: OpenCircle }) {
  const { say } = useReader()
  return (
    <Page
      title={say('circles.ask.title', { name: circle.name })}
      lead={say('circles.ask.lead')}
      width="narrow"
      back={{ to: '/circles', label: say('circles.list.title') }}
    >
      <Card>
        <Purpose {...circle} />
        <p>{say('circles.free', { free: circle.free })}</p>
      </Card>
      {circle.free > 0 ? (
        <Form action={`/ask/${circle.id}`}>
          <Sentence about="ask" />
          <Button kind="first">{say('circles.ask.button')}</Button>
        </Form>
      ) : (
        <Notice>{say('circles.full')}</Notice>
      )}
    </Page>
  )
}

const sentences = {
  ask: { label: 'circles.ask.words', hint: 'circles.ask.words.hint', seenBy: 'circles.ask.words.seenBy' },
  elsewhere: {
    label: 'circles.elsewhere.words',
    hint: 'circles.elsewhere.words.hint',
    seenBy: 'circles.elsewhere.words.seenBy',
  },
} as const

/** A sentence that goes with what one asks for, and who reads it. */
export function Sentence({ about }: { about: keyof typeof sentences }) {
  const { say } = useReader()
  const { label, hint, seenBy } = sentences[about]
  return (
    <Area
      name="words"
      label={say(label)}
      hint={say(hint)}
      seenBy={say(seenBy)}
      rows={3}
      maxLength={500}
      optional
      voice
    />
  )
}

/** What a circle says it is for, and how often it meets. */
export function Purpose({ purpose, rhythm }: { purpose: string; rhythm: Rhythm }) {
  const { say } = useReader()
  return (
    <>
      {purpose && (
        <p>
          <Spoken>{purpose}</Spoken>
        </p>
      )}
      <p>{say(rhythm === 'weekly' ? 'circles.rhythm.weekly' : 'circles.rhythm.fortnightly')}</p>
    </>
  )
}
