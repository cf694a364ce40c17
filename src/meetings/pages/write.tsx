import { useId } from 'preact/hooks'
import { Button, Card, LockLine, type MessageKey, Row, type Say, useReader, Voice } from '../../ui/index.ts'
import type { Hint, RoomModel } from '../rules.ts'
import { DoneCount, isDone, UntilDone } from './done.tsx'
import { nameOf } from './names.tsx'
import { PressForm } from './press.tsx'

type View = RoomModel['view']

interface TextProps {
  readonly name: string
  readonly label: string
  readonly value?: string | undefined
  readonly rows?: number
  readonly type?: 'text' | 'date'
}

/** A field of the room. `defaultValue`, so that what is being typed stays while the page around it changes. */
export function Text({ name, label, value, rows = 1, type = 'text' }: TextProps) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {rows > 1 && (
        <textarea class="input area voice" id={id} name={name} rows={rows} dir="auto" defaultValue={value ?? ''} />
      )}
      {rows === 1 && type === 'date' && (
        <input class="input short" type="date" id={id} name={name} defaultValue={value ?? ''} />
      )}
      {rows === 1 && type === 'text' && (
        <input class="input" id={id} name={name} dir="auto" defaultValue={value ?? ''} />
      )}
    </div>
  )
}

/** Where people talk, and write for all to see, one says more than one thing. Written alone, it is one text that grows, unless the format asks for many. */
export const takesMore = ({ step, writing }: View): boolean =>
  step?.many ||
  (writing?.seen === 'at-once' && step?.how !== 'writing' && step?.ends !== 'done' && step?.asks.length === 0)

/** What I have written and go on with, where it is one text. */
export const draftIn = ({ view, draft }: RoomModel): RoomModel['draft'] => (takesMore(view) ? undefined : draft)

/** Writing, and who will see it when. */
export function Write({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const seen = model.view.writing?.seen
  const draft = draftIn(model)
  const text = draft && (draft.text || draft.answers.filter(Boolean).join('\n'))
  return (
    <Card title={titleOf(model, say)} tone="ask">
      <UntilDone
        model={model}
        of={text}
        given={
          text && (
            <Voice from={say(seen === 'together' ? 'meetings.write.covered' : 'meetings.write.yours')}>{text}</Voice>
          )
        }
      >
        <WriteForm model={model} />
      </UntilDone>
    </Card>
  )
}

/** What is written here: whose eyes it is for, or that it is a question for whoever would rather not ask aloud. */
function titleOf({ apart, view, presenter, me, seated }: RoomModel, say: Say): string {
  if (apart) return say('meetings.apart.write')
  const seen = view.writing?.seen ?? 'at-once'
  const name = nameOf(seated, presenter ?? null)
  if (seen === 'presenter' && presenter !== me && name) return say('meetings.write.title.to', { name })
  if (view.step?.how === 'questions' && seen === 'at-once' && presenter !== me)
    return say('meetings.write.title.question')
  return say(`meetings.write.title.${seen}`)
}

function WriteForm({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { view, held } = model
  const seen = view.writing?.seen ?? 'at-once'
  const kept = draftIn(model)
  const key = `${view.step?.key} ${kept ? '' : view.writing?.own.length}`
  return (
    <PressForm key={key} model={model} kind="write" values={{ entry: kept?.id ?? model.fresh }} wide>
      {(view.step?.asks ?? []).map(({ id, ask, kind }, at) => (
        <Text
          key={id}
          name="answers[]"
          label={ask}
          value={kept?.answers[at]}
          type={kind}
          rows={kind === 'date' ? 1 : 2}
        />
      ))}
      {view.step?.asks.length === 0 && (
        <Text name="words" label={say('meetings.write.label')} value={held?.words ?? kept?.text} rows={4} />
      )}
      <LockLine open={seen === 'at-once'}>{say(`meetings.seen.${seen}`)}</LockLine>
      {held && <NoQuestion hint={held.hint} />}
      <Keep
        model={model}
        kept={kept !== undefined}
        words={takesMore(view) ? 'meetings.write.add' : 'meetings.write.keep'}
      />
    </PressForm>
  )
}

/** Where only questions are asked: a gentle word, which whoever wrote may overrule. */
function NoQuestion({ hint }: { hint: Hint }) {
  const { say } = useReader()
  return (
    <div class="notice warn stack close" role="alert">
      <p>{say(`meetings.held.${hint}`)}</p>
      <Row>
        <Button name="sure" value="yes">
          {say('meetings.held.sure')}
        </Button>
      </Row>
    </div>
  )
}

interface KeepProps {
  readonly model: RoomModel
  /** Something stands there already. */
  readonly kept: boolean
  readonly words?: MessageKey
}

/** Keeps what was written. Where the step waits for everybody, the same press says that one is done. */
export function Keep({ model, kept, words = 'meetings.write.keep' }: KeepProps) {
  const { say } = useReader()
  const { view } = model
  if (isDone(model)) return <Save>{say('meetings.write.keep')}</Save>
  if (view.step?.ends !== 'done' || !view.may.includes('done'))
    return <Save>{say(kept ? 'meetings.write.change' : words)}</Save>
  const more = takesMore(view)
  return (
    <Row>
      {more && <Button kind="first">{say('meetings.write.another')}</Button>}
      <Button kind={more ? 'plain' : 'first'} icon="check" name="also" value="done">
        {say('meetings.press.done')}
      </Button>
      <DoneCount view={view} />
    </Row>
  )
}

const Save = ({ children }: { children: string }) => (
  <Row>
    <Button kind="first">{children}</Button>
  </Row>
)
