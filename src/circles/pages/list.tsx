import { ButtonLink, Card, Chip, EmptyState, Link, Page, PostButton, RowItem, Rows, useReader } from '../../ui/index.ts'
import type { ListedCircle, MyRequest, OpenCircle, Placement } from '../reads.ts'
import { isOpen } from '../rules.ts'

export interface CirclesData {
  readonly mine: readonly ListedCircle[]
  /** Those that came to their end, and are theirs to read. */
  readonly ended: readonly ListedCircle[]
  readonly kept: readonly Placement[]
  readonly asked: readonly MyRequest[]
  readonly open: readonly OpenCircle[]
  readonly mayStart: boolean
}

/** My circles, and how to find or start one. */
export function CirclesPage({ mine, ended, kept, asked, open, mayStart }: CirclesData) {
  const { say } = useReader()
  // Whoever waits for an answer need not be taught how to find a circle.
  const none = mine.length === 0 && !asked.some(isOpen)
  return (
    <Page
      title={say('circles.list.title')}
      lead={say('circles.list.lead')}
      actions={mayStart && !none && <StartButton kind="plain" />}
    >
      {kept.length > 0 && <Kept kept={kept} />}
      {mine.length > 0 && <Mine mine={mine} />}
      {none && <NoneYet mayStart={mayStart} open={open.length > 0} />}
      {asked.length > 0 && <AskedFor asked={asked} />}
      {open.length > 0 && <OpenOnes open={open} asked={asked} />}
      {ended.length > 0 && <Ended ended={ended} />}
    </Page>
  )
}

const StartButton = ({ kind }: { kind: 'first' | 'plain' }) => (
  <ButtonLink to="/circles/new" kind={kind} icon="plus">
    {useReader().say('circles.list.start')}
  </ButtonLink>
)

function NoneYet({ mayStart, open }: { mayStart: boolean; open: boolean }) {
  const { say } = useReader()
  return (
    <EmptyState title={say('circles.list.none.title')} action={mayStart && <StartButton kind="first" />}>
      <p>{say('circles.list.none.text')}</p>
      <p>{say(open ? 'circles.list.none.open' : mayStart ? 'circles.list.none.start' : 'circles.list.none.wait')}</p>
    </EmptyState>
  )
}

/** Rhythm and how many sit there, in one line. */
export function CircleNote({ circle }: { circle: Pick<ListedCircle, 'rhythm' | 'seated'> }) {
  return <>{useReader().say('circles.note', { rhythm: circle.rhythm, seated: circle.seated })}</>
}

function Mine({ mine }: { mine: readonly ListedCircle[] }) {
  const { say } = useReader()
  return (
    <Card title={say('circles.list.mine')}>
      <Rows>
        {mine.map((circle) => (
          <RowItem key={circle.id} note={<CircleNote circle={circle} />}>
            <Link to={`/circles/${circle.id}`}>{circle.name}</Link>
          </RowItem>
        ))}
      </Rows>
    </Card>
  )
}

function Ended({ ended }: { ended: readonly ListedCircle[] }) {
  const { say } = useReader()
  return (
    <Card title={say('circles.list.ended')}>
      <Rows>
        {ended.map(({ id, name }) => (
          <RowItem key={id} note={say('circles.list.ended.note')}>
            <Link to={`/circles/${id}`}>{name}</Link>
          </RowItem>
        ))}
      </Rows>
    </Card>
  )
}

function Kept({ kept }: { kept: readonly Placement[] }) {
  const { say, moment } = useReader()
  return (
    <Card tone="ask" title={say('circles.list.kept')}>
      <Rows>
        {kept.map(({ id, circle, until }) => (
          <RowItem
            key={id}
            note={say('circles.list.keptUntil', { day: moment(until, 'deadline') })}
            actions={
              <ButtonLink to={`/places/${id}`} label={say('circles.list.lookLabel', { name: circle.name })}>
                {say('circles.list.look')}
              </ButtonLink>
            }
          >
            {circle.name}
          </RowItem>
        ))}
      </Rows>
    </Card>
  )
}

function AskedFor({ asked }: { asked: readonly MyRequest[] }) {
  const { say, moment } = useReader()
  return (
    <Card title={say('circles.list.asked')}>
      <Rows>
        {asked.map((request) => (
          <RowItem
            key={request.id}
            note={
              request.outcome
                ? say('circles.list.notNow')
                : say('circles.list.askedOn', { when: moment(request.made_at, 'relative') })
            }
            actions={
              !request.outcome && (
                <PostButton
                  action={`/ask/${request.circle}/withdrawal`}
                  kind="slight"
                  label={say('circles.list.withdrawLabel', { name: request.name })}
                >
                  {say('circles.list.withdraw')}
                </PostButton>
              )
            }
          >
            {request.name}
          </RowItem>
        ))}
      </Rows>
    </Card>
  )
}

function OpenOnes({ open, asked }: Pick<CirclesData, 'open' | 'asked'>) {
  const { say } = useReader()
  return (
    <Card title={say('circles.list.open')}>
      <Rows>
        {open.map((circle) => (
          <RowItem
            key={circle.id}
            note={
              <>
                {circle.purpose && (
                  <>
                    {circle.purpose}
                    <br />
                  </>
                )}
                <CircleNote circle={circle} /> · {say('circles.free', { free: circle.free })}
              </>
            }
            actions={<AskButton circle={circle} waiting={asked.some((request) => request.circle === circle.id)} />}
          >
            {circle.name}
          </RowItem>
        ))}
      </Rows>
    </Card>
  )
}

function AskButton({ circle, waiting }: { circle: OpenCircle; waiting: boolean }) {
  const { say } = useReader()
  if (waiting || circle.free === 0) return waiting ? <Chip>{say('circles.list.askedChip')}</Chip> : null
  return (
    <ButtonLink to={`/ask/${circle.id}`} label={say('circles.list.askLabel', { name: circle.name })}>
      {say('circles.list.ask')}
    </ButtonLink>
  )
}
