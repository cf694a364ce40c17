import {
  Area,
  Button,
  Card,
  Field,
  FilePick,
  Form,
  Notice,
  type OptionGroup,
  Page,
  PostButton,
  SubNav,
  Switch,
  useReader,
} from '../../ui/index.ts'
import { LanguageAndZone } from './setup.tsx'

/** The pages of the settings. `whole` are those that concern the whole installation. */
export function SettingsNav({ whole }: { whole: boolean }) {
  const { say } = useReader()
  const items = [
    { to: '/settings', label: say('communities.settings.general') },
    ...(whole ? [{ to: '/settings/mail', label: say('communities.settings.mail') }] : []),
    { to: '/settings/offices', label: say('communities.settings.offices') },
    { to: '/settings/privacy', label: say('communities.settings.privacy') },
    { to: '/settings/terms', label: say('communities.settings.terms') },
    { to: '/outbox', label: say('communities.outbox.title') },
    { to: '/status', label: say('communities.settings.status') },
  ]
  return <SubNav items={items} label={say('communities.settings.title')} />
}

export interface GeneralProps {
  readonly community: {
    readonly name: string
    readonly line: string
    readonly slug: string
    readonly colour: string | undefined
    readonly logo: string | undefined
    readonly locale: string
    readonly zone: string
    readonly contact: string
    readonly membersStartCircles: boolean
  }
  readonly zones: readonly OptionGroup[]
  readonly whole: boolean
  readonly saved: boolean
}

/** What everybody sees of the community. */
export function GeneralSettings({ community, zones, whole, saved }: GeneralProps) {
  const { say } = useReader()
  return (
    <Page
      title={say('communities.settings.title')}
      lead={say('communities.settings.lead')}
      width="narrow"
      tabs={<SettingsNav whole={whole} />}
    >
      {saved && (
        <Notice tone="good" news>
          {say('communities.settings.saved')}
        </Notice>
      )}
      <Card title={say('communities.settings.general')}>
        <Form action="/settings">
          <Looks community={community} />
          <LanguageAndZone language={community.locale} zone={community.zone} zones={zones} />
          <Manners community={community} />
          <Button kind="first">{say('communities.settings.save')}</Button>
        </Form>
      </Card>
      <LogoCard logo={community.logo} />
    </Page>
  )
}

function Looks({ community }: Pick<GeneralProps, 'community'>) {
  const { say } = useReader()
  return (
    <>
      <Field name="name" label={say('communities.setup.name')} value={community.name} maxLength={80} />
      <Field
        name="line"
        optional
        label={say('communities.settings.line')}
        hint={say('communities.settings.lineHint')}
        value={community.line}
        maxLength={160}
      />
      <Field
        name="slug"
        label={say('communities.setup.slug')}
        hint={say('communities.setup.slugHint')}
        value={community.slug}
        width="medium"
      />
      <Field
        name="colour"
        optional
        label={say('communities.settings.colour')}
        hint={say('communities.settings.colourHint')}
        value={community.colour ?? ''}
        placeholder="#2f6f5e"
        width="short"
      />
    </>
  )
}

function Manners({ community }: Pick<GeneralProps, 'community'>) {
  const { say } = useReader()
  return (
    <>
      <Area
        name="contact"
        optional
        label={say('communities.settings.contact')}
        hint={say('communities.settings.contactHint')}
        value={community.contact}
        rows={2}
        maxLength={300}
      />
      <Switch
        name="start_circles"
        on={community.membersStartCircles}
        label={say('communities.settings.startCircles')}
        hint={say('communities.settings.startCirclesHint')}
      />
    </>
  )
}

function LogoCard({ logo }: { logo: string | undefined }) {
  const { say } = useReader()
  return (
    <Card title={say('communities.logo.title')}>
      {logo && (
        <p>
          <img src={logo} alt={say('communities.logo.now')} height={64} />
        </p>
      )}
      <Form action="/settings/logo" files>
        <FilePick
          name="logo"
          label={say('communities.logo.pick')}
          hint={say('communities.logo.hint')}
          accept="image/png,image/jpeg,image/webp"
        />
        <Button>{say('communities.logo.save')}</Button>
      </Form>
      {logo && (
        <PostButton action="/settings/logo/removal" kind="slight">
          {say('communities.logo.remove')}
        </PostButton>
      )}
    </Card>
  )
}
