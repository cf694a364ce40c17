import type { ComponentChildren } from 'preact'
import {
  Actions,
  Button,
  Card,
  Chip,
  Details,
  Field,
  Form,
  Hidden,
  type MessageKey,
  Notice,
  Page,
  PostButton,
  RowItem,
  Rows,
  useReader,
} from '../../ui/index.ts'
import type { AccountRow } from '../reads.ts'
import { deviceIn, hasWayBack } from '../rules.ts'

interface SignInProps {
  readonly account: AccountRow
  /** The session of this very browser. */
  readonly current: string
  readonly mailed: boolean
  readonly secure: boolean
}

/** Everything that opens this account, and how to close it again. */
export function MySignInPage({ account, current, mailed, secure }: SignInProps) {
  const { say } = useReader()
  return (
    <Page
      title={say('people.signIn.title')}
      lead={say('people.signIn.lead')}
      back={{ to: '/me', label: say('people.me.title') }}
      script="people.js"
    >
      {!hasWayBack(account, mailed) && (
        <Notice tone="warn" title={say('people.wayBack.title')}>
          {say('people.wayBack.text', { address: account.address ? 'yes' : 'no' })}
        </Notice>
      )}
      <Address account={account} mailed={mailed} />
      <Passkeys account={account} secure={secure} />
      <Password account={account} needed={!hasWayBack(account, mailed)} />
      <Sessions account={account} current={current} />
    </Page>
  )
}

function Address({ account: { address, proven }, mailed }: Pick<SignInProps, 'account' | 'mailed'>) {
  const { say } = useReader()
  const fixed = proven && !mailed
  return (
    <Card title={say('people.address.title')}>
      <p>
        {address || say('people.address.none')}{' '}
        {address && (
          <Chip tone={proven ? 'accent' : 'now'}>
            {say(proven ? 'people.address.proven' : 'people.address.unproven')}
          </Chip>
        )}
      </p>
      {fixed ? (
        <p class="hint">{say('people.address.fixed')}</p>
      ) : (
        <Details summary={say('people.address.change')}>
          <Form action="/me/sign-in/address">
            <Field
              name="address"
              type="email"
              label={say('people.address.new')}
              hint={say(mailed ? 'people.address.hint' : 'people.address.hintNoMail')}
              autocomplete="email"
            />
            <Actions>
              <Button>{say(mailed ? 'people.address.send' : 'people.save')}</Button>
            </Actions>
          </Form>
        </Details>
      )}
    </Card>
  )
}

function Passkeys({ account: { passkeys }, secure }: Pick<SignInProps, 'account' | 'secure'>) {
  const { say, moment } = useReader()
  return (
    <Card title={say('people.passkeys.title')}>
      <p class="hint">{say('people.passkeys.hint')}</p>
      {passkeys.length > 0 && (
        <Rows>
          {passkeys.map(({ id, name, createdAt }) => (
            <RowItem
              key={id}
              note={createdAt && say('people.passkeys.since', { date: moment(createdAt, 'date') })}
              actions={
                <PostButton action={`/me/sign-in/passkeys/${id}/removal`} kind="slight">
                  {say('people.remove')}
                </PostButton>
              }
            >
              {name || say('people.passkeys.unnamed')}
              <Details summary={say('people.passkeys.rename')}>
                <Form action={`/me/sign-in/passkeys/${id}`}>
                  <Field name="name" label={say('people.passkeys.name')} value={name ?? ''} maxLength={60} />
                  <Actions>
                    <Button>{say('people.save')}</Button>
                  </Actions>
                </Form>
              </Details>
            </RowItem>
          ))}
        </Rows>
      )}
      {secure ? <NewPasskey /> : <Notice>{say('people.passkeys.insecure')}</Notice>}
    </Card>
  )
}

/** Shown by the island. */
function NewPasskey() {
  const { say } = useReader()
  return (
    <>
      <noscript>
        <p>{say('people.passkeys.noScript')}</p>
      </noscript>
      <div id="new-passkey" hidden data-failed={say('people.passkeys.failed')}>
        <Form action="/me/sign-in/passkey">
          <Hidden name="response" value="" />
          <Field
            name="name"
            label={say('people.passkeys.name')}
            hint={say('people.passkeys.nameHint')}
            maxLength={60}
            optional
          />
          <p class="problem" role="status" hidden />
          <Actions>
            <Button type="button">{say('people.passkeys.add')}</Button>
          </Actions>
        </Form>
      </div>
    </>
  )
}

function Password({ account: { hasPassword }, needed }: Pick<SignInProps, 'account'> & { needed: boolean }) {
  const { say } = useReader()
  const none = needed ? 'people.password.needed' : 'people.password.none'
  return (
    <Card title={say('people.password.title')}>
      <p class="hint">{say(hasPassword ? 'people.password.set' : none)}</p>
      <Details summary={say(hasPassword ? 'people.password.change' : 'people.password.choose')}>
        <Form action="/me/sign-in/password">
          {hasPassword && (
            <Field
              name="current"
              type="password"
              label={say('people.password.current')}
              autocomplete="current-password"
            />
          )}
          <Field
            name="password"
            type="password"
            label={say('people.password.new')}
            hint={say('people.password.hint')}
            autocomplete="new-password"
          />
          <Actions>
            <Button>{say('people.save')}</Button>
          </Actions>
        </Form>
      </Details>
      {hasPassword && (
        <PostButton action="/me/sign-in/password/removal" kind="slight">
          {say('people.password.remove')}
        </PostButton>
      )}
    </Card>
  )
}

const vias: Readonly<Record<string, MessageKey>> = {
  link: 'people.via.link',
  passkey: 'people.via.passkey',
  password: 'people.via.password',
  join: 'people.via.join',
  'first link': 'people.via.first',
  operator: 'people.via.operator',
}

function Sessions({ account: { sessions }, current }: Pick<SignInProps, 'account' | 'current'>) {
  const { say, moment } = useReader()
  const end = (session: string, words: ComponentChildren) => (
    <PostButton action="/me/sessions/ending" values={{ session }} kind="slight">
      {words}
    </PostButton>
  )
  return (
    <Card title={say('people.sessions.title')}>
      <p class="hint">{say('people.sessions.hint')}</p>
      <Rows>
        {sessions.map(({ id, userAgent, via, createdAt }) => (
          <RowItem
            key={id}
            note={say('people.sessions.since', {
              when: moment(createdAt),
              via: say(vias[via] ?? 'people.via.link'),
            })}
            actions={id === current ? <Chip>{say('people.sessions.here')}</Chip> : end(id, say('people.sessions.end'))}
          >
            {deviceIn(userAgent) || say('people.sessions.unknown')}
          </RowItem>
        ))}
      </Rows>
      <Actions>
        {sessions.length > 1 && end('others', say('people.sessions.endOthers'))}
        {end('all', say('people.sessions.endAll'))}
      </Actions>
    </Card>
  )
}

/** The link to a new address is on its way. */
export function AddressSentPage() {
  const { say } = useReader()
  return (
    <Page
      title={say('people.address.sent')}
      lead={say('people.address.sentLead')}
      width="narrow"
      back={{ to: '/me/sign-in', label: say('people.signIn.title') }}
    >
      <p class="hint">{say('people.address.sentHint')}</p>
    </Page>
  )
}
