import { Button, Card, Field, Form, Link, Notice, Page, PostButton, useReader } from '../../ui/index.ts'
import { SettingsNav } from './settings.tsx'
import { PublicAddress } from './setup.tsx'

export interface MailProps {
  /** What is set now; the password never comes back. */
  readonly server: { readonly host: string; readonly port: string; readonly account: string } | undefined
  readonly from: string
  readonly usualFrom: string
  /** Set by the environment, so not to be changed here. */
  readonly fixed: boolean
  readonly origin: string
  readonly localOnly: boolean
  readonly addressFixed: boolean
  /** The latest test mail of all. */
  readonly test: { readonly state: string; readonly trouble: string | null; readonly madeAt: Date } | undefined
  readonly saved: boolean
}

/** How mail goes out and where we are found: for the whole installation. */
export function MailSettings(props: MailProps) {
  const { say } = useReader()
  return (
    <Page
      title={say('communities.settings.mail')}
      lead={say('communities.mail.lead')}
      width="narrow"
      tabs={<SettingsNav whole />}
    >
      {props.saved && (
        <Notice tone="good" news>
          {say('communities.settings.saved')}
        </Notice>
      )}
      <Card title={say('communities.mail.title')}>
        {props.fixed ? (
          <Notice>{say('communities.mail.fixed', { name: 'SMTP_URL' })}</Notice>
        ) : (
          <ServerForm {...props} />
        )}
      </Card>
      {props.server && <TestMail test={props.test} />}
      <Card title={say('communities.setup.where')}>
        {props.addressFixed ? (
          <Notice>{say('communities.mail.fixed', { name: 'BASE_URL' })}</Notice>
        ) : (
          <AddressForm {...props} />
        )}
      </Card>
    </Page>
  )
}

function ServerForm(props: MailProps) {
  const { say } = useReader()
  return (
    <Form action="/settings/mail">
      <p class="quiet">{say('communities.mail.where')}</p>
      <ServerFields {...props} />
      <Field
        name="from"
        type="email"
        optional
        label={say('communities.mail.from')}
        hint={say('communities.mail.fromHint', { usual: props.usualFrom })}
        value={props.from}
      />
      <Button kind="first">{say('communities.settings.save')}</Button>
    </Form>
  )
}

function ServerFields({ server }: Pick<MailProps, 'server'>) {
  const { say } = useReader()
  return (
    <>
      <Field
        name="server"
        optional
        label={say('communities.mail.server')}
        hint={say('communities.mail.serverHint')}
        value={server?.host}
        placeholder="smtp.example.org"
      />
      <Field
        name="port"
        optional
        label={say('communities.mail.port')}
        hint={say('communities.mail.portHint')}
        value={server?.port}
        placeholder="587"
        inputMode="numeric"
        width="short"
      />
      <Field
        name="account"
        optional
        label={say('communities.mail.account')}
        value={server?.account}
        autocomplete="off"
      />
      <Field
        name="password"
        type="password"
        optional
        label={say('communities.mail.password')}
        hint={server?.account ? say('communities.mail.passwordKept') : undefined}
        autocomplete="new-password"
      />
    </>
  )
}

function TestMail({ test }: Pick<MailProps, 'test'>) {
  const { say, moment } = useReader()
  return (
    <Card title={say('communities.mail.test')}>
      {test && (
        <Notice tone={test.state === 'sent' ? 'good' : test.state === 'waiting' ? 'info' : 'warn'}>
          {say('communities.mail.testState', { state: test.state, when: moment(test.madeAt, 'full') })}{' '}
          {test.trouble && say('communities.mail.trouble', troubleOf(test.trouble))}
          {test.state === 'waiting' && (
            <>
              {' '}
              <Link to="/settings/mail">{say('communities.mail.look')}</Link>
            </>
          )}
        </Notice>
      )}
      <PostButton action="/settings/mail/test" icon="mail">
        {say('communities.mail.testSend')}
      </PostButton>
    </Card>
  )
}

/** A code such as `EAUTH 535` as the messages take it. */
export function troubleOf(trouble: string): { code: string; answer: string } {
  const [code = '', answer = ''] = trouble.split(' ')
  return trouble.startsWith('no') ? { code: trouble.replace(' ', '_'), answer: '' } : { code, answer }
}

function AddressForm(props: MailProps) {
  const { say } = useReader()
  return (
    <Form action="/settings/address">
      <PublicAddress {...props} />
      <Button>{say('communities.settings.save')}</Button>
    </Form>
  )
}
