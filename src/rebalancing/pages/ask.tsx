import { Actions, Area, Button, Card, Field, Form, Notice, Page, useReader } from '../../ui/index.ts'
import type { Ground } from '../reads.ts'
import type { Plan, Remedy } from '../rules.ts'
import { type Fits, RemedyFacts } from './remedies.tsx'
import { useDeed, useList } from './words.tsx'

interface AskData {
  readonly ground: Ground
  readonly circle: Ground['circles'][number]
  readonly fits: Fits
  readonly remedy: Remedy
  readonly name: string
  readonly plan: Plan
  readonly until: string
  readonly days: { readonly first: string; readonly last: string }
}

/** The last look before people are asked. */
export function AskPage(data: AskData) {
  const { say } = useReader()
  const deed = useDeed()
  const { ground, circle, fits, remedy, plan } = data
  return (
    <Page
      title={say('rebalancing.ask.title', { people: plan.seats.length })}
      lead={<span dir="auto">{deed(ground, remedy)}</span>}
      width="narrow"
      back={{ to: `/rebalancing/circles/${circle.id}`, label: say('rebalancing.ask.back') }}
    >
      <Card title={say('rebalancing.ask.happens')}>
        <RemedyFacts ground={ground} fits={fits} remedy={remedy} />
      </Card>
      <Order {...data} />
      <Asking {...data} />
    </Page>
  )
}

function Asking({ circle, name, plan, until, days }: AskData) {
  const { say, moment } = useReader()
  const range = { first: moment(days.first, 'date'), last: moment(days.last, 'date'), stages: plan.stages }
  return (
    <Form action={`/rebalancing/circles/${circle.id}/${name}`}>
      {plan.kind === 'split' && (
        <Field
          name="name"
          label={say('rebalancing.ask.name')}
          hint={say('rebalancing.ask.name.hint')}
          value={say('rebalancing.ask.name.value', { name: circle.name })}
          maxLength={80}
        />
      )}
      <Area
        name="words"
        label={say('rebalancing.ask.words')}
        hint={say('rebalancing.ask.words.hint')}
        seenBy={say('rebalancing.ask.words.seenBy')}
        rows={3}
        maxLength={500}
        optional
        voice
      />
      <Field
        name="until"
        type="date"
        width="medium"
        label={say('rebalancing.ask.until')}
        hint={say('rebalancing.ask.until.hint', range)}
        value={until}
      />
      <Notice>{say('rebalancing.ask.private')}</Notice>
      <Actions>
        <Button kind="first">{say('rebalancing.ask.send', { people: plan.seats.length })}</Button>
      </Actions>
    </Form>
  )
}

/** Who is asked, one stage after the other. */
function Order({ plan, ground: { names } }: AskData) {
  const { say } = useReader()
  const join = useList()
  const stages = Array.from({ length: plan.stages }, (_, n) =>
    plan.seats.filter(({ stage }) => stage === n + 1).map(({ person }) => names.get(person) ?? ''),
  )
  return (
    <Card title={say('rebalancing.ask.order')}>
      <ol>
        {stages.map((people, n) => (
          <li key={people.join()} dir="auto">
            {say('rebalancing.ask.order.group', { number: n + 1, names: join(people) })}
          </li>
        ))}
      </ol>
      <p class="quiet">{say('rebalancing.ask.order.why', { stages: plan.stages })}</p>
    </Card>
  )
}
