import { Button, Form, Notice, Page, type Say, useReader } from '../../ui/index.ts'
import { type Cannot, type Chosen, type Format, inLanguage, misfit, offers } from '../rules/formats.ts'
import { WaysToMeet, whyNot } from './offers.tsx'
import { FromShelf } from './shelf.tsx'

interface ChooseProps {
  readonly circle: string
  readonly meeting: string
  readonly starts: Date
  readonly minutes: number
  /** How many are expected: who sits here and has not said no. */
  readonly expected: number
  readonly formats: readonly Format[]
  readonly chosen: Chosen
  /** The name of whoever chose. */
  readonly by: string | undefined
}

/** Which way to meet, for the next time: all see the choice, and anybody may change it until the room is open. */
export function ChoosePage({ circle, meeting, starts, minutes, expected, formats, chosen, by }: ChooseProps) {
  const { say, moment, locale } = useReader()
  const cannot = misfit(chosen, expected, minutes)
  const others = cannot ? offers(formats, expected, minutes) : []
  const title = inLanguage(chosen.format.title, locale)
  return (
    <Page
      title={say('meetings.choice.title')}
      width="narrow"
      above={moment(starts, 'full')}
      lead={say('meetings.choice.lead', { minutes, people: expected })}
      back={{ to: `/circles/${circle}/meetings/${meeting}`, label: say('meetings.opening.back') }}
    >
      <Notice>
        {by ? say('meetings.choice.by', { name: by, title }) : say('meetings.choice.byLength', { title })}
      </Notice>
      {cannot && <Notice tone="warn">{cannotWords(cannot, others, say, locale)}</Notice>}
      <FromShelf name={chosen.key} library={`/circles/${circle}/library`} />
      <Form action={`/circles/${circle}/meetings/${meeting}/format`}>
        <WaysToMeet name="format" formats={formats} chosen={chosen.key} people={expected} minutes={minutes} />
        <div>
          <Button kind="first">{say('meetings.choice.keep')}</Button>
        </div>
      </Form>
    </Page>
  )
}

/** Why a format cannot be done, and what could be instead. */
export function cannotWords(cannot: Cannot, others: readonly Format[], say: Say, locale: string): string {
  if (others.length === 0) return whyNot(cannot, say)
  const names = new Intl.ListFormat(locale, { type: 'disjunction' }).format(
    others.map(({ format }) => inLanguage(format.title, locale)),
  )
  return `${whyNot(cannot, say)} ${say('meetings.choice.instead', { names })}`
}
