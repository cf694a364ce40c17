import { type Say, useReader, Voice } from '../../ui/index.ts'
import type { RoomModel } from '../rules.ts'
import { isLast, nameOf } from './names.tsx'
import { isChosen } from './presenter.tsx'
import { isUsual } from './roles.tsx'

type Prompt = RoomModel['view']['you']['prompts'][number]

/** What I am told in this step, and as whom: words to say aloud stand in quotes, in the serif voice. */
export function Prompts({ model }: { model: RoomModel }) {
  const { say } = useReader()
  if (model.view.you.turnedAway) return <p class="lead">{say('meetings.room.turnedAway')}</p>
  return (
    <div class="stack close">
      {promptsOf(model, say).map((prompt) => (
        <div key={prompt.for} class="told">
          <p class="told-whom">{whomWords(prompt, model, say)}</p>
          <Aloud prompt={prompt} model={model} />
          {prompt.do && <p dir="auto">{withButtons(prompt.do, model, say)}</p>}
        </div>
      ))}
    </div>
  )
}

/** What I am told, what concerns the leading first; where it is settled who presents, nobody is asked any more who it is to be. */
export function promptsOf(model: RoomModel, say: Say): readonly Prompt[] {
  const { prompts } = model.view.you
  const leading = prompts.filter((prompt) => prompt.for === 'facilitator')
  const others = prompts.filter((prompt) => prompt.for !== 'facilitator')
  return [
    ...leading.map((prompt) => settled(prompt, model, say)),
    ...others.map((prompt) => settledFor(prompt, model, say)),
  ]
}

/** Nobody is asked to offer their own any more, unless it cannot wait. */
function settledFor(prompt: Prompt, model: RoomModel, say: Say): Prompt {
  const { step, presenter } = model.view
  if (prompt.for !== 'everyone' || step?.material !== 'challenges' || !isChosen(model)) return prompt
  return { ...prompt, say: null, do: say(presenter === model.me ? 'meetings.choose.yours' : 'meetings.choose.others') }
}

/** Up to the button that settles who presents all is about choosing: instead it is asked whether it still holds. */
function settled(prompt: Prompt, model: RoomModel, say: Say): Prompt {
  const [, after] = prompt.do?.split(new RegExp(`[“«]${say('meetings.choose.keep')}[”»][^.]*\\.`)) ?? []
  if (after === undefined || !isChosen(model)) return prompt
  const { view, me, seated } = model
  const name = nameOf(seated, view.presenter)
  const mine = view.presenter === me
  const line = mine ? say('meetings.choose.askMine') : say('meetings.choose.ask', { name })
  const deed = mine ? say('meetings.choose.mine') : say('meetings.choose.settled', { name })
  return { ...prompt, say: line, do: `${deed}${after}` }
}

/** As whom somebody is told something. */
function whomWords({ for: reader }: Prompt, { view, seated, presenter }: RoomModel, say: Say): string {
  if (reader === 'facilitator' || reader === 'speaker' || reader === 'everyone') return say(`meetings.told.${reader}`)
  if (reader === 'others')
    return presenter ? say('meetings.told.others', { name: nameOf(seated, presenter) }) : say('meetings.told.everyone')
  const title = view.you.cards.find(({ role }) => role === reader)?.title
  if (view.you.group) return title ? say('meetings.told.part', { title }) : say('meetings.told.yourPart')
  if (title) return title
  return isUsual(reader) && reader !== 'presenter'
    ? say(`meetings.role.${reader}.title`)
    : say('meetings.told.yourPart')
}

/** Words to say aloud. Those that are for whoever presents begin by saying so: on the screen their name does, and in one's own turn that it is one's own. */
function Aloud({ prompt, model }: { prompt: Prompt; model: RoomModel }) {
  const { say } = useReader()
  const { view, seated, me, presenter } = model
  if (!prompt.say) return null
  const name = nameOf(seated, presenter ?? null)
  const words = view.step?.who === 'presenter' && name !== '' ? unaddressed(prompt.say, say) : undefined
  if (words === undefined) return <Voice from={aloudWords(prompt, model, say)}>{prompt.say}</Voice>
  return (
    <Voice from={presenter === me ? say('meetings.told.toYourself') : say('meetings.told.toOne', { name })}>
      {words}
    </Voice>
  )
}

/** What follows after "To our presenter:"; undefined where nobody is addressed so. */
function unaddressed(words: string, say: Say): string | undefined {
  if (
    !say('meetings.told.address')
      .split('|')
      .some((beginning) => words.startsWith(beginning))
  )
    return undefined
  const [, rest] = /^[^.?!:]*: (.+)$/s.exec(words) ?? []
  return rest?.replace(/^([¿¡]?)(\p{Ll})/u, (_, sign: string, letter: string) => sign + letter.toUpperCase())
}

/** To whom the words in quotes are said. */
function aloudWords({ for: reader }: Prompt, { view }: RoomModel, say: Say): string {
  if (reader === 'others') return say('meetings.told.toOneAnother')
  return say(view.you.group ? 'meetings.told.toGroup' : 'meetings.told.toAll')
}

/** In the last step the button that leads on closes the meeting, and whatever names it calls it so. */
export function withButtons(text: string, { view }: RoomModel, say: Say): string {
  if (!isLast(view)) return text
  // On paper the button says nothing of closing, so the sentence does.
  const closes = say('meetings.press.closes')
  return text.replaceAll(closes, closes.charAt(0)).replaceAll(say('meetings.press.next'), say('meetings.press.close'))
}
