import type { ComponentChildren } from 'preact'
import { Actions, Button, ButtonLink, Card, Details, Form, LockLine, Page, useReader } from '../../ui/index.ts'
import type { Placement } from '../reads.ts'
import type { AnsweredPlace, Circle } from '../rules.ts'
import { Purpose, Sentence } from './door.tsx'

/** A place that was kept for this person: yes, no, or rather elsewhere. */
export function PlacementPage({ place, about }: { place: Placement; about: ComponentChildren }) {
  const { say, moment } = useReader()
  const { circle } = place
  return (
    <Page title={circle.name} above={say('circles.place.above')} lead={say('circles.door.what')} width="narrow">
      <Card tone="now">
        <Purpose {...circle} />
        {about}
        <p>{say('circles.place.seated', { seated: circle.seated, places: circle.places })}</p>
        <LockLine>{say('circles.door.lock')}</LockLine>
        {circle.wrote && <p>{say('circles.place.begun')}</p>}
        <Form action={`/places/${place.id}`}>
          <Actions>
            <Button kind="first" name="answer" value="yes">
              {say('circles.place.yes')}
            </Button>
            <Button name="answer" value="no">
              {say('circles.place.no')}
            </Button>
          </Actions>
        </Form>
        <p class="quiet">{say('circles.place.until', { day: moment(place.until, 'deadline') })}</p>
      </Card>
      <Details summary={say('circles.elsewhere.summary')}>
        <p>{say('circles.elsewhere.kept')}</p>
        <Form action={`/places/${place.id}`}>
          <Sentence about="elsewhere" />
          <Actions>
            <Button name="answer" value="elsewhere">
              {say('circles.elsewhere.button')}
            </Button>
          </Actions>
        </Form>
      </Details>
    </Page>
  )
}

/** What became of a place: for whoever has just said no, or comes back to one that they answered. */
export function AnsweredPage({ place: { said, circle } }: { place: AnsweredPlace }) {
  const { say } = useReader()
  return (
    <Page title={say(`circles.answered.${said}`)} lead={say(`circles.answered.${said}.text`)} width="narrow">
      <Actions>
        {circle ? (
          <ButtonLink to={`/circles/${circle}`} kind="first">
            {say('circles.answered.circle')}
          </ButtonLink>
        ) : (
          <ButtonLink to="/home">{say('circles.answered.home')}</ButtonLink>
        )}
      </Actions>
    </Page>
  )
}

/** The same for somebody who has taken the place already, while the circle has not begun. */
export function ElsewherePage({ circle }: { circle: Circle }) {
  const { say } = useReader()
  return (
    <Page
      title={say('circles.elsewhere.title')}
      above={circle.name}
      lead={say('circles.elsewhere.lead')}
      width="narrow"
      back={{ to: `/circles/${circle.id}`, label: circle.name }}
    >
      <Card title={say('circles.leaving.what')}>
        <ul class="stack close">
          <li>{say('circles.elsewhere.seat')}</li>
          <li>{say('circles.elsewhere.search')}</li>
          <li>{say('circles.elsewhere.none')}</li>
          <li>{say('circles.elsewhere.others')}</li>
        </ul>
      </Card>
      <Form action={`/circles/${circle.id}/elsewhere`}>
        <Sentence about="elsewhere" />
        <Actions>
          <Button kind="first">{say('circles.elsewhere.button')}</Button>
        </Actions>
      </Form>
    </Page>
  )
}
