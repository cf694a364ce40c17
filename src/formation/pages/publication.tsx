import {
  Actions,
  Button,
  Card,
  Details,
  Field,
  Form,
  Notice,
  Page,
  Select,
  useReader,
  Written,
} from '../../ui/index.ts'
import { newNumbers } from '../rules/board.ts'
import type { Formation, Proposal } from '../rules.ts'
import { WhereAddress } from './address.tsx'
import { inOrder } from './board.tsx'

interface PublishData {
  readonly proposal: Proposal
  readonly result: Formation
  /** How many are placed who are here already, and how many come by their personal link. */
  readonly known: number
  readonly byLink: number
  /** Whether a mail server is set. */
  readonly mails: boolean
  /** Links lead to this computer only. */
  readonly localOnly: boolean
  /** Whether whoever looks sets mail and the public address. */
  readonly setsAddress: boolean
  /** Until when places may be kept, and which of these days is usual. */
  readonly days: readonly string[]
  readonly until: string
  /** Names that other circles of the season have. */
  readonly taken: ReadonlySet<string>
  /** What each of them is sent. */
  readonly letter: string
}

/** The last look before people are told. */
export function PublishPage(data: PublishData) {
  const { say, moment } = useReader()
  const { proposal, result, known, byLink, days, until } = data
  return (
    <Page
      title={say('formation.publish.title')}
      lead={say(data.mails ? 'formation.publish.lead' : 'formation.publish.lead.noMail')}
      width="narrow"
      back={{ to: `/formation/${proposal.id}`, label: say('formation.person.back') }}
    >
      <Happens {...data} />
      <Form action={`/formation/${proposal.id}/publication`}>
        <Select
          name="until"
          width="medium"
          label={say('formation.publish.until')}
          hint={say('formation.publish.until.hint')}
          options={days.map((day) => ({ value: day, label: moment(day, 'day') }))}
          value={until}
        />
        <Names result={result} taken={data.taken} />
        <Notice tone="warn">{say('formation.publish.person')}</Notice>
        <Actions>
          <Button kind="first">{say('formation.publish.go', { people: known + byLink })}</Button>
        </Actions>
      </Form>
    </Page>
  )
}

/** For whoever wishes for other names than numbers: folded, but for a name that cannot be used. */
function Names({ result, taken }: Pick<PublishData, 'result' | 'taken'>) {
  const { say, filled } = useReader()
  const circles = inOrder(result.circles)
  const names = circles.map(({ circle }) => circle)
  const numbers = newNumbers(names, (number) => taken.has(say('formation.circle', { circle: String(number) })))
  const same = circles.every(({ circle }) => String(numbers.get(circle)) === circle)
  const wrong = Object.keys(filled?.problems ?? {}).some((name) => name.startsWith('name-'))
  return (
    <Details summary={say('formation.publish.names')} open={wrong}>
      <p class="quiet">
        {say('formation.publish.names.hint')} {!same && say('formation.publish.names.moved')}
      </p>
      <div class="grid">
        {circles.map(({ circle, members }) => (
          <Field
            key={circle}
            name={`name-${circle}`}
            label={say('formation.publish.name', { circle, people: members.length })}
            value={say('formation.circle', { circle: String(numbers.get(circle) ?? circle) })}
            maxLength={80}
          />
        ))}
      </div>
    </Details>
  )
}

/** What publishing does, before it is done. */
function Happens({ result, known, byLink, mails, localOnly, setsAddress, letter }: PublishData) {
  const { say } = useReader()
  return (
    <Card title={say('formation.publish.happens')}>
      <ul class="stack close">
        <li>{say('formation.publish.circles', { circles: result.circles.length, people: known + byLink })}</li>
        <li>{say(mails ? 'formation.publish.mail' : 'formation.publish.links', { byLink, known })}</li>
        {!mails && (
          <li>
            {say('formation.publish.wouldMail')} <WhereAddress mine={setsAddress} />
          </li>
        )}
        <li>{say('formation.publish.see')}</li>
        <li>{say('formation.publish.others.unseen')}</li>
        <li>{say('formation.publish.silence')}</li>
        <li>{say('formation.publish.freed', { waiting: result.unplaced.length })}</li>
        {result.unplaced.length > 0 && <li>{say('formation.publish.others', { people: result.unplaced.length })}</li>}
      </ul>
      {localOnly && byLink > 0 && <Notice tone="warn">{say('formation.publish.localOnly')}</Notice>}
      {mails && (
        <Details summary={say('formation.publish.letter')}>
          <Written text={letter} />
        </Details>
      )}
    </Card>
  )
}
