import {
  Actions,
  ButtonLink,
  Card,
  Copyable,
  Details,
  EmptyState,
  Notice,
  Page,
  PostButton,
  useReader,
} from '../../ui/index.ts'

interface CalendarProps {
  /** The secret address; undefined before one was made. */
  address: string | undefined
  /** It works on this computer only. */
  localOnly: boolean
}

/** My meetings in my own calendar. */
export function CalendarPage({ address, localOnly }: CalendarProps) {
  const { say } = useReader()
  return (
    <Page
      title={say('scheduling.calendar.title')}
      back={{ to: '/me', label: say('scheduling.calendar.back') }}
      lead={say('scheduling.calendar.lead')}
      width="narrow"
    >
      {address ? (
        <>
          <Address address={address} localOnly={localOnly} />
          <HowTo />
          <NewAddress />
        </>
      ) : (
        <EmptyState
          title={say('scheduling.calendar.noneTitle')}
          action={
            <PostButton action="/me/calendar" kind="first" icon="calendar">
              {say('scheduling.calendar.make')}
            </PostButton>
          }
        >
          <p>{say('scheduling.calendar.noneText')}</p>
        </EmptyState>
      )}
    </Page>
  )
}

function Address({ address, localOnly }: { address: string; localOnly: boolean }) {
  const { say } = useReader()
  return (
    <Card title={say('scheduling.calendar.addressTitle')}>
      <Copyable
        label={say('scheduling.calendar.address')}
        value={address}
        hint={say('scheduling.calendar.addressHint')}
        localOnly={localOnly}
      />
      {!localOnly && <Doors address={address} />}
      <Notice tone="info">{say('scheduling.calendar.secret')}</Notice>
    </Card>
  )
}

/** One tap into the calendars that most people have. */
function Doors({ address }: { address: string }) {
  const { say } = useReader()
  const subscribed = address.replace(/^https?:/, 'webcal:')
  const outlook = new URLSearchParams({ url: address, name: say('scheduling.feed.name') })
  return (
    <Actions>
      <ButtonLink to={subscribed} icon="calendar">
        {say('scheduling.calendar.apple')}
      </ButtonLink>
      <ButtonLink to={`https://calendar.google.com/calendar/render?cid=${encodeURIComponent(subscribed)}`} icon="out">
        {say('scheduling.calendar.google')}
      </ButtonLink>
      <ButtonLink to={`https://outlook.live.com/calendar/0/addfromweb?${outlook}`} icon="out">
        {say('scheduling.calendar.outlook')}
      </ButtonLink>
    </Actions>
  )
}

function HowTo() {
  const { say } = useReader()
  return (
    <Card title={say('scheduling.calendar.howTitle')} tone="bare">
      <Details summary={say('scheduling.calendar.google')}>
        <p>{say('scheduling.calendar.googleHow')}</p>
      </Details>
      <Details summary={say('scheduling.calendar.outlook')}>
        <p>{say('scheduling.calendar.outlookHow')}</p>
      </Details>
      <Details summary={say('scheduling.calendar.apple')}>
        <p>{say('scheduling.calendar.appleHow')}</p>
      </Details>
    </Card>
  )
}

function NewAddress() {
  const { say } = useReader()
  return (
    <Card title={say('scheduling.calendar.newTitle')} tone="bare">
      <p>{say('scheduling.calendar.newText')}</p>
      <Actions>
        <PostButton action="/me/calendar" icon="swap">
          {say('scheduling.calendar.new')}
        </PostButton>
      </Actions>
    </Card>
  )
}
