import { ButtonLink, Card, Chip, EmptyState, Link, Page, Row, RowItem, Rows, useReader } from '../../ui/index.ts'
import { type Format, inLanguage } from '../rules/formats.ts'
import { byOccasion } from '../rules/occasions.ts'

interface FormatsProps {
  /** Where the formats stand: of a circle, or of the community. */
  readonly base: string
  readonly formats: readonly Format[]
  /** Where one came from; nowhere for organisers. */
  readonly back?: { readonly to: string; readonly label: string }
  readonly circle: boolean
}

/** All the ways to meet: what each is for, how long, for how many. */
export function FormatsPage({ base, formats, back, circle }: FormatsProps) {
  const { say } = useReader()
  return (
    <Page
      title={say('meetings.formats.title')}
      lead={say(circle ? 'meetings.formats.lead' : 'meetings.formats.communityLead')}
      actions={
        <Row>
          {circle && (
            <ButtonLink to={libraryBeside(base)} icon="arrow">
              {say('meetings.library.title')}
            </ButtonLink>
          )}
          <ButtonLink to={`${base}/new`} kind="slight">
            {say('meetings.formats.new')}
          </ButtonLink>
        </Row>
      }
      {...(back ? { back } : {})}
    >
      {formats.length === 0 && (
        <EmptyState title={say('meetings.formats.none')}>
          <p>{say('meetings.formats.noneText')}</p>
        </EmptyState>
      )}
      {byOccasion(formats).map((group) => (
        <Group key={group.of} base={base} title={say(`meetings.occasion.${group.of}`)} formats={group.formats} />
      ))}
    </Page>
  )
}

/** The library of the circle whose formats stand at an address. */
export const libraryBeside = (base: string): string => base.replace(/formats$/, 'library')

function Group({ base, title, formats }: Pick<FormatsProps, 'base' | 'formats'> & { title: string }) {
  const { locale } = useReader()
  return (
    <Card title={title}>
      <Rows label={title}>
        {formats.map(({ key, format }) => (
          <RowItem key={key} note={inLanguage(format.summary, locale)} actions={<Measures format={format} />}>
            <Link to={`${base}/${key}`}>
              <strong>{inLanguage(format.title, locale)}</strong>
            </Link>
          </RowItem>
        ))}
      </Rows>
    </Card>
  )
}

/** How long, and for how many. */
export function Measures({ format: { minutes, people } }: Pick<Format, 'format'>) {
  const { say } = useReader()
  return (
    <Row>
      <Chip>{say('meetings.formats.minutes', { minutes })}</Chip>
      <Chip>{say('meetings.formats.people', { min: people.min, max: people.max })}</Chip>
    </Row>
  )
}
