import {
  Actions,
  Area,
  Button,
  ButtonLink,
  Card,
  Choices,
  Copyable,
  Field,
  Form,
  Notice,
  Page,
  useReader,
} from '../../ui/index.ts'
import { type Group, groups } from '../rules.ts'

export interface LetterData {
  readonly season: string
  /** How many there are of each group, and how many of them can be reached. */
  readonly counts: Readonly<Record<Group, number>>
  /** Proven and brought addresses, of everybody. */
  readonly addresses: readonly string[]
  /** Mail can be sent from here. */
  readonly mails: boolean
  /** To so many it has just been posted. */
  readonly posted: number | undefined
}

/** Writing to those who applied; or, where there is no mail, taking their addresses along. */
export function LetterPage(data: LetterData) {
  const { say } = useReader()
  const { season, mails, posted } = data
  return (
    <Page
      title={say('applying.letter.title')}
      above={season}
      lead={say(mails ? 'applying.letter.lead' : 'applying.letter.noMail')}
      width="narrow"
      back={{ to: '/applications', label: say('applications.title') }}
    >
      {posted !== undefined && (
        <Notice tone="good" news>
          {say('applying.letter.posted', { number: posted })}
        </Notice>
      )}
      {mails && <Write {...data} />}
      <CopyList {...data} />
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
