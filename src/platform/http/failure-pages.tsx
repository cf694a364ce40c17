import { ButtonLink } from '../../ui/button.tsx'
import { Layout } from '../../ui/layout.tsx'
import type { Filled, MessageKey } from '../../ui/reader.ts'
import { useReader } from '../../ui/reader.ts'

/** Nothing here for you, or nothing here at all: the same page for both. */
export function Missing({ signedIn, next }: { signedIn: boolean; next: string }) {
  const { say } = useReader()
  return (
    <Layout title={say('failure.missing.title')}>
      <h1>{say('failure.missing.title')}</h1>
      <p>{say(signedIn ? 'failure.missing.signedIn' : 'failure.missing.signedOut')}</p>
      <p>
        {signedIn ? (
          <ButtonLink to="/">{say('failure.home')}</ButtonLink>
        ) : (
          <ButtonLink to={`/sign-in?next=${encodeURIComponent(next)}`}>{say('failure.signIn')}</ButtonLink>
        )}
      </p>
    </Layout>
  )
}

/** It may not be done now, and why. */
export function NotNow({ because, values }: { because: string; values: Record<string, string | number> }) {
  const { say } = useReader()
  return (
    <Layout title={say('failure.refused.title')}>
      <h1>{say('failure.refused.title')}</h1>
      <p>{say(because as MessageKey, values)}</p>
    </Layout>
  )
}

/** The form did not come from where it should, or the page it stood on has moved on. What was typed stays to be copied. */
export function Elsewhere({ filled }: { filled: Filled | undefined }) {
  const { say } = useReader()
  const words = Object.entries(filled?.values ?? {}).filter(
    ([, value]) => typeof value === 'string' && value.length > 0,
  )
  return (
    <Layout title={say('failure.elsewhere.title')}>
      <h1>{say('failure.elsewhere.title')}</h1>
      <p>{filled?.refusal ?? say('failure.elsewhere.text')}</p>
      {words.map(([name, value]) => (
        <blockquote key={name}>{value}</blockquote>
      ))}
      <p>
        <ButtonLink to="/">{say('failure.home')}</ButtonLink>
      </p>
    </Layout>
  )
}

export function TooOften({ minutes }: { minutes: number }) {
  const { say } = useReader()
  return (
    <Layout title={say('failure.tooOften.title')}>
      <h1>{say('failure.tooOften.title')}</h1>
      <p>{say('failure.tooOften.text', { minutes })}</p>
    </Layout>
  )
}

/** A fault of ours: calm, with a reference, nothing of the inside. */
export function Apology({ reference }: { reference: string }) {
  const { say } = useReader()
  return (
    <Layout title={say('failure.ours.title')}>
      <h1>{say('failure.ours.title')}</h1>
      <p>{say('failure.ours.text', { reference })}</p>
    </Layout>
  )
}
