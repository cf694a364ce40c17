import { Choices, type Say, useReader } from '../../ui/index.ts'
import { type Cannot, type Format, inLanguage, takes } from '../rules/formats.ts'
import { inOrder, type Offer } from '../rules/occasions.ts'

interface OffersProps {
  readonly name: string
  readonly formats: readonly Format[]
  readonly chosen: string
  readonly people: number
  readonly minutes: number
}

/** One of many ways to meet: what suits first, the others folded away by what one comes with, and last what does not fit, with the reason. */
export function WaysToMeet({ name, formats, chosen, people, minutes }: OffersProps) {
  const { say, locale } = useReader()
  const choice = (one: Offer) => ({
    value: one.key,
    label: inLanguage(one.format.title, locale),
    hint: hintFor(one, { people, minutes }, say, locale),
  })
  const { first, groups, unfit } = inOrder(formats, chosen, people, minutes)
  const more = groups.map((group) => ({
    title: say(`meetings.occasion.${group.of}`),
    choices: group.formats.map(choice),
  }))
  const not = { title: say('meetings.choice.unfit'), choices: unfit.map(choice) }
  return (
    <Choices
      name={name}
      label={say('meetings.choice.which')}
      value={chosen}
      choices={first.map(choice)}
      more={unfit.length > 0 ? [...more, not] : more}
    />
  )
}

function hintFor(one: Offer, there: Pick<OffersProps, 'people' | 'minutes'>, say: Say, locale: string): string {
  const { format, cannot } = one
  const what = inLanguage(format.summary, locale)
  if (cannot) return `${whyNot(cannot, say)} ${what}`
  const { min, max } = format.people
  const people = Math.min(max, Math.max(min, there.people))
  return `${what} ${say('meetings.choice.measures', { takes: takes(one, people, there.minutes), people, min, max })}`
}

/** Why a format cannot be done. */
export function whyNot(cannot: Cannot, say: Say): string {
  if (cannot.cannot === 'too-few') return say('meetings.choice.tooFew', { least: cannot.least })
  if (cannot.cannot === 'too-many') return say('meetings.choice.tooMany', { most: cannot.most })
  return say('meetings.choice.tooShort', { needs: cannot.needs })
}
