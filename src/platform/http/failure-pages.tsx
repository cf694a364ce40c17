import type { ComponentChildren } from 'preact'
import { ButtonLink } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import type { Filled, MessageKey } from '../../ui/reader.ts'
import { useReader } from '../../ui/reader.ts'
import { Written } from '../../ui/words.tsx'
import type { WayOn } from '../errors.ts'
import { wordsIn } from './problems.ts'

interface MissingProps {
  readonly signedIn: boolean
  readonly next: string
  /** Reached by a link that somebody was given, which may be spent. */
  readonly link: boolean
  /** What may have become of it, and where to go on. */
  readonly gone: WayOn | undefined
  /** What was written for it. */
  readonly words: readonly string[]
}

/** Nothing here for you, or nothing here at all: the same page for both. */
export function Missing({ signedIn, next, link, gone, words }: MissingProps) {
  const { say } = useReader()
  if (gone)
    return (
      <Failure title="failure.gone.title" lead={say(gone.because as MessageKey)}>
        <NotKept words={words} />
        <div class="actions">
          <ButtonLink to={gone.to}>{say(gone.label as MessageKey)}</ButtonLink>
        </div>
      </Failure>
    )
  const why = signedIn ? 'failure.missing.signedIn' : 'failure.missing.signedOut'
  return (
    <Failure title="failure.missing.title" lead={say(link ? 'failure.missing.link' : why)}>
      <NotKept words={words} />
      {signedIn ? <Home /> : <SignIn next={link ? '/home' : next} />}
    </Failure>
  )
}

function NotKept({ words }: { words: readonly string[] }) {
  const { say } = useReader()
  if (words.length === 0) return null
  return (
    <>
      <p>{say('failure.missing.words')}</p>
      {words.map((text, at) => (
        <Written key={at} text={text} />
      ))}
    </>
  )
}

/** It may not be done now, and why. */
export function NotNow({ because, values }: { because: string; values: Record<string, string | number> }) {
  const { say } = useReader()
  return <Failure title="failure.refused.title" lead={say(because as MessageKey, values)} />
}

/**
 * The form did not come from where it should, or the page it stood on has moved on: `onward` leads to where it stands now. What was typed stays
 * to be copied.
 */
export function Elsewhere({ filled, onward }: { filled: Filled | undefined; onward?: string }) {
  const { say } = useReader()
  return (
    <Failure title="failure.elsewhere.title" lead={filled?.refusal ?? say('failure.elsewhere.text')}>
      <NotKept words={wordsIn(filled?.values ?? {})} />
      {onward === undefined ? <Home /> : <Onward to={onward} />}
    </Failure>
  )
}

export function TooOften({ minutes }: { minutes: number }) {
  const { say } = useReader()
  return <Failure title="failure.tooOften.title" lead={say('failure.tooOften.text', { minutes })} />
}

/** A fault of ours: calm, with a reference, nothing of the inside. */
export function Apology({ reference }: { reference: string }) {
  const { say } = useReader()
  return <Failure title="failure.ours.title" lead={say('failure.ours.text', { reference })} />
}

interface FailureProps {
  title: MessageKey
  lead: string
  children?: ComponentChildren
}

const Failure = ({ title, lead, children }: FailureProps) => (
  <Page title={useReader().say(title)} lead={lead} width="narrow" tabs={false}>
    {children}
  </Page>
)

const Home = () => (
  <div class="actions">
    <ButtonLink to="/">{useReader().say('failure.home')}</ButtonLink>
  </div>
)

const Onward = ({ to }: { to: string }) => (
  <div class="actions">
    <ButtonLink to={to}>{useReader().say('failure.onward')}</ButtonLink>
  </div>
)

const SignIn = ({ next }: { next: string }) => (
  <div class="actions">
    <ButtonLink to={`/sign-in?next=${encodeURIComponent(next)}`}>{useReader().say('failure.signIn')}</ButtonLink>
  </div>
)
