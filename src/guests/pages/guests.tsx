import {
  Button,
  Card,
  Chip,
  Choices,
  Copyable,
  EmptyState,
  Field,
  Form,
  Hidden,
  LockLine,
  Notice,
  Page,
  PostButton,
  Select,
  useReader,
} from '../../ui/index.ts'
import type { Invited } from '../rules.ts'

interface Coming extends Invited {
  /** The name of whoever asked them. */
  readonly by: string | undefined
  /** Their link, for whoever asked them in. */
  readonly link: string | undefined
  /** The meeting has another time than it had when they were asked. */
  readonly moved: boolean
}

interface GuestsProps {
  readonly circle: string
  /** The name of whoever reads. */
  readonly me: string
  /** The id of whoever is asked in next. */
  readonly fresh: string
  readonly guests: readonly Coming[]
  /** The meetings to which a guest can still be asked. */
  readonly meetings: readonly { readonly id: string; readonly starts: Date }[]
  readonly localOnly: boolean
  /** How a meeting with a guest can go. */
  readonly formats: readonly { readonly name: string; readonly title: string }[]
}

/** Who comes from outside, and to which meeting; anybody may say no. */
export function GuestsPage(props: GuestsProps) {
  const { circle, me, guests, meetings, localOnly } = props
  const { say } = useReader()
  return (
    <Page title={say('guests.page.title')} lead={say('guests.page.lead')} lock={say('guests.page.lock')}>
      {guests.length === 0 ? (
        <EmptyState title={say('guests.page.none')}>
          <p>{say('guests.page.noneText')}</p>
        </EmptyState>
      ) : (
        guests.map((guest) => <GuestCard key={guest.id} {...{ circle, me, guest, localOnly }} />)
      )}
      {meetings.length > 0 && <Inviting {...props} />}
    </Page>
  )
}

type CardProps = Pick<GuestsProps, 'circle' | 'me' | 'localOnly'> & { readonly guest: Coming }

function GuestCard({ circle, me, guest, localOnly }: CardProps) {
  const { say, moment } = useReader()
  const own = `/circles/${circle}/guests/${guest.id}`
  const opens = moment(guest.opens, 'full')
  return (
    <Card title={guest.name} beside={<Chip>{say(guest.speaks ? 'guests.card.speaks' : 'guests.card.listens')}</Chip>}>
      <p>{guest.by ? say('guests.card.askedBy', { name: guest.by, opens }) : say('guests.card.asked', { opens })}</p>
      {guest.moved && <Notice tone="warn">{say('guests.card.moved')}</Notice>}
      {guest.known && <Untold own={own} guest={guest} known={guest.known} />}
      {guest.promised && <p class="quiet">{say('guests.card.promised')}</p>}
      {guest.link && (
        <Copyable
          label={say('guests.card.link')}
          hint={say('guests.card.linkHint')}
          value={guest.link}
          localOnly={localOnly}
        />
      )}
      <Form action={`${own}/face`}>
        <Field
          name="shown"
          label={say('guests.card.face')}
          hint={say('guests.card.faceHint', { name: me.split(' ')[0] ?? me })}
          value={guest.face ?? ''}
          optional
        />
        <div>
          <Button>{say('guests.card.keepFace')}</Button>
        </div>
      </Form>
      <div>
        <PostButton action={`${own}/withdrawal`} kind="wrong">
          {say('guests.card.no')}
        </PostButton>
      </div>
      <p class="quiet">{say('guests.card.noText')}</p>
    </Card>
  )
}

/** They know the old time. Whoever asked them in tells them: nobody else knows how they are reached. */
function Untold({ own, guest, known }: { own: string; guest: Coming; known: Date }) {
  const { say, moment } = useReader()
  const { name, by = '', opens, link } = guest
  const times = { name, known: moment(known, 'full'), opens: moment(opens, 'full') }
  if (!link)
    return (
      <Notice tone="warn">{say(by ? 'guests.card.untold' : 'guests.card.untoldByNobody', { ...times, by })}</Notice>
    )
  return (
    <Notice tone="warn">
      <p>{say('guests.card.tell', times)}</p>
      <PostButton action={`${own}/telling`}>{say('guests.card.told', { name })}</PostButton>
    </Notice>
  )
}

function Inviting({ circle, fresh, meetings, formats }: GuestsProps) {
  const { say } = useReader()
  return (
    <Card title={say('guests.invite.title')}>
      <p>{say('guests.invite.lead')}</p>
      <Form action={`/circles/${circle}/guests`}>
        <Hidden name="id" value={fresh} />
        <Field name="name" label={say('guests.invite.name')} autocomplete="off" />
        <Field
          name="address"
          type="email"
          label={say('guests.invite.address')}
          hint={say('guests.invite.addressHint')}
          autocomplete="off"
          optional
        />
        <Which meetings={meetings} formats={formats} />
        <Choices
          name="part"
          label={say('guests.invite.part')}
          value="speaks"
          choices={[
            { value: 'speaks', label: say('guests.invite.speaks') },
            { value: 'listens', label: say('guests.invite.listens') },
          ]}
        />
        <LockLine>{say('guests.invite.lock')}</LockLine>
        <div>
          <Button kind="first">{say('guests.invite.send')}</Button>
        </div>
      </Form>
    </Card>
  )
}

/** To which meeting, and how it goes. */
function Which({ meetings, formats }: Pick<GuestsProps, 'meetings' | 'formats'>) {
  const { say, moment } = useReader()
  return (
    <>
      <Select
        name="meeting"
        label={say('guests.invite.meeting')}
        options={meetings.map(({ id, starts }) => ({ value: id, label: moment(starts, 'full') }))}
      />
      <Select
        name="format"
        label={say('guests.invite.format')}
        hint={say('guests.invite.formatHint')}
        options={formats.map(({ name, title }) => ({ value: name, label: title }))}
      />
    </>
  )
}
