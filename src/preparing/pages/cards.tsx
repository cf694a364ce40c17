import { Card, Details, Points, useReader } from '../../ui/index.ts'

const whose = ['presenter', 'partner'] as const
const questions = [1, 2, 3, 4, 5] as const

/** For whoever would like to talk it through with a partner beforehand: a card for each, to read or to print. */
export function CoachingCards() {
  const { say } = useReader()
  return (
    <Card tone="bare" title={say('preparing.cards.title')}>
      <p>{say('preparing.cards.text')}</p>
      {whose.map((who) => (
        <Details key={who} summary={say('preparing.card.title', { who })}>
          <p>{say('preparing.card.lead', { who })}</p>
          <Points numbered of={questions.map((number) => say(`preparing.card.${who}.${number}`))} />
        </Details>
      ))}
    </Card>
  )
}
