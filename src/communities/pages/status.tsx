import {
  ButtonLink,
  Card,
  Chip,
  Link,
  type MessageKey,
  type Moment,
  Notice,
  Page,
  useReader,
  type Values,
} from '../../ui/index.ts'
import type { Standing } from '../rules.ts'
import { troubleOf } from './mail.tsx'
import { SettingsNav } from './settings.tsx'

/** One thing looked at: fine or not, in a sentence, and what to do about it. */
interface StatusItem {
  readonly name: keyof typeof names
  readonly fine: boolean
  readonly finding: MessageKey
  readonly values?: Values
  readonly advice?: MessageKey
  readonly to?: string
}

const names = {
  mail: 'communities.status.mail',
  address: 'communities.status.address',
  proxy: 'communities.status.proxy',
  backup: 'communities.status.backup',
  disk: 'communities.status.disk',
  key: 'communities.status.key',
  zones: 'communities.status.zones',
} as const satisfies Record<string, MessageKey>

interface StatusProps {
  readonly standing: Standing
  /** The wizard leads here. */
  readonly welcome: boolean
  /** A demo was chosen there, and is on its way. */
  readonly demo: boolean
}

/** How the installation is: everything here can wait. */
export function StatusPage({ standing, welcome, demo }: StatusProps) {
  const { say, moment } = useReader()
  const items = itemsFrom(standing, moment)
  const waiting = items.filter((item) => !item.fine).length
  return (
    <Page
      title={say('communities.status.title')}
      heading={welcome ? say('communities.status.welcome') : undefined}
      lead={say(welcome ? 'communities.status.welcomeLead' : 'communities.status.lead', { waiting })}
      width="narrow"
      tabs={welcome ? undefined : <SettingsNav whole={standing.whole !== undefined} />}
      actions={
        welcome && (
          <ButtonLink to="/" kind="first" icon="arrow">
            {say('communities.status.go')}
          </ButtonLink>
        )
      }
    >
      {welcome && !standing.mail.set && (
        <Notice tone="warn" title={say('communities.status.wayBack')}>
          <p>{say('communities.status.wayBackText')}</p>
          <Link to="/me/sign-in">{say('people.signIn.title')}</Link>
        </Notice>
      )}
      <Card title={say('communities.status.looked')}>
        <ul class="rows">
          {items.map((item) => (
            <Item key={item.name} item={item} />
          ))}
        </ul>
      </Card>
      {standing.whole && <DemoCard to={demo ? '/status/demo?asked=1' : '/status/demo'} />}
    </Page>
  )
}

function DemoCard({ to }: { to: string }) {
  const { say } = useReader()
  return (
    <Card title={say('communities.status.demo')}>
      <p>{say('communities.status.demoText')}</p>
      <ButtonLink to={to}>{say('communities.status.demoGo')}</ButtonLink>
    </Card>
  )
}

function Item({ item: { name, fine, finding, values = {}, advice, to } }: { item: StatusItem }) {
  const { say } = useReader()
  return (
    <li>
      <div class="row-words">
        <div>
          {say(names[name])}{' '}
          <Chip tone={fine ? 'accent' : 'now'} icon={fine ? 'check' : 'warn'}>
            {say(fine ? 'communities.status.fine' : 'communities.status.look')}
          </Chip>
        </div>
        <p class="quiet">{say(finding, values)}</p>
        {!fine && advice && (
          <p>
            {say(advice, values)} {to && <Link to={to}>{say('communities.status.there')}</Link>}
          </p>
        )}
      </div>
    </li>
  )
}

function itemsFrom({ mail, whole }: Standing, moment: Moment): StatusItem[] {
  if (!whole) return [mailItem(mail)]
  return [mailItem(mail), ...placeItems(whole), ...keepingItems(whole, moment)]
}

function mailItem({ set, trouble, stranded }: Standing['mail']): StatusItem {
  if (!set) {
    const advice = 'communities.status.mailNoneDo'
    return { name: 'mail', fine: false, finding: 'communities.status.mailNone', advice, to: '/settings/mail' }
  }
  if (stranded === 0) return { name: 'mail', fine: true, finding: 'communities.status.mailFine' }
  const values = { number: stranded, ...troubleOf(trouble ?? '') }
  const advice = 'communities.mail.trouble'
  return { name: 'mail', fine: false, finding: 'communities.status.mailFailed', values, advice, to: '/outbox' }
}

type Whole = NonNullable<Standing['whole']>

function placeItems({ origin, localOnly, unknownProxy, knowsZones }: Whole): StatusItem[] {
  return [
    {
      name: 'address',
      fine: !localOnly,
      finding: localOnly ? 'communities.status.addressLocal' : 'communities.status.addressFine',
      values: { origin },
      advice: 'communities.status.addressDo',
      to: '/settings/mail',
    },
    {
      name: 'proxy',
      fine: unknownProxy === undefined,
      finding: unknownProxy ? 'communities.status.proxyUnknown' : 'communities.status.proxyFine',
      values: { proxy: unknownProxy ?? '' },
      advice: 'communities.status.proxyDo',
    },
    {
      name: 'zones',
      fine: knowsZones,
      finding: knowsZones ? 'communities.status.zonesFine' : 'communities.status.zonesMissing',
      advice: 'communities.status.zonesDo',
    },
  ]
}

function keepingItems(whole: Whole, moment: Moment): StatusItem[] {
  const { lastBackup, backupIsOld, freeGigabytes = 0, diskIsTight, keyFile } = whole
  return [
    {
      name: 'backup',
      fine: !backupIsOld,
      finding: lastBackup ? 'communities.status.backupLast' : 'communities.status.backupNever',
      values: { when: lastBackup ? moment(lastBackup, 'full') : '' },
      advice: 'communities.status.backupDo',
    },
    {
      name: 'key',
      fine: !whole.keyBesideData,
      finding: whole.keyBesideData ? 'communities.status.keyBeside' : 'communities.status.keyFine',
      values: { file: keyFile },
      advice: 'communities.status.keyDo',
    },
    {
      name: 'disk',
      fine: !diskIsTight,
      finding: diskIsTight ? 'communities.status.diskTight' : 'communities.status.diskFine',
      values: { free: freeGigabytes },
      advice: 'communities.status.diskDo',
    },
  ]
}
