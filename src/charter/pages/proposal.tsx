import { Area, Button, Card, Choices, Details, Form, Hidden, Page, Switch, useReader } from '../../ui/index.ts'
import type { Version } from '../reads.ts'
import type { Point } from '../rules.ts'
import { titleOf, wordsOf } from './point.tsx'

interface ProposalProps {
  readonly circle: { readonly id: string; readonly name: string }
  readonly now: Version
  /** Of the version that the form makes. */
  readonly id: string
}

/** Proposing another version: every point can be reworded or left out, and two can be added. */
export function ProposalPage({ circle, now, id }: ProposalProps) {
  const { say } = useReader()
  return (
    <Page
      title={say('charter.new.title')}
      above={circle.name}
      lead={say('charter.new.lead')}
      lock={say('charter.lock')}
      width="narrow"
      tabs={false}
      back={{ to: `/circles/${circle.id}/agreement`, label: say('charter.title') }}
    >
      <Form action={`/circles/${circle.id}/agreement/new`}>
        <Hidden name="id" value={id} />
        <Hidden name="from" value={String(now.number)} />
        {now.points.map((point, at) => (
          <OnePoint key={point.id} point={point} at={at} />
        ))}
        <FurtherPoints />
        <WhyAndHow />
        <Button kind="first">{say('charter.new.button')}</Button>
      </Form>
    </Page>
  )
}

function OnePoint({ point, at }: { point: Point; at: number }) {
  const { say } = useReader()
  const title = titleOf(point, say) ?? say('charter.new.point', { number: at + 1 })
  const words = wordsOf(point, say)
  return (
    <Card title={title} tone="bare">
      <Hidden name={`was-${point.id}`} value={words} />
      <Area
        name={`words-${point.id}`}
        label={say('charter.new.words', { title })}
        value={words}
        rows={3}
        maxLength={1000}
        voice
      />
      {point.id !== 'confidentiality' && (
        <Switch name={`drop-${point.id}`} look="agree" label={say('charter.new.drop', { title })} />
      )}
    </Card>
  )
}

function FurtherPoints() {
  const { say } = useReader()
  return (
    <Card title={say('charter.new.further')} tone="bare">
      <Area name="new" label={say('charter.new.new')} rows={3} maxLength={1000} optional voice />
      <Details summary={say('charter.new.more')}>
        <Area name="also" label={say('charter.new.also')} rows={3} maxLength={1000} optional voice />
      </Details>
    </Card>
  )
}

function WhyAndHow() {
  const { say } = useReader()
  return (
    <>
      <Area
        name="why"
        label={say('charter.new.why')}
        hint={say('charter.new.why.hint')}
        rows={2}
        maxLength={500}
        optional
        voice
      />
      <Choices
        name="kind"
        label={say('charter.new.kind')}
        value="meaning"
        choices={[
          { value: 'meaning', label: say('charter.new.kind.meaning'), hint: say('charter.new.kind.meaning.hint') },
          { value: 'wording', label: say('charter.new.kind.wording'), hint: say('charter.new.kind.wording.hint') },
        ]}
      />
    </>
  )
}
