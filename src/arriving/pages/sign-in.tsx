import {
  Actions,
  Button,
  Card,
  Details,
  Field,
  Form,
  Hidden,
  Link,
  Notice,
  Page,
  Said,
  useReader,
} from '../../ui/index.ts'

interface SignInProps {
  /** Where to go afterwards: a path of our own. */
  readonly next: string
  /** A link can be sent by mail. */
  readonly mailed: boolean
  /** Passkeys need a secure address: HTTPS, or this computer. */
  readonly secure: boolean
}

/** The door for whoever has been here before. It never says who has an account. */
export function SignInPage({ next, mailed, secure }: SignInProps) {
  const { say, filled } = useReader()
  return (
    <Page title={say('arriving.signIn.title')} lead={say('arriving.signIn.lead')} width="narrow" script="arriving.js">
      {mailed ? <LinkForm next={next} /> : <Notice>{say('arriving.signIn.noMail')}</Notice>}
      <Passkey next={next} secure={secure} />
      {mailed ? (
        <Details summary={say('arriving.password.title')} open={filled?.action === '/sign-in/password'}>
          <PasswordForm next={next} />
        </Details>
      ) : (
        <Card title={say('arriving.password.title')}>
          <PasswordForm next={next} />
        </Card>
      )}
      <p>
        <Said
          k="arriving.signIn.join"
          parts={{ a: (words) => <Link to={`/join?next=${encodeURIComponent(next)}`}>{words}</Link> }}
        />
      </p>
    </Page>
  )
}

function LinkForm({ next }: { next: string }) {
  const { say } = useReader()
  return (
    <Card title={say('arriving.link.title')}>
      <Form action="/sign-in/link">
        <Hidden name="next" value={next} />
        <Field
          name="address"
          type="email"
          label={say('arriving.address')}
          hint={say('arriving.link.hint')}
          autocomplete="email"
        />
        <Actions>
          <Button kind="first" icon="mail">
            {say('arriving.link.send')}
          </Button>
        </Actions>
      </Form>
    </Card>
  )
}

/** Shown by the island: without it, or without a secure address, no browser lets a page ask for a passkey. */
function Passkey({ next, secure }: { next: string; secure: boolean }) {
  const { say } = useReader()
  if (!secure) return <Notice>{say('arriving.passkey.insecure')}</Notice>
  return (
    <div id="passkey" hidden data-failed={say('arriving.passkey.failed')}>
      <Card title={say('arriving.passkey.title')}>
        <Form action="/sign-in/passkey">
          <Hidden name="next" value={next} />
          <Hidden name="response" value="" />
          <p class="hint">{say('arriving.passkey.hint')}</p>
          <p class="problem" role="status" hidden />
          <Actions>
            <Button type="button">{say('arriving.passkey.use')}</Button>
          </Actions>
        </Form>
      </Card>
    </div>
  )
}

function PasswordForm({ next }: { next: string }) {
  const { say } = useReader()
  return (
    <Form action="/sign-in/password">
      <Hidden name="next" value={next} />
      <Field name="address" type="email" label={say('arriving.address')} autocomplete="username" />
      <Field name="password" type="password" label={say('arriving.password')} autocomplete="current-password" />
      <Actions>
        <Button>{say('arriving.signIn.go')}</Button>
      </Actions>
    </Form>
  )
}

/** After asking for a link: the same for every address. */
export function SentPage() {
  const { say } = useReader()
  return (
    <Page title={say('arriving.sent.title')} lead={say('arriving.sent.lead')} width="narrow">
      <p>{say('arriving.sent.nothing')}</p>
      <p>
        <Link to="/sign-in">{say('arriving.sent.again')}</Link>
      </p>
    </Page>
  )
}
