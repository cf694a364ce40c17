import {
  Actions,
  Area,
  Button,
  ButtonLink,
  Card,
  Chip,
  Choices,
  Copyable,
  Facts,
  Field,
  Form,
  Link,
  Notice,
  Page,
  RowItem,
  Rows,
  useReader,
  Written,
} from '../../ui/index.ts'
import type { SentLetter } from '../reads.ts'
import { type Group, groups } from '../rules.ts'

export interface LetterData {
  readonly season: string
  /** How many there are of each group, and how many of them can be reached. */
  readonly counts: Readonly<Record<Group, number>>
  /** Proven and brought addresses, of everybody. */
  readonly addresses: readonly string[]
  /** Mail can be sent from here. */
  readonly mails: boolean
  /** What was written before, the latest first. */
  readonly sent: readonly SentLetter[]
}

/** Writing to those who applied; or, where there is no mail, taking their addresses along. */
export function LetterPage(data: LetterData) {
  const { say } = useReader()
  const { season, mails, sent } = data
  return (
    <Page
      title={say('applying.letter.title')}
      above={season}
      lead={say(mails ? 'applying.letter.lead' : 'applying.letter.noMail')}
      width="narrow"
      back={{ to: '/applications', label: say('applications.title') }}
    >
      {mails && <Write {...data} />}
      {sent.length > 0 && <Sent sent={sent} />}
      <CopyList {...data} />
    </Page>
  )
}

/** What was written, to whom and when. */
function Sent({ sent }: { sent: readonly SentLetter[] }) {
  const { say, moment } = useReader()
  return (
    <Card title={say('applying.letter.sent')}>
      <Rows>
        {sent.map((letter) => (
          <RowItem
            key={letter.id}
            note={
              <>
                {moment(letter.at, 'full')} · {say(`applying.letter.group.${letter.to}`)}
              </>
            }
            actions={<Chip>{say('applying.letter.reached', { number: letter.reached })}</Chip>}
          >
            <Link to={`/applications/letter/${letter.id}`}>
              <span dir="auto">{letter.subject}</span>
            </Link>
          </RowItem>
        ))}
      </Rows>
    </Card>
  )
}

/** One letter as it was sent: what it said, to which group, when, and how many have it. */
export function SentLetterPage({ letter }: { letter: SentLetter }) {
  const { say, moment } = useReader()
  const { subject, text, to, by, at, meant, reached, done } = letter
  return (
    <Page
      title={subject}
      above={say('applying.letter.one')}
      width="narrow"
      back={{ to: '/applications/letter', label: say('applying.letter.title') }}
    >
      <Notice tone={done ? 'good' : 'info'} news>
        {say(done ? 'applying.letter.done' : 'applying.letter.onItsWay', { number: reached, meant })}
      </Notice>
      <Facts
        facts={[
          [say('applying.letter.to'), say(`applying.letter.group.${to}`)],
          [say('applying.letter.when'), moment(at, 'full')],
          ...(by ? [[say('applying.letter.by'), <span dir="auto">{by}</span>] as const] : []),
        ]}
      />
      <Card title={say('applying.letter.text')}>
        <Written text={text} />
      </Card>
      <p class="quiet">{say('applying.letter.where')}</p>
    </Page>
  )
}

function Write({ counts }: LetterData) {
  const { say } = useReader()
  const choices = groups.map((value) => ({
    value,
    label: say(`applying.letter.to.${value}`, { number: counts[value] }),
    disabled: counts[value] === 0,
  }))
  return (
    <Form action="/applications/letter">
      <Choices name="to" label={say('applying.letter.to')} choices={choices} value="all" />
      <Field name="subject" label={say('applying.letter.subject')} maxLength={200} />
      <Area
        name="text"
        label={say('applying.letter.text')}
        hint={say('applying.letter.text.hint')}
        seenBy={say('applying.letter.seen')}
        rows={8}
        maxLength={10_000}
      />
      <Actions>
        <Button kind="first" icon="mail">
          {say('applying.letter.send')}
        </Button>
      </Actions>
    </Form>
  )
}

function CopyList({ addresses }: LetterData) {
  const { say } = useReader()
  return (
    <Card title={say('applying.list.title')}>
      <p>{say('applying.list.text')}</p>
      {addresses.length > 0 && <Copyable label={say('applying.list.addresses')} value={addresses.join(', ')} />}
      <Actions>
        <ButtonLink to="/applications/people.csv">{say('applications.links.csv')}</ButtonLink>
        <ButtonLink to="/applications/people.txt">{say('applications.links.text.button')}</ButtonLink>
      </Actions>
    </Card>
  )
}
