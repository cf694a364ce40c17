import {
  Actions,
  Button,
  Card,
  Choices,
  Form,
  Hidden,
  LockLine,
  Notice,
  Page,
  PostButton,
  Row,
  useReader,
  When,
} from '../../ui/index.ts'
import { maySet, type Soon, soonLengths } from '../rules/soon.ts'
import type { CircleHere } from './parts.tsx'

interface AskProps {
  circle: CircleHere
  /** The id of the request that this form makes. */
  fresh: string
  times: readonly Date[]
}

/** Asking to meet soon. There is no field for why. */
export function AskSoonPage({ circle, fresh, times }: AskProps) {
  const { say, moment } = useReader()
  const all = times.map((time) => time.toISOString())
  return (
    <Page
      title={say('scheduling.soon.title')}
      above={circle.name}
      lead={say('scheduling.soon.lead')}
      width="narrow"
      back={{ to: `/circles/${circle.id}/meetings`, label: say('scheduling.meetings.title') }}
    >
      <Form action={`/circles/${circle.id}/soon`}>
        <Hidden name="id" value={fresh} />
        <Choices
          name="minutes"
          label={say('scheduling.series.minutes')}
          choices={soonLengths.map((value) => ({
            value,
            label: say('scheduling.series.minutesOf', { count: Number(value) }),
          }))}
          value="60"
          row
        />
        <Choices
          name="times[]"
          pick="many"
          label={say('scheduling.soon.times')}
          hint={say('scheduling.soon.timesHint')}
          choices={times.map((time, at) => ({ value: all[at] ?? '', label: moment(time, 'full') }))}
          value={all}
        />
        <LockLine>{say('scheduling.soon.lock')}</LockLine>
        <div>
          <Button kind="first">{say('scheduling.soon.ask')}</Button>
        </div>
      </Form>
    </Page>
  )
}

interface SoonProps {
  circle: CircleHere
  soon: Soon
  people: readonly { readonly id: string; readonly name: string }[]
  /** The id of whoever reads. */
  me: string
  /** So many have to be able to. */
  enough: number
}

/** Somebody asks: one tap for each time says whether one can. */
export function SoonPage({ circle, soon, people, me, enough }: SoonProps) {
  const { say } = useReader()
  const asks = people.find(({ id }) => id === soon.askedBy)?.name
  return (
    <Page
      title={say('scheduling.soon.can')}
      above={circle.name}
      lead={
        soon.askedBy === me
          ? say('scheduling.soon.youAsked', { enough })
          : say('scheduling.soon.asked', { known: asks ? 'yes' : 'no', name: asks ?? '', enough })
      }
      lock={say('scheduling.soon.lock')}
      width="narrow"
      back={{ to: `/circles/${circle.id}/meetings`, label: say('scheduling.meetings.title') }}
    >
      {soon.times.map((time) => (
        <OneTime key={+time.starts} {...{ circle, soon, people, me, enough, time }} />
      ))}
      <Notice>{say('scheduling.soon.why')}</Notice>
      {maySet(soon, me) && (
        <Actions>
          <PostButton action={`/circles/${circle.id}/soon/${soon.id}/withdrawal`} kind="slight">
            {say('scheduling.soon.withdraw')}
          </PostButton>
        </Actions>
      )}
    </Page>
  )
}

function OneTime({ circle, soon, people, me, time }: SoonProps & { time: Soon['times'][number] }) {
  const { say, locale } = useReader()
  const { starts, can, cannot } = time
  const action = `/circles/${circle.id}/soon/${soon.id}`
  const at = starts.toISOString()
  const names = people.flatMap(({ id, name }) => (can.includes(id) ? [name] : []))
  const open = !can.includes(me) && !cannot.includes(me)
  return (
    <Card tone={open ? 'ask' : 'plain'}>
      <When at={starts} until={new Date(+starts + soon.minutes * 60_000)} />
      <p class="quiet">
        {names.length === 0
          ? say('scheduling.soon.nobody')
          : say('scheduling.soon.who', { names: new Intl.ListFormat(locale, { type: 'conjunction' }).format(names) })}
      </p>
      <Row>
        {!can.includes(me) && (
          <PostButton action={`${action}/answer`} values={{ starts: at, can: 'yes' }} kind={open ? 'first' : 'plain'}>
            {say('scheduling.soon.iCan')}
          </PostButton>
        )}
        {!cannot.includes(me) && (
          <PostButton action={`${action}/answer`} values={{ starts: at, can: 'no' }}>
            {say('scheduling.soon.iCannot')}
          </PostButton>
        )}
        {maySet(soon, me) && (
          <PostButton action={`${action}/time`} values={{ starts: at }}>
            {say('scheduling.soon.set')}
          </PostButton>
        )}
      </Row>
    </Card>
  )
}
