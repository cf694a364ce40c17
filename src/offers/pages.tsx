import {
  Actions,
  Area,
  Button,
  ButtonLink,
  Card,
  EmptyState,
  Field,
  Form,
  Notice,
  OwnPage,
  Switch,
  useReader,
} from '../ui/index.ts'
import { longest, type Offer, questions } from './rules.ts'

interface OffersData {
  readonly offers: readonly Offer[]
  /** How many the exercise has just brought. */
  readonly found: number
  readonly saved: boolean
}

/** What I can give: mine to word, and to show. */
export function OffersPage({ offers, found, saved }: OffersData) {
  const { say } = useReader()
  return (
    <OwnPage
      title={say('offers.title')}
      lead={say('offers.lead')}
      lock={say('offers.lock')}
      actions={offers.length > 0 && <ButtonLink to="/me/offers/finder">{say('offers.finder.again')}</ButtonLink>}
    >
      {(found > 0 || saved) && (
        <Notice tone="good" news>
          {found > 0 ? say('offers.found', { number: found }) : say('offers.saved')}
        </Notice>
      )}
      {offers.length > 0 ? <List offers={offers} /> : <NoneYet />}
      <One />
    </OwnPage>
  )
}

function NoneYet() {
  const { say } = useReader()
  return (
    <EmptyState
      title={say('offers.none.title')}
      action={
        <ButtonLink to="/me/offers/finder" kind="first">
          {say('offers.finder.begin')}
        </ButtonLink>
      }
    >
      <p>{say('offers.none.text')}</p>
    </EmptyState>
  )
}

function List({ offers }: { offers: readonly Offer[] }) {
  const { say } = useReader()
  return (
    <Form action="/me/offers">
      {offers.map(({ id, words, shown }, index) => (
        <Card key={id}>
          <Area
            name={`words-${id}`}
            label={say('offers.one', { number: index + 1 })}
            hint={index === 0 && say('offers.one.hint')}
            value={words}
            rows={2}
            maxLength={longest}
            seenBy={say(shown ? 'offers.seen.circles' : 'offers.seen.you')}
            voice
            optional
          />
          <Switch name={`shown-${id}`} label={say('offers.show')} on={shown} />
        </Card>
      ))}
      <Actions>
        <Button kind="first">{say('offers.save')}</Button>
      </Actions>
    </Form>
  )
}

/** For what no question leads to. */
function One() {
  const { say } = useReader()
  return (
    <Card title={say('offers.new.title')}>
      <Form action="/me/offers/new">
        <Field name="words" label={say('offers.new.words')} maxLength={longest} seenBy={say('offers.seen.you')} />
        <Actions>
          <Button>{say('offers.new.keep')}</Button>
        </Actions>
      </Form>
    </Card>
  )
}

/** The exercise: seven questions about what one has done, none of which has to be answered. */
export function FinderPage() {
  const { say } = useReader()
  return (
    <OwnPage
      title={say('offers.finder.title')}
      lead={say('offers.finder.lead')}
      lock={say('offers.seen.you')}
      back={{ to: '/me/offers', label: say('offers.title') }}
    >
      <Form action="/me/offers/finder">
        {questions.map((question, index) => (
          <Area
            key={question}
            name={question}
            label={say('offers.question.numbered', {
              ...{ number: index + 1, all: questions.length },
              question: say(`offers.question.${question}`),
            })}
            hint={say(`offers.example.${question}`)}
            rows={2}
            maxLength={900}
            optional
          />
        ))}
        <Actions>
          <Button kind="first">{say('offers.finder.see')}</Button>
        </Actions>
      </Form>
    </OwnPage>
  )
}
