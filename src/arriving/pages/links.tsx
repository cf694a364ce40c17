import {
  Actions,
  Button,
  ButtonLink,
  Card,
  Hidden,
  LockLine,
  Page,
  PostButton,
  useHref,
  useReader,
} from '../../ui/index.ts'

interface FollowedProps {
  /** The address of this link: its form goes to the same. */
  readonly path: string
  readonly next: string
  /** Accounts among which the person says which is theirs; empty where there is no question. */
  readonly choices: readonly { readonly account: string; readonly name: string; readonly since: Date }[]
}

/** After a mailed or handed-on link: a button. Looking at the page spends nothing, so mail scanners do no harm. */
export function FollowedPage({ path, next, choices }: FollowedProps) {
  const { say, moment } = useReader()
  const href = useHref()
  if (choices.length === 0)
    return (
      <Page title={say('arriving.followed.title')} lead={say('arriving.followed.lead')} width="narrow">
        <PostButton action={path} values={{ next }} kind="first" icon="arrow">
          {say('arriving.signIn.go')}
        </PostButton>
        <LockLine>{say('arriving.followed.lock')}</LockLine>
      </Page>
    )
  return (
    <Page title={say('arriving.followed.which')} lead={say('arriving.followed.whichLead')} width="narrow">
      {choices.map(({ account, name, since }) => (
        <Card key={account} title={name}>
          <p class="quiet">{say('arriving.followed.since', { date: moment(since, 'date') })}</p>
          <form class="post" method="post" action={href(path)}>
            <Hidden name="account" value={account} />
            <Hidden name="next" value={next} />
            <Button kind="first">{say('arriving.followed.mine')}</Button>
          </form>
        </Card>
      ))}
    </Page>
  )
}

/** A link that was used, or is too old: what to do now. */
export function LinkOverPage() {
  const { say } = useReader()
  return (
    <Page title={say('arriving.over.title')} lead={say('arriving.over.lead')} width="narrow">
      <Actions>
        <ButtonLink to="/sign-in" kind="first">
          {say('arriving.over.signIn')}
        </ButtonLink>
      </Actions>
    </Page>
  )
}

/** The operator's own way in: says so before it is used. */
export function OperatorLinkPage({ path }: { path: string }) {
  const { say } = useReader()
  return (
    <Page title={say('arriving.operator.title')} lead={say('arriving.operator.lead')} width="narrow">
      <PostButton action={path} kind="first">
        {say('arriving.signIn.go')}
      </PostButton>
    </Page>
  )
}

/** A new address, about to be one's own. */
export function AddressLinkPage({ path, address }: { path: string; address: string }) {
  const { say } = useReader()
  return (
    <Page title={say('arriving.address.title')} lead={say('arriving.address.lead', { address })} width="narrow">
      <PostButton action={path} kind="first">
        {say('arriving.address.confirm')}
      </PostButton>
    </Page>
  )
}

/** The address is proven. */
export function AddressDonePage() {
  const { say } = useReader()
  return (
    <Page title={say('arriving.address.done')} lead={say('arriving.address.doneLead')} width="narrow">
      <Actions>
        <ButtonLink to="/home" kind="first">
          {say('failure.home')}
        </ButtonLink>
      </Actions>
    </Page>
  )
}
