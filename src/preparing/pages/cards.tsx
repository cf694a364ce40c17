import { Card, Details, useReader } from '../../ui/index.ts'

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
          <ol>
            {questions.map((number) => (
              <li key={number}>{say(`preparing.card.${who}.${number}`)}</li>
            ))}
          </ol>
        </Details>
      ))}
    </Card>
  )
}
