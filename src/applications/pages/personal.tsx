import type { ComponentChildren } from 'preact'
import {
  Actions,
  Button,
  ButtonLink,
  Card,
  Choices,
  Field,
  Form,
  Hidden,
  Link,
  LockLine,
  type OptionGroup,
  Page,
  Said,
  Select,
  Switch,
  useReader,
} from '../../ui/index.ts'
import type { Basis } from '../rules.ts'

interface PersonalData {
  readonly community: string
  readonly name: string
  readonly path: string
  /** The place that is kept for them. */
  readonly waiting: ComponentChildren
}

/** What somebody sees who follows their personal link: where they are, one sentence, one button. Looking spends nothing. */
export function PersonalPage({ community, name, path, waiting }: PersonalData) {
  const { say } = useReader()
  return (
    <Page
      title={community}
      above={say('applications.personal.above', { name })}
      lead={say('applications.personal.lead')}
      width="narrow"
    >
      <Card tone="now">
        {waiting ?? <p>{say('applications.personal.next')}</p>}
        <LockLine>{say('circles.door.lock')}</LockLine>
        <Actions>
          <ButtonLink to={`${path}/you`} kind="first">
            {say('applications.personal.go')}
          </ButtonLink>
        </Actions>
      </Card>
    </Page>
  )
}

interface YouData {
  readonly path: string
  readonly name: string
  readonly zone: string
  readonly zones: readonly OptionGroup[]
  /** The version of the privacy policy that holds today. */
  readonly version: number
  /** Whether they are asked if circles may be formed from what was told of them; and on what ground they were brought. */
  readonly asksForming: boolean
  readonly basis: Basis | undefined
  /** As whom somebody is signed in already. */
  readonly signedInAs: string | undefined
}

/** Who you are and where your clock is: two answers that stand there already, and one yes. */
export function YouPage({ path, name, zone, zones, version, asksForming, basis, signedInAs }: YouData) {
  const { say } = useReader()
  return (
    <Page
      title={say('applications.you.title')}
      lead={say('applications.you.lead')}
      width="narrow"
      back={{ to: path, label: say('applications.you.back') }}
    >
      {signedInAs && <p>{say('applications.you.signedIn', { name: signedInAs })}</p>}
      <Form action={`${path}/you`}>
        <Field
          name="name"
          label={say('arriving.join.name')}
          hint={say('arriving.join.nameHint')}
          value={name}
          autocomplete="name"
          maxLength={120}
        />
        <Select name="zone" label={say('arriving.join.zone')} options={zones} value={zone} />
        {asksForming && <Forming basis={basis} />}
        <Hidden name="version" value={String(version)} />
        <Switch name="privacy" look="agree" label={say('arriving.join.privacy')} />
        <p class="hint">
          <Said k="arriving.join.privacyMore" parts={{ a: (words) => <Link to="/privacy">{words}</Link> }} />
        </p>
        <Actions>
          <Button kind="first">{say('applications.you.go')}</Button>
        </Actions>
      </Form>
    </Page>
  )
}

/** What organisers stated, and whether the person says so as well. */
function Forming({ basis }: { basis: Basis | undefined }) {
  const { say } = useReader()
  return (
    <Choices
      name="forming"
      label={say('applications.you.forming')}
      hint={basis && say(`applications.ground.${basis}`)}
      choices={[
        { value: 'yes', label: say('applications.agree') },
        { value: 'no', label: say('applications.you.forming.no'), hint: say('applications.you.forming.no.hint') },
      ]}
    />
  )
}
