import { Chip, Face, Row, useReader, Voice } from '../../ui/index.ts'
import type { RoomModel } from '../rules.ts'
import { nameOf } from './names.tsx'
import { Press } from './press.tsx'
import { promise } from './promise.tsx'

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
      <ul class="order" aria-label={say('meetings.waiting.here')}>
        {seated.map((person) => (
          <li key={person.id}>
            <Face name={person.name} state={here.some((each) => each.id === person.id) ? undefined : 'away'} alone />
          </li>
        ))}
      </ul>
      <p class="quiet" aria-live="polite">
        {say('meetings.waiting.count', { here: here.length, all: seated.length })}
      </p>
      <Row>
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
    </section>
  )
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
        <OverWays model={model} />
      </section>
    </div>
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
