import type { JSX } from 'preact'
import { Button, Card, Details, Face, LockLine, Row, useReader } from '../../ui/index.ts'
import type { RoomCommitment, RoomModel } from '../rules.ts'
import { DoneCount, IsDone, isDone } from './done.tsx'
import { nameOf } from './names.tsx'
import { Press, PressForm } from './press.tsx'
import { promise } from './promise.tsx'
import { Entries } from './words.tsx'
import { Keep, Text } from './write.tsx'

interface OfRoom {
  readonly model: RoomModel
}

interface OfOne extends OfRoom {
  readonly commitment: RoomCommitment
}

interface OfSome extends OfRoom {
  readonly all: readonly RoomCommitment[]
}

/** What was taken on last time, each settled by whoever took it on; what is older, and what was settled then, is folded away. */
export function LastTime({ model }: OfRoom) {
  const { say } = useReader()
  const { last, settled, seated } = model
  const older = last.filter((each) => each.older)
  return (
    <Card title={say('meetings.last.title')} tone="ask">
      <p class={last.length > 0 ? 'quiet' : undefined}>
        {say(last.length > 0 ? 'meetings.last.each' : 'meetings.last.none')}
      </p>
      <Promised model={model} all={last.filter((each) => !each.older)} beside={Settling} />
      {older.length > 0 && (
        <Details summary={`${say('meetings.last.older')} (${older.length})`}>
          <Promised model={model} all={older} beside={Settling} />
        </Details>
      )}
      {settled.length > 0 && (
        <Details summary={`${say('meetings.last.decided')} (${settled.length})`}>
          <Entries entries={settled} seated={seated} />
        </Details>
      )}
    </Card>
  )
}

/** What was taken on, by whoever did: one's own first. */
function Promised({ model, all, beside: Beside }: OfSome & { beside: (props: OfOne) => JSX.Element | null }) {
  const { seated, me } = model
  const order = [me, ...seated.map(({ id }) => id)]
  const people = [...new Set(all.map(({ person }) => person))]
  return (
    <ul class="rows">
      {people
        .toSorted((one, other) => order.indexOf(one) - order.indexOf(other))
        .map((person) => (
          <li key={person} class="from-top">
            <Face name={nameOf(seated, person)} size="small" />
            <div class="row-words stack close">
              <p>
                <strong>{nameOf(seated, person)}</strong>
              </p>
              {all
                .filter((each) => each.person === person)
                .map((each) => (
                  <div key={each.id} class="stack close">
                    <Sentence commitment={each} />
                    <Beside model={model} commitment={each} />
                  </div>
                ))}
            </div>
          </li>
        ))}
    </ul>
  )
}

/** How it went, and for whoever took it on one tap to say so. */
function Settling({ model, commitment }: OfOne) {
  const { say } = useReader()
  const { id, mine, standing, seq } = commitment
  const answers = (['kept', 'carried', 'dropped'] as const).filter((answer) => answer !== standing)
  return (
    <>
      {/* Also where nothing is said yet: a line that came with somebody's answer would move what others are about to press. */}
      <p class="quiet">{say(`meetings.last.${standing}`)}</p>
      {mine && (standing === 'open' || standing === 'carried') && (
        <Row>
          {answers.map((answer) => (
            <Press key={answer} model={model} kind="settle" values={{ entry: id, answer, seen: seq }}>
              {say(`meetings.settle.${answer}`)}
            </Press>
          ))}
        </Row>
      )}
    </>
  )
}

/** What somebody will do, and when. */
function Sentence({ commitment }: Pick<OfOne, 'commitment'>) {
  const { say } = useReader()
  return <p dir="auto">{promise(say, commitment)}</p>
}

/** One thing to do before the next meeting: each their own, or where the step is the presenter's, theirs alone. */
export function Commit({ model }: OfRoom) {
  const { say } = useReader()
  const { step, may } = model.view
  const whose = step?.who === 'presenter' ? model.presenter : undefined
  const taken = model.taken.filter(({ person }) => whose === undefined || person === whose)
  const mine = taken.some((each) => each.mine)
  const isOthers = whose !== undefined && whose !== model.me
  const asks = step?.how === 'writing' || whose === model.me
  const title = isOthers
    ? say('meetings.commit.of', { name: nameOf(model.seated, whose) })
    : say(asks ? 'meetings.commit.title' : 'meetings.commit.all')
  return (
    <Card title={title} tone={mine ? 'plain' : 'ask'}>
      {isDone(model) && <IsDone view={model.view} />}
      {mine && !isDone(model) && <p>{say('meetings.commit.written')}</p>}
      {mine && !isDone(model) && <SayDone model={model} />}
      {isOthers && taken.length === 0 && <p class="quiet">{say('meetings.commit.notYet')}</p>}
      {taken.length > 0 && <Promised model={model} all={taken} beside={Changing} />}
      {may.includes('commit') && !mine && !isOthers && <CommitForm model={model} />}
    </Card>
  )
}

/** Until the meeting ends whoever took it on may say it otherwise, or take it back. */
function Changing({ model, commitment }: OfOne) {
  const { say } = useReader()
  const { id, mine, seq, standing } = commitment
  if (!mine || standing !== 'open' || !model.view.may.includes('commit')) return null
  return (
    <Details key={`${id} ${seq}`} summary={say('meetings.write.change')}>
      <div class="stack close">
        <CommitForm model={model} commitment={commitment} />
        <Press model={model} kind="withdraw" values={{ entry: id }} look="slight">
          {say('meetings.press.takeBack')}
        </Press>
      </div>
    </Details>
  )
}

/** Where what one took on stands there already. */
function SayDone({ model }: OfRoom) {
  const { say } = useReader()
  if (model.view.step?.ends !== 'done' || !model.view.may.includes('done')) return null
  return (
    <Row>
      <Press model={model} kind="done" look="first" icon="check">
        {say('meetings.press.done')}
      </Press>
      <DoneCount view={model.view} />
    </Row>
  )
}

/** Something new, or what was taken on a moment ago in other words. */
function CommitForm({ model, commitment }: OfRoom & Partial<OfOne>) {
  const { say } = useReader()
  const values = commitment ? { entry: commitment.id, seen: commitment.seq } : { entry: model.fresh }
  return (
    <PressForm model={model} kind="commit" values={values} wide>
      <Text name="what" label={say('meetings.commit.what')} value={commitment?.what} />
      <Text name="cue" label={say('meetings.commit.cue')} value={commitment?.cue} />
      <LockLine>{say('meetings.commit.lock')}</LockLine>
      {commitment ? (
        <div>
          <Button>{say('meetings.write.keep')}</Button>
        </div>
      ) : (
        <Keep model={model} kept={false} words="meetings.commit.keep" />
      )}
    </PressForm>
  )
}
