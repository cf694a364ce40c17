import { Actions, Button, Card, Choices, Form, Page, useReader } from '../../ui/index.ts'
import type { Proposal } from '../rules.ts'

interface AgainData {
  readonly proposal: Proposal
  /** How many have come since, and how many of its people are not to be seated any more. */
  readonly came: number
  readonly went: number
}

/** Before circles are searched for again: what stays of those that are there. */
export function AgainPage({ proposal: { id, locks }, came, went }: AgainData) {
  const { say } = useReader()
  const kept = { people: locks.people.length, circles: locks.circles.length }
  return (
    <Page
      title={say('formation.again.title')}
      lead={say('formation.again.lead')}
      width="narrow"
      back={{ to: `/formation/${id}`, label: say('formation.person.back') }}
    >
      <Card>
        {came + went > 0 && <p>{say('formation.again.people', { came, went })}</p>}
        <Form action={`/formation/${id}/runs`}>
          <Choices
            name="keep"
            label={say('formation.again.keep')}
            choices={[
              {
                value: 'locked',
                label: say('formation.again.locked'),
                hint: say('formation.again.locked.hint', { ...kept, any: kept.people + kept.circles }),
              },
              { value: 'most', label: say('formation.again.most'), hint: say('formation.again.most.hint') },
            ]}
            value="locked"
          />
          <Actions>
            <Button kind="first" icon="search">
              {say('formation.board.again')}
            </Button>
          </Actions>
        </Form>
      </Card>
    </Page>
  )
}
