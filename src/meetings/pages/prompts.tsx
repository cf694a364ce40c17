import { type Say, useReader, Voice } from '../../ui/index.ts'
import type { RoomModel } from '../rules.ts'
import { isLast, nameOf } from './names.tsx'
import { isUsual } from './roles.tsx'

type Prompt = RoomModel['view']['you']['prompts'][number]

/** What I am told in this step, and as whom: words to say aloud stand in quotes, in the serif voice. */
export function Prompts({ model }: { model: RoomModel }) {
  const { say } = useReader()
  const { you } = model.view
  if (you.turnedAway) return <p class="lead">{say('meetings.room.turnedAway')}</p>
  return (
    <div class="stack close">
      {you.prompts.map((prompt) => (
        <div key={prompt.for} class="told">
          <p class="told-whom">{whomWords(prompt, model, say)}</p>
          {prompt.say && <Voice from={aloudWords(prompt, model, say)}>{prompt.say}</Voice>}
          {prompt.do && <p>{withButtons(prompt.do, model, say)}</p>}
        </div>
      ))}
    </div>
  )
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

/** To whom the words in quotes are said. */
function aloudWords({ for: reader }: Prompt, { view }: RoomModel, say: Say): string {
  if (reader === 'others') return say('meetings.told.toOneAnother')
  return say(view.you.group && reader !== 'facilitator' ? 'meetings.told.toGroup' : 'meetings.told.toAll')
}

/** In the last step the button that leads on closes the meeting, and whatever names it calls it so. */
export const withButtons = (text: string, { view }: RoomModel, say: Say): string =>
  isLast(view) ? text.replaceAll(say('meetings.press.next'), say('meetings.press.close')) : text
