import {
  Actions,
  ButtonLink,
  Card,
  Chip,
  Copyable,
  Ending,
  Notice,
  Page,
  PostButton,
  QrCode,
  RowItem,
  Rows,
  useReader,
  Written,
} from '../../ui/index.ts'
import { type PlannedSeason, takesApplications } from '../rules.ts'
import { SeasonFacts, StateChip, useSeenBy } from './parts.tsx'

interface DeskData {
  readonly season: PlannedSeason
  readonly atHand: boolean
  /** Where everybody finds it, and the same as a code for cameras. */
  readonly link: string
  readonly code: readonly (readonly boolean[])[]
  readonly localOnly: boolean
  readonly now: Date
}

/** A season for those who organise it: what it says, what it asks, how people find it, and what can be done with it. */
export function DeskPage(data: DeskData) {
  const { say } = useReader()
  const { season, atHand, now } = data
  const open = takesApplications(season, now)
  return (
    <Page
      title={season.name}
      above={say('seasons.one')}
      lead={season.forWhom}
      back={{ to: '/seasons', label: say('seasons.title') }}
      actions={
        atHand && (
          <>
            <ButtonLink to="/applications">{say('applications.title')}</ButtonLink>
            <ButtonLink to="/formation" icon="circle">
              {say('formation.title')}
            </ButtonLink>
          </>
        )
      }
      aside={<Share {...data} />}
    >
      <p class="row">
        <StateChip state={season.state} open={open} />
        {atHand && <Chip tone="accent">{say('seasons.atHand')}</Chip>}
      </p>
      {!atHand && <NotAtHand id={season.id} />}
      <NextStep season={season} open={open} />
      <Card
        title={say('seasons.desk.facts')}
        beside={<ButtonLink to={`/seasons/${season.id}/edition`}>{say('seasons.desk.change')}</ButtonLink>}
      >
        <SeasonFacts season={season} />
        {season.about && <Written text={season.about} />}
      </Card>
      <Questions season={season} />
      <Ways season={season} />
    </Page>
  )
}

function NotAtHand({ id }: { id: string }) {
  const { say } = useReader()
  return (
    <Notice>
      <p>{say('seasons.atHand.not')}</p>
      <PostButton action={`/seasons/${id}/hand`}>{say('seasons.atHand.take')}</PostButton>
    </Notice>
  )
}

/** What to do next: a draft is opened, an open season is closed. */
function NextStep({ season: { id, state }, open }: { season: PlannedSeason; open: boolean }) {
  const { say } = useReader()
  const action = `/seasons/${id}/state`
  if (state === 'open')
    return (
      <Card title={say(open ? 'seasons.step.open' : 'seasons.step.over')}>
        <p>{say(open ? 'seasons.step.open.text' : 'seasons.step.over.text')}</p>
        <PostButton action={action} values={{ state: 'closed' }}>
          {say('seasons.step.close')}
        </PostButton>
      </Card>
    )
  return (
    <Card tone={state === 'draft' ? 'ask' : 'plain'} title={say(`seasons.step.${state}`)}>
      <p>{say(`seasons.step.${state}.text`)}</p>
      <PostButton action={action} values={{ state: 'open' }} kind={state === 'draft' ? 'first' : 'plain'}>
        {say(state === 'draft' ? 'seasons.step.start' : 'seasons.step.again')}
      </PostButton>
    </Card>
  )
}

function Share({ season: { state, name }, link, code, localOnly }: DeskData) {
  const { say } = useReader()
  return (
    <Card title={say('seasons.share.title')}>
      {state === 'draft' ? (
        <p class="quiet">{say('seasons.share.later')}</p>
      ) : (
        <>
          <Copyable label={say('seasons.share.link')} value={link} localOnly={localOnly} />
          <QrCode squares={code} label={say('seasons.share.code', { name })} />
          <p class="quiet">{say('seasons.share.hint')}</p>
        </>
      )}
    </Card>
  )
}

function Questions({ season: { id, questions } }: { season: PlannedSeason }) {
  const { say } = useReader()
  const seen = useSeenBy()
  return (
    <Card
      title={say('seasons.questions.title')}
      beside={<ButtonLink to={`/seasons/${id}/questions`}>{say('seasons.desk.change')}</ButtonLink>}
    >
      <p class="quiet">{say('seasons.questions.always')}</p>
      <Rows>
        {questions.map(({ column, label, kind, required, seen: by }) => (
          <RowItem key={column} note={seen(by)} actions={<Chip>{say(`seasons.question.kind.${kind}`)}</Chip>}>
            <span dir="auto">{label}</span>
            {required && <> · {say('seasons.question.required.short')}</>}
          </RowItem>
        ))}
      </Rows>
    </Card>
  )
}

function Ways({ season: { id, state } }: { season: PlannedSeason }) {
  const { say } = useReader()
  return (
    <>
      <Actions>
        <ButtonLink to={`/seasons/new?from=${id}`} icon="copy">
          {say('seasons.again')}
        </ButtonLink>
        {state !== 'draft' && <ButtonLink to={`/seasons/${id}`}>{say('seasons.desk.look')}</ButtonLink>}
      </Actions>
      {state === 'draft' && (
        <Ending
          summary={say('seasons.discard.title')}
          text={say('seasons.discard.text')}
          action={`/seasons/${id}/removal`}
          button={say('seasons.discard.button')}
        />
      )}
    </>
  )
}
