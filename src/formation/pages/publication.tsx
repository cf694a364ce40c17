import { Actions, Button, Card, Details, Field, Form, Notice, Page, useReader, Written } from '../../ui/index.ts'
import type { Formation, Proposal } from '../rules.ts'
import { inOrder } from './board.tsx'

interface PublishData {
  readonly proposal: Proposal
  readonly result: Formation
  /** How many are placed who are here already, and how many come by their personal link. */
  readonly known: number
  readonly byLink: number
  /** Whether a mail server is set. */
  readonly mails: boolean
  readonly until: string
  /** What each of them is sent. */
  readonly letter: string
}

/** The last look before people are told. */
export function PublishPage(data: PublishData) {
  const { say } = useReader()
  const { proposal, result, known, byLink, until } = data
  return (
    <Page
      title={say('formation.publish.title')}
      lead={say('formation.publish.lead')}
      width="narrow"
      back={{ to: `/formation/${proposal.id}`, label: say('formation.person.back') }}
    >
      <Happens {...data} />
      <Form action={`/formation/${proposal.id}/publication`}>
        <Field
          name="until"
          type="date"
          width="medium"
          label={say('formation.publish.until')}
          hint={say('formation.publish.until.hint')}
          value={until}
        />
        <Names result={result} />
        <Notice>{say('formation.publish.person')}</Notice>
        <Actions>
          <Button kind="first">{say('formation.publish.go', { people: known + byLink })}</Button>
        </Actions>
      </Form>
    </Page>
  )
}

function Names({ result }: { result: Formation }) {
  const { say } = useReader()
  return (
    <Card title={say('formation.publish.names')}>
      <p class="quiet">{say('formation.publish.names.hint')}</p>
      <div class="grid">
        {inOrder(result.circles).map(({ circle, members }) => (
          <Field
            key={circle}
            name={`name-${circle}`}
            label={say('formation.publish.name', { circle, people: members.length })}
            value={say('formation.circle', { circle })}
            maxLength={80}
          />
        ))}
      </div>
    </Card>
  )
}

/** What publishing does, before it is done. */
function Happens({ result, known, byLink, mails, letter }: PublishData) {
  const { say } = useReader()
  return (
    <Card title={say('formation.publish.happens')}>
      <ul class="stack close">
        <li>{say('formation.publish.circles', { circles: result.circles.length, people: known + byLink })}</li>
        <li>{say(mails ? 'formation.publish.mail' : 'formation.publish.links', { byLink, known })}</li>
        <li>{say('formation.publish.see')}</li>
        {result.unplaced.length > 0 && <li>{say('formation.publish.others', { people: result.unplaced.length })}</li>}
      </ul>
      {mails && (
        <Details summary={say('formation.publish.letter')}>
          <Written text={letter} />
        </Details>
      )}
    </Card>
  )
}
