import {
  Actions,
  Button,
  Field,
  Form,
  Hidden,
  Link,
  type OptionGroup,
  Page,
  Said,
  Select,
  Switch,
  UnseenField,
  useReader,
} from '../../ui/index.ts'

interface JoinProps {
  readonly community: string
  readonly next: string
  /** A fresh token of the form, with its plain question. */
  readonly token: string
  readonly questionOf: (token: string) => { readonly a: number; readonly b: number }
  /** The version of the privacy policy that holds today. */
  readonly version: number
  readonly zones: readonly OptionGroup[]
  readonly zone: string
  readonly now: Date
  readonly mailed: boolean
  /** Signed in already, as somebody who is not yet of this community. */
  readonly known: boolean
}

/** The door for whoever is new: who you are, where your clock is, and that you know what is kept. */
export function JoinPage(props: JoinProps) {
  const { say } = useReader()
  const { community, next, known, mailed } = props
  return (
    <Page
      title={say('arriving.join.title', { community })}
      lead={say('arriving.join.lead')}
      width="narrow"
      script="arriving.js"
      hidden={false}
    >
      <Form action="/join">
        <Hidden name="next" value={next} />
        <Field
          name="name"
          label={say('arriving.join.name')}
          hint={say('arriving.join.nameHint')}
          seenBy={say('arriving.join.nameSeen')}
          autocomplete="name"
          maxLength={120}
        />
        {!known && <Reach mailed={mailed} />}
        <Zone {...props} />
        <Agree version={props.version} />
        <HeldOff {...props} />
        <Actions>
          <Button kind="first">{say('arriving.join.go')}</Button>
        </Actions>
      </Form>
      <p>
        <Said
          k="arriving.join.before"
          parts={{ a: (words) => <Link to={`/sign-in?next=${encodeURIComponent(next)}`}>{words}</Link> }}
        />
      </p>
    </Page>
  )
}

/** With mail a link will do; without it a password is the way back. */
function Reach({ mailed }: { mailed: boolean }) {
  const { say } = useReader()
  return (
    <>
      <Field
        name="address"
        type="email"
        label={say('arriving.address')}
        hint={say(mailed ? 'arriving.join.addressHint' : 'arriving.join.addressHintNoMail')}
        seenBy={say('arriving.join.addressSeen')}
        autocomplete="email"
        optional={!mailed}
      />
      {!mailed && (
        <Field
          name="password"
          type="password"
          label={say('arriving.join.password')}
          hint={say('arriving.join.passwordHint')}
          autocomplete="new-password"
          optional
        />
      )}
    </>
  )
}

function Zone({ zones, zone, now }: JoinProps) {
  const { say, moment } = useReader()
  const time = <time id="zone-now">{moment(now, 'time', { zone })}</time>
  return (
    <Select
      name="zone"
      label={say('arriving.join.zone')}
      hint={<Said k="arriving.join.zoneNow" parts={{ time }} />}
      options={zones}
      value={zone}
    />
  )
}

function Agree({ version }: { version: number }) {
  const { say } = useReader()
  const more = <Said k="arriving.join.privacyMore" parts={{ a: (words) => <Link to="/privacy">{words}</Link> }} />
  return (
    <>
      <Hidden name="version" value={String(version)} />
      <Switch name="privacy" look="agree" label={say('arriving.join.privacy')} hint={more} />
    </>
  )
}

/**
 * What holds programs off. A form that came back keeps its token, so that what was answered still fits; only a stale one is new.
 * The question is there for people without JavaScript, and for everybody whose form came back because of it.
 */
function HeldOff({ token, questionOf }: JoinProps) {
  const { say, filled } = useReader()
  const before = filled?.problems.token ? undefined : filled?.values.token
  const kept = typeof before === 'string' ? before : token
  const question = (
    <Field
      name="answer"
      label={say('arriving.join.question', { ...questionOf(kept) })}
      hint={say('arriving.join.questionHint')}
      width="short"
      inputMode="numeric"
      autocomplete="off"
    />
  )
  return (
    <>
      <Hidden name="token" value={kept} />
      <Hidden name="work" value="" />
      <UnseenField id="join-website" />
      {filled?.problems.answer ? question : <noscript>{question}</noscript>}
    </>
  )
}
