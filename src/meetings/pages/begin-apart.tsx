import {
  Button,
  ButtonLink,
  Card,
  Choices,
  EmptyState,
  Form,
  Hidden,
  Link,
  Notice,
  Page,
  RowItem,
  Rows,
  Select,
  useReader,
} from '../../ui/index.ts'
import { type ApartFormat, quickest } from '../rules/apart.ts'
import { inLanguage } from '../rules/formats.ts'
import { byOccasion } from '../rules/occasions.ts'
import type { Seated } from '../rules.ts'

interface BeginProps {
  readonly circle: string
  /** The id of the meeting that this form begins. */
  readonly fresh: string
  readonly formats: readonly ApartFormat[]
  readonly wanted: string | undefined
  readonly fellows: readonly Seated[]
  /** Whose turn it is to bring a challenge. */
  readonly presents: string | undefined
  /** The meeting that goes on already. */
  readonly open: string | undefined
  readonly past: readonly { readonly meeting: string; readonly began: Date }[]
}

/** A meeting that nobody has to come to: which format, and who brings the challenge. */
export function BeginApartPage(props: BeginProps) {
  const { say } = useReader()
  const { circle, open, formats } = props
  return (
    <Page
      title={say('meetings.apart.title')}
      width="narrow"
      lead={say('meetings.apart.lead')}
      back={{ to: `/circles/${circle}/meetings`, label: say('scheduling.meetings.title') }}
    >
      {open ? <GoesOn circle={circle} meeting={open} /> : formats.length > 0 ? <BeginForm {...props} /> : <TooFew />}
      <Past {...props} />
    </Page>
  )
}

function GoesOn({ circle, meeting }: { circle: string; meeting: string }) {
  const { say } = useReader()
  return (
    <Card tone="now" title={say('meetings.apart.goesOn')}>
      <p>{say('meetings.apart.one')}</p>
      <p>
        <ButtonLink to={`/circles/${circle}/meetings/${meeting}/room`} kind="first">
          {say('meetings.apart.enter')}
        </ButtonLink>
      </p>
    </Card>
  )
}

function TooFew() {
  const { say } = useReader()
  return (
    <EmptyState title={say('meetings.apart.tooFew')}>
      <p>{say('meetings.apart.tooFewText')}</p>
    </EmptyState>
  )
}

function BeginForm({ circle, fresh, formats, wanted, fellows, presents }: BeginProps) {
  const { say } = useReader()
  return (
    <>
      <Notice>
        <ul>
          <li>{say('meetings.apart.how.windows')}</li>
          <li>{say('meetings.apart.how.early')}</li>
          <li>{say('meetings.apart.how.missed')}</li>
        </ul>
      </Notice>
      <Form action={`/circles/${circle}/apart`}>
        <Hidden name="id" value={fresh} />
        <Select
          name="presenter"
          label={say('meetings.opening.presenter')}
          hint={say('meetings.apart.presenterHint')}
          value={presents}
          options={[
            { value: '', label: say('meetings.apart.nobody') },
            ...fellows.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          optional
        />
        <Formats formats={formats} wanted={wanted} />
        <div>
          <Button kind="first">{say('meetings.apart.begin')}</Button>
        </div>
      </Form>
    </>
  )
}

/** Which way to meet, each with how long it takes at most: the quickest first, the others folded away by what one comes with. */
function Formats({ formats, wanted }: Pick<BeginProps, 'formats' | 'wanted'>) {
  const { say, locale } = useReader()
  const choice = ({ key, format, apart: { windows, days, presenter } }: ApartFormat) => ({
    value: key,
    label: inLanguage(format.title, locale),
    hint: [
      inLanguage(format.summary, locale),
      say('meetings.apart.takes', { windows, days }),
      ...(presenter ? [say('meetings.apart.withPresenter')] : []),
    ].join(' '),
  })
  const { first, rest } = quickest(formats, wanted)
  return (
    <Choices
      name="format"
      label={say('meetings.choice.which')}
      value={first[0]?.key}
      choices={first.map(choice)}
      more={byOccasion(rest).map((group) => ({
        title: say(`meetings.occasion.${group.of}`),
        choices: group.formats.map(choice),
      }))}
    />
  )
}

function Past({ circle, past }: BeginProps) {
  const { say, moment } = useReader()
  if (past.length === 0) return null
  return (
    <Card title={say('meetings.apart.past')} tone="bare">
      <Rows>
        {past.map(({ meeting, began }) => (
          <RowItem key={meeting}>
            <Link to={`/circles/${circle}/meetings/${meeting}/minutes`}>
              {say('meetings.apart.begunOn', { day: moment(began, 'date') })}
            </Link>
          </RowItem>
        ))}
      </Rows>
    </Card>
  )
}
