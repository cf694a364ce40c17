import type { Kind } from '../../challenges/rules.ts'
import type { Cannot, Format } from '../../meetings/rules/formats.ts'
import { Actions, Card, Details, Link, PostButton, type Say, useReader } from '../../ui/index.ts'
import { inLanguage, type Recommended } from '../rules/recommend.ts'

interface WayProps {
  readonly circle: { readonly id: string }
  readonly meeting: { readonly id: string }
  readonly chosen: Pick<Format, 'key'>
  readonly over: boolean
  readonly kind: Kind
  readonly found: Recommended
}

/** The way to meet that helps with a kind of challenge, with the reason, and what would be second. */
export function WayToMeet({ circle, meeting, chosen, over, kind, found }: WayProps) {
  const { say, locale } = useReader()
  const { first, second, passedOver } = found
  const at = `/circles/${circle.id}/meetings/${meeting.id}/format`
  const choose = { at, chosen: chosen.key, over }
  return (
    <Card title={say('preparing.way.title')}>
      <p>{say('preparing.way.because', { kind })}</p>
      {passedOver.map(({ format, cannot }) => (
        <p key={format.key} class="quiet">
          {say('preparing.way.passedOver', { title: titleOf(format, locale), why: whyNot(cannot, say) })}
        </p>
      ))}
      {first ? <One {...choose} format={first} place="first" /> : <p>{say('preparing.way.none')}</p>}
      {second && <One {...choose} format={second} place="second" />}
      <p>
        <Link to={at}>{say('preparing.way.all')}</Link>
      </p>
      <Details summary={say('preparing.way.how')}>
        <p>{say('preparing.way.howText')}</p>
      </Details>
    </Card>
  )
}

interface OneProps {
  readonly at: string
  readonly chosen: string
  readonly over: boolean
  readonly format: Format
  readonly place: 'first' | 'second'
}

function One({ at, chosen, over, format, place }: OneProps) {
  const { say, locale } = useReader()
  const title = titleOf(format, locale)
  const own = format.origin === 'shipped' ? 'no' : 'yes'
  return (
    <>
      <h3>{say('preparing.way.place', { place, title, own })}</h3>
      <p>{inLanguage(format.format.summary, locale)}</p>
      {chosen === format.key ? (
        <p class="quiet">{say('preparing.way.isChosen')}</p>
      ) : (
        !over && (
          <Actions>
            <PostButton action={at} values={{ format: format.key }} label={say('preparing.way.chooseLabel', { title })}>
              {say('preparing.way.choose')}
            </PostButton>
          </Actions>
        )
      )}
    </>
  )
}

const titleOf = ({ format }: Format, locale: string): string => inLanguage(format.title, locale)

function whyNot(cannot: Cannot, say: Say): string {
  if (cannot.cannot === 'too-few') return say('meetings.choice.tooFew', { least: cannot.least })
  if (cannot.cannot === 'too-many') return say('meetings.choice.tooMany', { most: cannot.most })
  return say('meetings.choice.tooShort', { needs: cannot.needs })
}
