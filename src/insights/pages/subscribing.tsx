import { Actions, Button, ButtonLink, Field, Form, Page, PostButton, UnseenField, useReader } from '../../ui/index.ts'

/** Asks for the address to which the letter shall go. */
export function LetterPage() {
  const { say, community } = useReader()
  return (
    <Page
      title={say('insights.title')}
      heading={say('insights.letter.title')}
      description={say('insights.letter.lead', { community: community?.name ?? '' })}
      width="narrow"
      lead={say('insights.letter.lead', { community: community?.name ?? '' })}
      hidden={false}
    >
      <LetterForm />
    </Page>
  )
}

/** The one field of it, also for the public home. */
export function LetterForm() {
  const { say } = useReader()
  return (
    <Form action="/letter">
      <Field
        name="address"
        label={say('insights.letter.address')}
        type="email"
        autocomplete="email"
        width="medium"
        seenBy={say('insights.letter.seenBy')}
      />
      <UnseenField id="letter-website" />
      <Actions>
        <Button kind="first" icon="mail">
          {say('insights.letter.send')}
        </Button>
      </Actions>
    </Form>
  )
}

/** The same for everybody who asked, whether the address is known or not. */
export function AskedPage({ mailed }: { mailed: boolean }) {
  const { say } = useReader()
  const lead = mailed ? say('insights.asked.lead') : say('insights.asked.leadNoMail')
  return (
    <Page title={mailed ? say('insights.asked.title') : say('insights.asked.titleNoMail')} lead={lead} width="narrow">
      {mailed && <p>{say('insights.asked.text')}</p>}
      <Onward />
    </Page>
  )
}

/** Behind the link in the mail: only the button says yes, for programs follow links, too. */
export function ConfirmPage({ path }: { path: string }) {
  const { say, community } = useReader()
  return (
    <Page
      title={say('insights.confirm.title')}
      lead={say('insights.confirm.lead', { community: community?.name ?? '' })}
      width="narrow"
    >
      <Actions>
        <PostButton action={path} kind="first" icon="check">
          {say('insights.confirm.go')}
        </PostButton>
      </Actions>
    </Page>
  )
}

/** The letter will come. */
export function ConfirmedPage() {
  const { say } = useReader()
  return (
    <Page title={say('insights.confirmed.title')} lead={say('insights.confirmed.lead')} width="narrow">
      <Onward />
    </Page>
  )
}

/** Behind the link at the end of each letter. */
export function LeavePage({ path }: { path: string }) {
  const { say, community } = useReader()
  return (
    <Page
      title={say('insights.leave.title')}
      lead={say('insights.leave.lead', { community: community?.name ?? '' })}
      width="narrow"
    >
      <Actions>
        <PostButton action={path} kind="first">
          {say('insights.leave.go')}
        </PostButton>
        <ButtonLink to="/insights">{say('insights.leave.stay')}</ButtonLink>
      </Actions>
    </Page>
  )
}

/** No letter will come any more. */
export function LeftPage() {
  const { say } = useReader()
  return (
    <Page title={say('insights.left.title')} lead={say('insights.left.lead')} width="narrow">
      <Onward />
    </Page>
  )
}

/** Nothing hangs on this link any more. */
export function LetterLinkOver() {
  const { say } = useReader()
  return (
    <Page title={say('insights.over.title')} lead={say('insights.over.lead')} width="narrow">
      <Actions>
        <ButtonLink to="/letter">{say('insights.getLetter')}</ButtonLink>
      </Actions>
    </Page>
  )
}

function Onward() {
  const { say } = useReader()
  return (
    <Actions>
      <ButtonLink to="/insights">{say('insights.title')}</ButtonLink>
      <ButtonLink to="/letters" kind="slight">
        {say('insights.archive.title')}
      </ButtonLink>
    </Actions>
  )
}
