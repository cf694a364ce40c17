import { Button, Card, Chip, Details, Face, Row, type Say, useReader, Voice } from '../../ui/index.ts'
import type { RoomModel } from '../rules.ts'
import { Outcome } from './counting.tsx'
import { GoodBye, Place } from './lead.tsx'
import { nameOf } from './names.tsx'
import { Press, PressForm } from './press.tsx'
import { promise } from './promise.tsx'
import { WhoDoes } from './roles.tsx'
import { Entries } from './words.tsx'

/** Before it begins: who is here, who leads, and the one button. */
export function Waiting({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { view, seated, me } = model
  const here = view.people.filter((person) => person.here)
  const leads = nameOf(seated, view.facilitator.id)
  const amHere = here.some((person) => person.id === me)
  return (
    <section class="stage" aria-labelledby="step">
      <Row>
        <Chip tone="now">{say('meetings.room.waiting')}</Chip>
      </Row>
      <h1 id="step">{say('meetings.waiting.title')}</h1>
      <p class="lead">{say('meetings.waiting.leads', { name: leads })}</p>
      <Arrived seated={seated} here={here.map(({ id }) => id)} />
      <WhoDoes model={model} />
      <Row>
        {model.place && <Place {...model.place} />}
        {!amHere && (
          <Press model={model} kind="arrive" values={{ person: me }} look="first">
            {say('meetings.press.arrive')}
          </Press>
        )}
        {view.may.includes('start') && (
          <Press model={model} kind="start" look="first" icon="arrow">
            {say('meetings.press.start')}
          </Press>
        )}
      </Row>
      {view.may.includes('start') && <p class="quiet">{say('meetings.waiting.youLead')}</p>}
      <Ways model={model} />
    </section>
  )
}

/** Whose places are still empty. */
function Arrived({ seated, here }: { seated: RoomModel['seated']; here: readonly string[] }) {
  const { say } = useReader()
  return (
    <>
      <ul class="order" aria-label={say('meetings.waiting.here')}>
        {seated.map(({ id, name }) => (
          <li key={id}>
            <Face name={name} state={here.includes(id) ? undefined : 'away'} alone />
          </li>
        ))}
      </ul>
      <p class="quiet" aria-live="polite">
        {say('meetings.waiting.count', { here: here.length, all: seated.length })}
      </p>
    </>
  )
}

/** The way to meet today, for all to see; whoever leads may take another. */
function Ways({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { ways, view, me } = model
  if (!ways) return null
  return (
    <div class="stack close">
      <p>
        {say('meetings.waiting.format')}: <strong>{ways.title}</strong>
      </p>
      {ways.cannot && (
        <p class="notice warn" role="status">
          {cannotWords(ways.cannot, say)} {view.facilitator.id === me && say('meetings.waiting.instead')}
        </p>
      )}
      {view.facilitator.id === me && ways.choices.length > 0 && (
        <Details key={ways.cannot?.cannot} summary={say('meetings.waiting.other')} open={ways.cannot !== undefined}>
          <OtherWay model={model} choices={ways.choices} />
        </Details>
      )}
    </div>
  )
}

function OtherWay({ model, choices }: { model: RoomModel } & Pick<NonNullable<RoomModel['ways']>, 'choices'>) {
  const { say } = useReader()
  return (
    <PressForm model={model} kind="format" wide>
      <label class="field">
        <span class="unseen">{say('meetings.waiting.other')}</span>
        <select class="input" name="format">
          <Options choices={choices.filter(({ fits }) => fits)} />
          {choices.some(({ fits }) => !fits) && (
            <optgroup label={say('meetings.waiting.unfit')}>
              <Options choices={choices.filter(({ fits }) => !fits)} />
            </optgroup>
          )}
        </select>
      </label>
      <div>
        <Button>{say('meetings.waiting.change')}</Button>
      </div>
    </PressForm>
  )
}

const Options = ({ choices }: Pick<NonNullable<RoomModel['ways']>, 'choices'>) => (
  <>
    {choices.map(({ key, title }) => (
      <option key={key} value={key}>
        {title}
      </option>
    ))}
  </>
)

function cannotWords(cannot: NonNullable<NonNullable<RoomModel['ways']>['cannot']>, say: Say): string {
  if (cannot.cannot === 'too-few') return say('meetings.waiting.tooFew', { least: cannot.least })
  if (cannot.cannot === 'too-many') return say('meetings.waiting.tooMany', { most: cannot.most })
  return say('meetings.waiting.tooShort', { needs: cannot.needs })
}

/** It is over: on to what stays of it. */
export function Over({ model }: { model: RoomModel }) {
  const { say } = useReader()
  return (
    <div class="page narrow room">
      <section class="stage" aria-labelledby="step">
        <h1 id="step">{say('meetings.over.title')}</h1>
        <p class="lead">{say('meetings.over.text')}</p>
        {model.taken
          .filter((each) => each.mine)
          .map((each) => (
            <Voice key={each.id} from={say('meetings.over.yours')}>
              {promise(say, each)}
            </Voice>
          ))}
        <GoodBye model={model} />
        <OverWays model={model} />
      </section>
      <Outcome model={model} />
      <Ended model={model} />
    </div>
  )
}

/** What was written for the end of the last step: it can be read now. */
function Ended({ model: { view, table, seated } }: { model: RoomModel }) {
  const last = view.laid.find(({ now }) => now)
  const entries = table.filter(({ id }) => last?.entries.includes(id))
  if (!last || entries.length === 0) return null
  return (
    <Card title={last.title}>
      <Entries entries={entries} seated={seated} />
    </Card>
  )
}

function OverWays({ model }: { model: RoomModel }) {
  const { say, base } = useReader()
  const home = `${base}/circles/${model.circle.id}`
  return (
    <div class="actions">
      <a class="button first" href={home}>
        <span>{say('meetings.over.home')}</span>
      </a>
      <a class="button plain" href={`${home}/meetings/${model.meeting}/minutes`}>
        <span>{say('meetings.over.minutes')}</span>
      </a>
    </div>
  )
}
