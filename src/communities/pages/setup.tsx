import {
  Button,
  Card,
  Choices,
  Field,
  Form,
  Hidden,
  Notice,
  type OptionGroup,
  Page,
  Select,
  useReader,
} from '../../ui/index.ts'

export interface SetupProps {
  readonly token: string
  readonly zone: string
  readonly zones: readonly OptionGroup[]
  readonly language: string
  /** The address at which the first owner found us. */
  readonly origin: string
  readonly localOnly: boolean
}

/** The first page there ever is: a community, its owner, and how to begin. */
export function SetupPage({ token, ...props }: SetupProps) {
  const { say } = useReader()
  return (
    <Page
      title={say('communities.setup.title')}
      lead={say('communities.setup.lead')}
      width="narrow"
      script="communities.js"
    >
      <Form action="/setup">
        <Hidden name="key" value={token} />
        <TheCommunity {...props} />
        <You />
        <Card title={say('communities.setup.where')}>
          <PublicAddress {...props} />
        </Card>
        <Beginning />
        <Button kind="first" icon="arrow">
          {say('communities.setup.send')}
        </Button>
      </Form>
    </Page>
  )
}

function TheCommunity(props: Pick<SetupProps, 'language' | 'zone' | 'zones'>) {
  const { say } = useReader()
  return (
    <Card title={say('communities.setup.community')}>
      <Field
        name="name"
        label={say('communities.setup.name')}
        hint={say('communities.setup.nameHint')}
        maxLength={80}
      />
      <LanguageAndZone {...props} />
      <Field
        name="slug"
        optional
        label={say('communities.setup.slug')}
        hint={say('communities.setup.slugHint')}
        width="medium"
        maxLength={40}
      />
    </Card>
  )
}

function You() {
  const { say } = useReader()
  return (
    <Card title={say('communities.setup.you')}>
      <Field name="owner" label={say('communities.setup.owner')} autocomplete="name" maxLength={120} />
      <Field
        name="address"
        type="email"
        label={say('communities.setup.address')}
        hint={say('communities.setup.addressHint')}
        autocomplete="email"
      />
    </Card>
  )
}

/** Where others find us; says plainly when nobody else can. */
export function PublicAddress({ origin, localOnly }: Pick<SetupProps, 'origin' | 'localOnly'>) {
  const { say } = useReader()
  return (
    <>
      <Field
        name="origin"
        type="url"
        label={say('communities.setup.origin')}
        hint={say('communities.setup.originHint')}
        value={localOnly ? '' : origin}
        placeholder="https://circles.example.org"
        optional
      />
      {localOnly && <Notice tone="warn">{say('communities.setup.localOnly', { origin })}</Notice>}
    </>
  )
}

const Beginning = () => {
  const { say } = useReader()
  const empty = {
    value: 'empty',
    label: say('communities.setup.start.empty'),
    hint: say('communities.setup.start.emptyHint'),
  }
  const demo = {
    value: 'demo',
    label: say('communities.setup.start.demo'),
    hint: say('communities.setup.start.demoHint'),
  }
  return (
    <Card title={say('communities.setup.begin')}>
      <Choices name="start" label={say('communities.setup.start')} value="empty" choices={[empty, demo]} />
    </Card>
  )
}

/** What every community has: the language it greets in, and the zone of its clock. */
export function LanguageAndZone({ language, zone, zones }: Pick<SetupProps, 'language' | 'zone' | 'zones'>) {
  const { say, languages = [] } = useReader()
  return (
    <>
      <Select
        name="language"
        label={say('communities.setup.language')}
        value={language}
        width="medium"
        options={languages.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <Select
        name="zone"
        label={say('communities.setup.zone')}
        hint={say('communities.setup.zoneHint')}
        value={zone}
        options={zones}
      />
    </>
  )
}

/** For whoever comes before the first owner, or without the link. */
export function NotYetPage() {
  const { say } = useReader()
  return (
    <Page title={say('communities.notYet.title')} width="narrow">
      <Card>
        <p>{say('communities.notYet.text')}</p>
        <p class="quiet">{say('communities.notYet.operator')}</p>
      </Card>
    </Page>
  )
}
