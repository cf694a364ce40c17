import { Card, Chip, LockLine, useReader } from '../../ui/index.ts'
import type { RoomModel } from '../rules.ts'
import { UntilDone } from './done.tsx'
import { nameOf } from './names.tsx'
import { PressForm } from './press.tsx'
import { Keep } from './write.tsx'

interface OfRoom {
  readonly model: RoomModel
}

/** One's vote: boxes to tick, or places to fill where the order counts. Everybody's appear together. */
export function Vote({ model }: OfRoom) {
  const { say } = useReader()
  const { view, counting } = model
  const ballot = view.step?.ballot
  if (!ballot) return null
  const own = view.writing?.own.at(-1)
  return (
    <Card title={say('meetings.vote.title')} tone="ask">
      {counting.choices.length === 0 && <p>{say('meetings.vote.nothing')}</p>}
      {counting.choices.length > 0 && (
        <UntilDone model={model} given={<Voted model={model} />} of={counting.mine.join(' ')}>
          <PressForm key={view.step?.key} model={model} kind="vote" values={{ entry: own ?? model.fresh }} wide>
            <p>{ballot.ranked ? say('meetings.vote.rank') : say('meetings.vote.pick', { picks: ballot.picks })}</p>
            {ballot.ranked ? (
              <Places model={model} picks={ballot.picks} />
            ) : (
              <Boxes model={model} one={ballot.picks === 1} />
            )}
            <LockLine>{say(`meetings.seen.${view.writing?.seen ?? 'together'}`)}</LockLine>
            <Keep model={model} kept={own !== undefined} words="meetings.vote.keep" />
          </PressForm>
        </UntilDone>
      )}
    </Card>
  )
}

type Choice = RoomModel['counting']['choices'][number]

const called = ({ seated }: RoomModel, { id, text }: Pick<Choice, 'id' | 'text'>): string => text ?? nameOf(seated, id)

/** What one voted for, until all is shown. */
function Voted({ model }: OfRoom) {
  const { say } = useReader()
  const { choices, mine } = model.counting
  const named = mine.flatMap((id) => choices.find((choice) => choice.id === id) ?? [])
  if (named.length === 0) return null
  return (
    <>
      <p class="quiet">{say('meetings.write.covered')}</p>
      <ol class="numbered">
        {named.map((choice) => (
          <li key={choice.id} dir="auto">
            {called(model, choice)}
          </li>
        ))}
      </ol>
    </>
  )
}

function Boxes({ model, one }: OfRoom & { one: boolean }) {
  const { say } = useReader()
  const { choices, mine } = model.counting
  return (
    <div class="choices">
      {choices.map((choice) => (
        <label class="choice" key={choice.id}>
          <input
            type={one ? 'radio' : 'checkbox'}
            name="picks[]"
            value={choice.id}
            defaultChecked={mine.includes(choice.id)}
          />
          <span dir="auto">
            {called(model, choice)}
            {choice.mine && (
              <>
                {' '}
                <Chip>{say('meetings.vote.yours')}</Chip>
              </>
            )}
            {choice.about && <span class="choice-about">{choice.about}</span>}
          </span>
        </label>
      ))}
    </div>
  )
}

function Places({ model, picks }: OfRoom & { picks: number }) {
  const { say } = useReader()
  const { choices, mine } = model.counting
  const places = Array.from({ length: Math.min(picks, choices.length) }, (_, at) => at)
  return (
    <>
      {places.map((at) => (
        <label class="field" key={at}>
          <span>{say('meetings.vote.place', { place: at + 1 })}</span>
          <select class="input" name="picks[]">
            <option value="">{say('meetings.vote.empty')}</option>
            {choices.map((choice) => (
              <option key={choice.id} value={choice.id} selected={mine[at] === choice.id}>
                {choice.mine
                  ? say('meetings.vote.yoursIs', { words: called(model, choice).slice(0, 80) })
                  : called(model, choice).slice(0, 80)}
              </option>
            ))}
          </select>
        </label>
      ))}
    </>
  )
}

/** One figure, for oneself or shown with everybody's together. */
export function Figure({ model }: OfRoom) {
  const { say } = useReader()
  const { view, counting } = model
  const { measure } = view.step ?? {}
  const own = view.writing?.own.at(-1)
  if (!measure) return null
  const { ask, from, to } = measure
  return (
    <Card title={say('meetings.figure.title')} tone="ask">
      <UntilDone
        model={model}
        of={String(counting.figure)}
        given={<p class="quiet">{say('meetings.figure.yours', { figure: String(counting.figure ?? '–') })}</p>}
      >
        <PressForm key={view.step?.key} model={model} kind="rate" values={{ entry: own ?? model.fresh }} wide>
          <label class="field">
            <span>{ask}</span>
            <span class="quiet">{say('meetings.figure.range', { from: String(from), to: String(to) })}</span>
            <input
              class="input short"
              type="number"
              name="figure"
              inputMode="numeric"
              required
              {...{ min: from, max: to }}
              defaultValue={counting.figure === undefined ? '' : String(counting.figure)}
            />
          </label>
          {counting.before !== undefined && (
            <p class="quiet">{say('meetings.figure.before', { figure: String(counting.before) })}</p>
          )}
          <LockLine>{say(`meetings.seen.${view.writing?.seen ?? 'nobody'}`)}</LockLine>
          <Keep model={model} kept={own !== undefined} words="meetings.figure.keep" />
        </PressForm>
      </UntilDone>
    </Card>
  )
}

/** What votes and figures came to, once they have been shown together. */
export function Outcome({ model }: OfRoom) {
  const { say } = useReader()
  const { result, ballot, figures } = model.counting
  const tie = tieIn(result, ballot?.picks ?? 1)
  return (
    <>
      {result.length > 0 && (
        <Card title={say('meetings.vote.result')}>
          <p class="quiet">{say(ballot?.ranked ? 'meetings.vote.points' : 'meetings.vote.counted')}</p>
          <ol class="rows">
            {result.map((each) => (
              <li key={each.id}>
                <strong>{each.points}</strong>
                <div class="row-words" dir="auto">
                  {called(model, each)}
                </div>
                {each.points === tie && <Chip tone="now">{say('meetings.vote.tie')}</Chip>}
              </li>
            ))}
          </ol>
          {tie !== undefined && <p>{say('meetings.vote.tied')}</p>}
        </Card>
      )}
      {figures.length > 0 && (
        <Card title={say('meetings.figure.all')}>
          <p>{figures.join(' · ')}</p>
        </Card>
      )}
    </>
  )
}

/** The points of those among whom nothing is decided yet: at the place up to which something was to be found, else at the first. */
function tieIn(result: RoomModel['counting']['result'], picks: number): number | undefined {
  const level = (place: number) =>
    result[place] && result[place - 1]?.points === result[place]?.points ? result[place]?.points : undefined
  return level(picks) ?? level(1)
}
