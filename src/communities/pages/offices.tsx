import { Button, Card, Chip, Field, Form, Page, PostButton, Said, useReader } from '../../ui/index.ts'
import { SettingsNav } from './settings.tsx'

export interface OfficesProps {
  readonly holders: readonly { person: string; name: string; kind: string; since: Date }[]
  readonly search: string
  readonly found: readonly { id: string; name: string }[]
  readonly whole: boolean
}

/** Who looks after the community. */
export function OfficesPage({ holders, search, found, whole }: OfficesProps) {
  const { say } = useReader()
  return (
    <Page
      title={say('communities.settings.offices')}
      lead={say('communities.offices.lead')}
      width="narrow"
      tabs={<SettingsNav whole={whole} />}
    >
      <Card title={say('communities.offices.now')}>
        <ul class="rows">
          {holders.map((holder) => (
            <HolderRow key={`${holder.person}${holder.kind}`} {...holder} />
          ))}
        </ul>
      </Card>
      <Card title={say('communities.offices.add')}>
        <p>
          <Said k="communities.offices.what" parts={{ b: (inside) => <strong>{inside}</strong> }} />
        </p>
        <Form action="/settings/offices" method="get" id="search">
          <Field name="name" type="search" label={say('communities.offices.search')} value={search} />
          <Button icon="search">{say('communities.offices.find')}</Button>
        </Form>
        {search !== '' && <Found found={found} />}
      </Card>
    </Page>
  )
}

function HolderRow({ person, name, kind, since }: OfficesProps['holders'][number]) {
  const { say, moment } = useReader()
  return (
    <li>
      <div class="row-words">
        <div>
          {name} <Chip>{say('communities.offices.kind', { kind })}</Chip>
        </div>
        <p class="quiet">{say('communities.offices.since', { when: moment(since, 'date') })}</p>
      </div>
      <div class="actions">
        <PostButton
          action="/settings/offices/relief"
          values={{ person, kind }}
          kind="slight"
          label={say('communities.offices.relieveLabel', { name, kind })}
        >
          {say('communities.offices.relieve')}
        </PostButton>
      </div>
    </li>
  )
}

function Found({ found }: Pick<OfficesProps, 'found'>) {
  const { say } = useReader()
  if (found.length === 0) return <p class="quiet">{say('communities.offices.nobody')}</p>
  return (
    <ul class="rows">
      {found.map(({ id, name }) => (
        <li key={id}>
          <div class="row-words">{name}</div>
          <div class="actions">
            {(['organiser', 'owner'] as const).map((kind) => (
              <PostButton
                key={kind}
                action="/settings/offices"
                values={{ person: id, kind }}
                label={say('communities.offices.appointLabel', { name, kind })}
              >
                {say('communities.offices.appoint', { kind })}
              </PostButton>
            ))}
          </div>
        </li>
      ))}
    </ul>
  )
}
