import { Actions, ButtonLink, Card, Face, type Instant, Page, RowItem, Rows, useReader } from '../../ui/index.ts'
import { type Commitment, standing } from '../rules.ts'
import { Mine, Take } from './own.tsx'
import { type CircleHere, Due, InWords, type OneProps, Tap } from './parts.tsx'

interface CommitmentsProps {
  circle: CircleHere
  open: readonly Commitment[]
  ended: readonly Commitment[]
  /** Whoever reads has agreed to the circle's agreement, so that they can write here. */
  agreed: boolean
  /** The id of whoever reads, and the day it is where they live. */
  me: string
  today: string
  /** When the circle meets next, if it has set its times. */
  next: Instant | undefined
  /** The id of what is taken on with this page's form. */
  fresh: string
}

/** What each of us has taken on. */
export function CommitmentsPage(props: CommitmentsProps) {
  const { circle, open, ended, me, agreed, fresh, next } = props
  const { say } = useReader()
  const mine = open.filter(({ person }) => person === me)
  const others = open.filter(({ person }) => person !== me)
  return (
    <Page
      title={say('commitments.page.title')}
      above={circle.name}
      lead={say('commitments.page.lead')}
      lock={say('commitments.page.lock')}
      aside={ended.length > 0 && <Ended {...props} commitments={ended} />}
    >
      {mine.map((commitment) => (
        <Mine key={commitment.id} {...props} commitment={commitment} />
      ))}
      {agreed ? (
        <Take circle={circle} fresh={fresh} first={mine.length === 0} next={next} />
      ) : (
        <AgreeFirst circle={circle} />
      )}
      <Others {...props} commitments={others} />
    </Page>
  )
}

function AgreeFirst({ circle }: Pick<CommitmentsProps, 'circle'>) {
  const { say } = useReader()
  return (
    <Card tone="ask">
      <p>{say('charter.agreeFirst')}</p>
      <Actions>
        <ButtonLink to={`/circles/${circle.id}/agreement`} kind="first">
          {say('commitments.agree')}
        </ButtonLink>
      </Actions>
    </Card>
  )
}

function Others(props: Omit<OneProps, 'commitment'> & { commitments: readonly Commitment[] }) {
  const { commitments, today, next } = props
  const { say } = useReader()
  return (
    <Card tone="bare" title={say('commitments.others.title')}>
      {commitments.length === 0 && <p class="quiet">{say('commitments.others.none')}</p>}
      <Rows>
        {commitments.map((commitment) => {
          const how = standing(commitment, today)
          return how.is === 'open' ? (
            <RowItem
              key={commitment.id}
              before={<Face name={commitment.name} />}
              note={
                <>
                  {commitment.name} · <Due words={how.words} next={next} />
                </>
              }
            >
              <InWords words={how.words} />
            </RowItem>
          ) : null
        })}
      </Rows>
    </Card>
  )
}

function Ended(props: CommitmentsProps & { commitments: readonly Commitment[] }) {
  const { commitments, me, today } = props
  const { say, moment } = useReader()
  return (
    <Card title={say('commitments.ended.title')} tone="bare">
      <Rows>
        {commitments.map((commitment) => {
          const how = standing(commitment, today)
          if (how.is === 'open' || !how.words) return null
          return (
            <RowItem
              key={commitment.id}
              before={<Face name={commitment.name} />}
              note={say(`commitments.ended.${how.is}`, { name: commitment.name, date: moment(how.at, 'date') })}
              actions={commitment.person === me && <Tap {...props} commitment={commitment} answer="carried" />}
            >
              <InWords words={how.words} />
            </RowItem>
          )
        })}
      </Rows>
    </Card>
  )
}
