import { Card, Chip, Details, EmptyState, Notice, OwnPage, Page, PostButton, useReader } from '../../ui/index.ts'
import { troubleOf } from './mail.tsx'

/** A mail as it is shown: one that was sent, or stays here. */
export interface MailShown {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string | undefined
  readonly state: string
  readonly trouble: string | null
  readonly madeAt: Date
}

export interface OutboxProps {
  readonly mails: readonly MailShown[]
  readonly tally: readonly { readonly state: string; readonly trouble: string | null; readonly number: number }[]
  readonly configured: boolean
  readonly mayConfigure: boolean
}

/** What the community mails, for organisers: what speaks to them or to everybody. The rest is a number. */
export function OutboxPage({ mails, tally, configured, mayConfigure }: OutboxProps) {
  const { say } = useReader()
  const stranded = tally.filter(({ state }) => state !== 'sent')
  return (
    <Page
      title={say('communities.outbox.title')}
      lead={say('communities.outbox.lead')}
      lock={say('communities.outbox.lock')}
      width="narrow"
    >
      {!configured && (
        <Notice tone="warn" title={say('communities.outbox.noServer')}>
          {say(mayConfigure ? 'communities.outbox.noServerOwner' : 'communities.outbox.noServerOrganiser')}
        </Notice>
      )}
      {stranded.length > 0 && <Stranded tally={stranded} />}
      {mails.length === 0 ? (
        <EmptyState title={say('communities.outbox.empty')}>{say('communities.outbox.emptyText')}</EmptyState>
      ) : (
        <Card title={say('communities.outbox.mails')}>
          <MailRows mails={mails} />
        </Card>
      )}
    </Page>
  )
}

function Stranded({ tally }: Pick<OutboxProps, 'tally'>) {
  const { say } = useReader()
  return (
    <Card title={say('communities.outbox.stranded')}>
      <ul class="rows">
        {tally.map(({ state, trouble, number }) => (
          <li key={`${state}${trouble}`}>
            <div class="row-words">
              <div>{say('communities.outbox.count', { state, number })}</div>
              {trouble && <p class="quiet">{say('communities.mail.trouble', troubleOf(trouble))}</p>}
            </div>
          </li>
        ))}
      </ul>
      <PostButton action="/outbox/again" icon="mail">
        {say('communities.outbox.again')}
      </PostButton>
    </Card>
  )
}

function MailRows({ mails }: { mails: readonly MailShown[] }) {
  const { say, moment } = useReader()
  return (
    <ul class="rows">
      {mails.map(({ id, to, subject, text, state, trouble, madeAt }) => (
        <li key={id}>
          <div class="row-words">
            <div>
              {subject}{' '}
              <Chip tone={state === 'failed' ? 'wrong' : 'plain'}>{say('communities.outbox.state', { state })}</Chip>
            </div>
            <p class="quiet">
              {to ? say('communities.outbox.to', { to, when: moment(madeAt, 'full') }) : moment(madeAt, 'full')}
            </p>
            {trouble && <p class="quiet">{say('communities.mail.trouble', troubleOf(trouble))}</p>}
            {text && (
              <Details summary={say('communities.outbox.read')}>
                <MailText text={text} />
              </Details>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}

/** The text as a mail program shows it: a line that is only an address is a link. */
const MailText = ({ text }: { text: string }) => (
  <>
    {text.split(/\n{2,}/).map((paragraph) => (
      <p key={paragraph}>
        {paragraph.split('\n').map((line, index) => (
          <>
            {index > 0 && <br />}
            {/^https?:\/\/\S+$/.test(line) ? <a href={line}>{line}</a> : line}
          </>
        ))}
      </p>
    ))}
  </>
)

/** A person's own mail that is still here. */
export function OwnMailPage({ mails, configured }: { mails: readonly MailShown[]; configured: boolean }) {
  const { say } = useReader()
  return (
    <OwnPage
      title={say('communities.ownMail.title')}
      lead={say(configured ? 'communities.ownMail.lead' : 'communities.ownMail.leadKept')}
      lock={say('communities.ownMail.lock')}
    >
      {mails.length === 0 ? (
        <EmptyState title={say('communities.ownMail.empty')}>{say('communities.ownMail.emptyText')}</EmptyState>
      ) : (
        <Card>
          <MailRows mails={mails} />
        </Card>
      )}
    </OwnPage>
  )
}
