import {
  Actions,
  Area,
  Button,
  Card,
  Chip,
  Details,
  Field,
  Form,
  Hidden,
  type Instant,
  useReader,
} from '../../ui/index.ts'
import { lastSeq, type Standing, standing, type Words } from '../rules.ts'
import { type CircleHere, Due, History, InWords, type OneProps, pathOf, Tap } from './parts.tsx'

/** One's own: one tap says how it went. */
export function Mine(props: OneProps) {
  const { commitment, today, next } = props
  const { say } = useReader()
  const how = standing(commitment, today)
  if (how.is !== 'open') return null
  return (
    <Card tone="ask" title={<InWords words={how.words} />} beside={<OpenChips how={how} />}>
      <p class="quiet">
        {say('commitments.mine.title')} · <Due words={how.words} next={next} />
      </p>
      <Actions>
        <Tap {...props} answer="kept" first />
        <Tap {...props} answer="carried" />
        <Tap {...props} answer="dropped" />
      </Actions>
      <Reword {...props} words={how.words} />
      {commitment.steps.length > 1 && <History commitment={commitment} />}
    </Card>
  )
}

function OpenChips({ how }: { how: Extract<Standing, { is: 'open' }> }) {
  const { say } = useReader()
  if (how.late) return <Chip tone="now">{say('commitments.chip.late')}</Chip>
  return how.carried > 0 ? <Chip>{say('commitments.chip.carried', { count: how.carried })}</Chip> : null
}

/** New words, and what was learned. Stays open while something in it is not right yet. */
function Reword({ circle, commitment, words, next }: OneProps & { words: Words }) {
  const { say, filled } = useReader()
  const action = `${pathOf({ circle, commitment })}/words`
  return (
    <Details summary={say('commitments.reword.title')} open={filled?.action === action}>
      <Form action={action}>
        <Hidden name="seen" value={String(lastSeq(commitment))} />
        <WordFields words={words} next={next} />
        <Area
          name="learned"
          label={say('commitments.reword.learned')}
          hint={say('commitments.reword.learnedHint')}
          rows={2}
          maxLength={1000}
          optional
        />
        <div>
          <Button>{say('commitments.reword.save')}</Button>
        </div>
      </Form>
    </Details>
  )
}

type TakeProps = { circle: CircleHere; fresh: string; next: Instant | undefined; first: boolean }

/** The form at hand for who has nothing yet; folded away below what they have. */
export function Take({ circle, fresh, first, next }: TakeProps) {
  const { say, filled } = useReader()
  const action = `/circles/${circle.id}/commitments`
  const form = (
    <Form action={action}>
      <Hidden name="id" value={fresh} />
      <WordFields words={undefined} next={next} />
      <div>
        <Button kind={first ? 'first' : 'plain'}>{say('commitments.take.save')}</Button>
      </div>
    </Form>
  )
  if (first) return <Card title={say('commitments.take.title')}>{form}</Card>
  return (
    <Card>
      <Details summary={say('commitments.take.another')} open={filled?.action === action}>
        {form}
      </Details>
    </Card>
  )
}

function WordFields({ words, next }: { words: Words | undefined; next: Instant | undefined }) {
  const { say, moment } = useReader()
  const hint = next
    ? say('commitments.form.dueHint', { date: moment(next, 'date') })
    : say('commitments.form.dueHintOpen')
  return (
    <>
      <Field
        name="cue"
        label={say('commitments.form.cue')}
        hint={say('commitments.form.cueHint')}
        value={words?.cue}
        maxLength={300}
        optional
      />
      <Field
        name="what"
        label={say('commitments.form.what')}
        hint={say('commitments.form.whatHint')}
        value={words?.what}
        maxLength={300}
      />
      <Field
        name="due"
        type="date"
        label={say('commitments.form.due')}
        hint={hint}
        value={words?.due ?? ''}
        width="medium"
        optional
      />
    </>
  )
}
