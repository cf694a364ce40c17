import { Chip, Face, Icon, Row, useReader } from '../../ui/index.ts'
import type { RoomModel } from '../rules.ts'
import { paceWords } from './clock.tsx'
import { Hands } from './hands.tsx'
import { Helm } from './helm.tsx'
import { Lead } from './lead.tsx'
import { nameOf } from './names.tsx'
import { Prompts } from './prompts.tsx'
import { FreeRole, ownCards, WhoDoes } from './roles.tsx'
import { roundWords } from './round.tsx'

interface OfRoom {
  readonly model: RoomModel
}

/** The step that is on: what it asks, how long, who speaks, and what I am to say or do. */
export function Stage({ model, offset }: OfRoom & { offset: number | undefined }) {
  const { say } = useReader()
  const { view } = model
  const step = view.step
  if (!step) return null
  return (
    <section class="stage" aria-labelledby="step">
      <Row apart>
        <Chip tone="now" icon="circle">
          {step.partTitle === step.title
            ? step.title
            : say('meetings.room.partAndStep', { part: step.partTitle, step: step.title })}
        </Chip>
        <span class="quiet">
          {say('meetings.room.stepOf', { number: step.number, of: step.of })} · {paceWords(view.pace, say)}
        </span>
      </Row>
      <MyRoles model={model} />
      {step.together && <p class="quiet">{say('meetings.groups.together')}</p>}
      <h1 id="step" aria-live="polite" dir="auto">
        {step.invitation}
      </h1>
      {step.rules.length > 0 && <p class="lead">{step.rules.map((rule) => say(`meetings.rule.${rule}`)).join(' ')}</p>}
      <FreeRole model={model} />
      <Prompts model={model} />
      <Helm model={model} offset={offset} />
      <Order model={model} />
      <WhoDoes model={model} />
      <Lead model={model} />
      <Hands model={model} />
    </section>
  )
}

/** On a telephone what I am today stands above all; what that means is told further below. */
function MyRoles({ model }: OfRoom) {
  const { say } = useReader()
  const cards = ownCards(model, say)
  if (cards.length === 0) return null
  return (
    <div class="row narrow-only">
      {cards.map(({ role, title }) => (
        <Chip key={role} tone="accent">
          {title}
        </Chip>
      ))}
    </div>
  )
}

/** Who is in this step with me, who has the word, and for whom we work. In small groups: my own. */
function Order({ model }: OfRoom) {
  const { say, locale } = useReader()
  const { view, seated } = model
  const { group } = view.you
  const people = view.people.filter((person) => person.here && (group === null || group.includes(person.id)))
  const state = (standing: string | null) => {
    // While all read in silence nobody speaks yet.
    if (standing === 'speaks') return view.step?.readsFirst ? 'next' : standing
    return standing === 'next' ? standing : undefined
  }
  const round = roundWords(model, say, locale)
  return (
    <div>
      {round && <p>{round.words}</p>}
      {group && !round && <p class="quiet">{say('meetings.room.group')}</p>}
      <ul class="order" aria-label={say(group ? 'meetings.room.group' : 'meetings.room.here')}>
        {people.map((person) => (
          <li key={person.id}>
            <span class="ticked">
              <Face name={nameOf(seated, person.id)} state={state(person.standing)} alone={group === null} />
              {person.done && view.step?.ends === 'done' && (
                <span class="tick">
                  <Icon name="check" size={12} />
                  <span class="unseen">{say('meetings.room.isDone')}</span>
                </span>
              )}
            </span>
            {group && <span> {nameOf(seated, person.id)}</span>}
          </li>
        ))}
      </ul>
    </div>
  )
}
