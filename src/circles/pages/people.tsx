import {
  Actions,
  ButtonLink,
  Card,
  Chip,
  Copyable,
  Details,
  Face,
  LockLine,
  Notice,
  Page,
  Link as PageLink,
  PostButton,
  RowItem,
  Rows,
  Spoken,
  useReader,
} from '../../ui/index.ts'
import type { Link } from '../reads.ts'
import type { Circle, Fellow, JoinRequest } from '../rules.ts'
import { stillMissing } from '../rules.ts'

export interface PeopleData {
  readonly circle: Circle
  readonly me: string
  /** All places are taken, or kept for somebody. */
  readonly full: boolean
  readonly fellows: readonly Fellow[]
  /** What they have chosen to show, by person. */
  readonly offers: ReadonlyMap<string, readonly string[]>
  readonly left: readonly { readonly name: string; readonly left_at: Date }[]
  readonly requests: readonly JoinRequest[]
  /** Each with its whole address. */
  readonly links: readonly (Link & { readonly address: string })[]
  readonly localOnly: boolean
}

/** Who sits in the circle, who asks to, and the links that lead into it. */
export function PeoplePage(data: PeopleData) {
  const { say } = useReader()
  const { circle, fellows, requests } = data
  return (
    <Page
      title={say('circles.people.title')}
      above={circle.name}
      lead={say('circles.people.lead', { seated: fellows.length, free: Math.max(0, circle.places - fellows.length) })}
      aside={<Beside circle={circle} />}
    >
      {requests.length > 0 && <Requests {...data} />}
      <Fellows {...data} />
      <Links {...data} />
    </Page>
  )
}

function Fellows({ fellows, offers, left, me }: PeopleData) {
  const { say, moment } = useReader()
  return (
    <Card title={say('circles.people.who')}>
      <Rows>
        {fellows.map((fellow) => (
          <RowItem
            key={fellow.id}
            before={<Face name={fellow.name} />}
            note={say('circles.people.since', { since: moment(fellow.taken_at, 'date'), zone: fellow.zone })}
            actions={fellow.id === me && <Chip tone="accent">{say('circles.people.you')}</Chip>}
          >
            {fellow.name} {fellow.pronouns && <span class="quiet">({fellow.pronouns})</span>}
            <Offers words={offers.get(fellow.id) ?? []} own={fellow.id === me} />
          </RowItem>
        ))}
      </Rows>
      {left.map(({ name, left_at }) => (
        <p key={name} class="quiet">
          {say('circles.people.left', { name, day: moment(left_at, 'day') })}
        </p>
      ))}
    </Card>
  )
}

/** What somebody can give; one's own list is a step away. */
function Offers({ words, own }: { words: readonly string[]; own: boolean }) {
  const { say } = useReader()
  return (
    <>
      {words.length > 0 && (
        <ul aria-label={say('circles.people.offers')}>
          {words.map((each) => (
            <li key={each}>
              <Spoken>{each}</Spoken>
            </li>
          ))}
        </ul>
      )}
      {own && (
        <p>
          <PageLink to="/me/offers">
            {say(words.length > 0 ? 'circles.people.offers.change' : 'circles.people.offers.say')}
          </PageLink>
        </p>
      )}
    </>
  )
}

function Requests(data: PeopleData) {
  const { say } = useReader()
  return (
    <Card tone="ask" title={say('circles.people.requests', { count: data.requests.length })}>
      <p>{say('circles.people.requests.how')}</p>
      <Rows>
        {data.requests.map((request) => (
          <OneRequest key={request.id} request={request} {...data} />
        ))}
      </Rows>
      <LockLine>{say('circles.people.requests.lock')}</LockLine>
    </Card>
  )
}

function OneRequest({ request, circle, full, fellows, me }: PeopleData & { request: JoinRequest }) {
  const { say } = useReader()
  const missing = stillMissing(request, fellows).length
  return (
    <RowItem
      before={<Face name={request.name} />}
      note={
        <>
          {request.words && <Spoken>{say('circles.quoted', { words: request.words })}</Spoken>}{' '}
          {say('circles.people.requests.yeses', { yeses: fellows.length - missing, all: fellows.length })}
          {full && <> {say('circles.people.requests.full')}</>}
        </>
      }
      actions={<Answers request={request} circle={circle} missing={missing} said={request.yeses.includes(me)} />}
    >
      {request.name}
    </RowItem>
  )
}

interface AnswersProps {
  request: JoinRequest
  circle: Circle
  missing: number
  said: boolean
}

function Answers({ request, circle, missing, said }: AnswersProps) {
  const { say } = useReader()
  const path = `/circles/${circle.id}/requests/${request.id}`
  const { name } = request
  return (
    <>
      {said && missing > 0 ? (
        <Chip tone="accent" icon="check">
          {say('circles.people.requests.saidYes')}
        </Chip>
      ) : (
        <PostButton action={`${path}/yes`} label={say('circles.people.requests.yesLabel', { name })}>
          {say(missing === 0 ? 'circles.people.requests.open' : 'circles.people.requests.yes')}
        </PostButton>
      )}
      <Details summary={say('circles.people.requests.notNow')}>
        <p>{say('circles.people.requests.notNow.what', { name })}</p>
        <PostButton action={`${path}/not-now`} label={say('circles.people.requests.notNow.label', { name })}>
          {say('circles.people.requests.notNow.button')}
        </PostButton>
      </Details>
    </>
  )
}

function Links({ circle, links, localOnly, full }: PeopleData) {
  const { say, moment } = useReader()
  return (
    <Card title={say('circles.links.title')} id="links">
      <p>{say(circle.wrote ? 'circles.links.asks' : 'circles.links.opens')}</p>
      {full && <Notice>{say('circles.links.full')}</Notice>}
      {links.map((link) => (
        <div key={link.id} class="stack close">
          <Copyable
            label={link.host ? say('circles.links.by', { name: link.host }) : say('circles.links.one')}
            value={link.address}
            hint={say('circles.links.until', { day: moment(link.until, 'day') })}
            localOnly={localOnly}
          />
          <Actions>
            <PostButton action={`/circles/${circle.id}/links/${link.id}/end`} kind="slight" icon="close">
              {say('circles.links.end')}
            </PostButton>
          </Actions>
        </div>
      ))}
      <Actions>
        <PostButton action={`/circles/${circle.id}/links`} kind={links.length === 0 ? 'first' : 'plain'} icon="plus">
          {say('circles.links.make')}
        </PostButton>
      </Actions>
    </Card>
  )
}

function Beside({ circle }: { circle: Circle }) {
  const { say } = useReader()
  return (
    <Card tone="bare" title={say('circles.people.more')}>
      <Actions>
        <ButtonLink to={`/circles/${circle.id}/settings`} kind="slight" icon="pen">
          {say('circles.settings.title')}
        </ButtonLink>
        <ButtonLink to={`/circles/${circle.id}/leaving`} kind="slight" icon="door">
          {say('circles.people.leave')}
        </ButtonLink>
      </Actions>
    </Card>
  )
}
