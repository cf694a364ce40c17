import { Button, Card, Details, Face, Row, type Say, useReader } from '../../ui/index.ts'
import type { RoomModel } from '../rules.ts'
import { nameOf } from './names.tsx'
import { Press, PressForm } from './press.tsx'

type Role = RoomModel['view']['roles'][number]

/** Roles that everybody knows by a word. */
const usual = ['presenter', 'timekeeper', 'scribe', 'observer'] as const
export const isUsual = (role: string): role is (typeof usual)[number] => usual.some((each) => each === role)

/** What somebody with the role does; of a format's own role its card tells. */
function roleWords({ id, title }: Role, say: Say): string {
  return isUsual(id) ? say(`meetings.role.${id}`) : say('meetings.role.card', { title: title ?? id })
}

/** A few words on who leads and who has which part, in the middle of the room, so that a change of it is seen and read out. */
export function WhoDoes({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { roles, facilitator } = model.view
  const name = (id: string) => (id === model.me ? say('meetings.role.you') : nameOf(model.seated, id))
  const from = facilitator.from === null ? undefined : name(facilitator.from)
  const leads = say('meetings.role.held', { role: say('meetings.role.facilitator'), name: name(facilitator.id) })
  const held = roles
    .filter(({ id }) => id !== 'presenter')
    .flatMap((role) =>
      role.holder ? say('meetings.role.held', { role: roleWords(role, say), name: name(role.holder) }) : [],
    )
  return (
    <p class="quiet" aria-live="polite">
      {[leads, ...held].join(' · ')}
      {from &&
        ` · ${say(`meetings.role.${facilitator.how === 'taken-over' ? 'takenOver' : 'handedOver'}`, { name: from })}`}
    </p>
  )
}

/** The cards of my roles: what the format tells their holder, or what is always so. */
export function Cards({ model }: { model: RoomModel }) {
  const { say } = useReader()
  return (
    <>
      {ownCards(model, say).map(({ role, title, text }) => (
        <Card key={role} tone="now" title={title}>
          <p dir="auto">{text}</p>
        </Card>
      ))}
    </>
  )
}

/** What my roles are called, and what they ask of me. */
export function ownCards({ view }: RoomModel, say: Say): readonly RoomModel['view']['you']['cards'][number][] {
  const { cards, roles } = view.you
  // What was brought is over, and so is bringing it.
  const own = cards.filter(({ role }) => role !== 'presenter' || view.presenting)
  const others = (['timekeeper', 'scribe', 'observer'] as const).filter(
    (role) => roles.includes(role) && !own.some((card) => card.role === role),
  )
  const more = others.map((role) => ({
    ...{ role, title: say(`meetings.role.${role}.title`), text: say(`meetings.role.${role}.text`) },
  }))
  return [...own, ...more]
}

/** A role that this format brings and that nobody has yet: whoever likes takes it, before anything else. */
export function FreeRole({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { view, me } = model
  const here = (id: string | null) => view.people.some((person) => person.id === id && person.here)
  const free = view.roles.filter(({ id, title, holder }) => title !== null && !isUsual(id) && !here(holder))
  if (!view.may.includes('assign')) return null
  return (
    <>
      {free.map((role) => (
        <Row key={role.id}>
          <span>{say('meetings.role.free', { title: role.title ?? role.id })}</span>
          <Press model={model} kind="assign" values={{ role: role.id, person: me }} about={role.title ?? role.id}>
            {say('meetings.press.takeRole')}
          </Press>
        </Row>
      ))}
    </>
  )
}

/** Who has which role, and the ways to take one, give it back, and hand it on. */
export function Roles({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { view, me } = model
  if (!view.may.includes('assign')) return null
  const inSight = view.roles.filter(({ holder, title }) => holder !== null || title !== null)
  const others = view.roles.filter((role) => !inSight.includes(role))
  const mine =
    view.facilitator.id === me ? view.roles : view.roles.filter(({ id, holder }) => holder === me && id !== 'presenter')
  const card = (
    <Card title={say('meetings.role.who')}>
      {inSight.length > 0 && (
        <ul class="rows">
          {inSight.map((role) => (
            <RoleRow key={role.id} model={model} role={role} />
          ))}
        </ul>
      )}
      {(others.length > 0 || mine.length > 0) && (
        <Details summary={say('meetings.role.more')}>
          <div class="stack close">
            {others.length > 0 && (
              <ul class="rows">
                {others.map((role) => (
                  <RoleRow key={role.id} model={model} role={role} />
                ))}
              </ul>
            )}
            {mine.length > 0 && <HandOn model={model} roles={mine} />}
          </div>
        </Details>
      )}
    </Card>
  )
  // What is only to be handed out is nothing on paper.
  return inSight.length > 0 ? card : <div class="unprinted">{card}</div>
}

function RoleRow({ model, role }: { model: RoomModel; role: Role }) {
  const { say } = useReader()
  const { view, seated, me } = model
  const { id, holder } = role
  const isFree = !view.people.some((person) => person.id === holder && person.here)
  const words = roleWords(role, say)
  const takes = isFree && (id !== 'presenter' || view.facilitator.id === me)
  return (
    <li>
      {holder && <Face name={nameOf(seated, holder)} size="small" alone />}
      <div class="row-words">
        <p>{words}</p>
        <p class="quiet">
          {holder
            ? nameOf(seated, holder)
            : say(id === 'timekeeper' ? 'meetings.role.clockDoes' : 'meetings.role.nobody')}
        </p>
      </div>
      {takes && (
        <Press model={model} kind="assign" values={{ role: id, person: me }} about={words}>
          {say('meetings.press.takeRole')}
        </Press>
      )}
      {holder === me && id !== 'presenter' && (
        <Press model={model} kind="assign" values={{ role: id }} about={words}>
          {say('meetings.press.giveBack')}
        </Press>
      )}
    </li>
  )
}

/** Gives a role to somebody who is here. */
function HandOn({ model, roles }: { model: RoomModel; roles: readonly Role[] }) {
  const { say } = useReader()
  return (
    <PressForm model={model} kind="assign" wide>
      <label class="field">
        <span>{say('meetings.role.which')}</span>
        <select class="input" name="role">
          {roles.map((role) => (
            <option key={role.id} value={role.id}>
              {roleWords(role, say)}
            </option>
          ))}
        </select>
      </label>
      <PeopleHere model={model} label={say('meetings.role.toWhom')} />
      <Row>
        <Button>{say('meetings.press.giveRole')}</Button>
      </Row>
    </PressForm>
  )
}

interface PeopleHereProps {
  readonly model: RoomModel
  readonly label: string
  readonly chosen?: string | null
  readonly not?: string
}

/** Somebody to choose, of those who are here. */
export function PeopleHere({ model, label, chosen, not }: PeopleHereProps) {
  const people = model.view.people.filter(({ id, here }) => here && id !== not)
  return (
    <label class="field">
      <span>{label}</span>
      <select class="input" name="person">
        {people.map(({ id }) => (
          <option key={id} value={id} selected={id === chosen}>
            {nameOf(model.seated, id)}
          </option>
        ))}
      </select>
    </label>
  )
}
