import {
  Area,
  Button,
  Card,
  Choices,
  Field,
  Form,
  Hidden,
  Link,
  Notice,
  Page,
  Prose,
  Select,
  useReader,
} from '../../ui/index.ts'
import { type Circle, placeChoices, usualPlaces } from '../rules.ts'

/** Starting a circle. `id` is the new circle's, so that the form can be sent twice and starts one. */
export function NewCirclePage({ id, community, mayStart }: { id: string; community: string; mayStart: boolean }) {
  const { say } = useReader()
  return (
    <Page
      title={say('circles.new.title')}
      lead={say('circles.new.lead')}
      width="narrow"
      back={{ to: '/circles', label: say('circles.list.title') }}
    >
      {mayStart ? (
        <Form action="/circles/new">
          <Hidden name="id" value={id} />
          <About community={community} />
          <Button kind="first">{say('circles.new.start')}</Button>
        </Form>
      ) : (
        <Notice>{say('circles.new.off')}</Notice>
      )}
    </Page>
  )
}

/** What a circle says about itself, for its members to change. */
export function SettingsPage({ circle, community }: { circle: Circle; community: string }) {
  const { say } = useReader()
  const action = `/circles/${circle.id}/settings`
  return (
    <Page
      title={say('circles.settings.title')}
      lead={say('circles.settings.lead')}
      width="narrow"
      tabs={false}
      back={{ to: `/circles/${circle.id}/people`, label: say('circles.people.title') }}
    >
      <Form action={action}>
        <About community={community} circle={circle} />
        <Button kind="first">{say('circles.settings.save')}</Button>
      </Form>
    </Page>
  )
}

/** Leaving: everything that will happen is said before. */
export function LeavingPage({ circle, others, elsewhere }: { circle: Circle; others: number; elsewhere: boolean }) {
  const { say } = useReader()
  return (
    <Page
      title={say('circles.leaving.title', { name: circle.name })}
      lead={say('circles.leaving.lead')}
      width="narrow"
      back={{ to: `/circles/${circle.id}/people`, label: say('circles.people.title') }}
      tabs={false}
    >
      <Card tone="wrong" title={say('circles.leaving.what')}>
        <Prose>
          <ul>
            <li>{say('circles.leaving.atOnce')}</li>
            <li>{say('circles.leaving.stays')}</li>
            <li>{say('circles.leaving.own')}</li>
            <li>{say(others > 0 ? 'circles.leaving.others' : 'circles.leaving.last')}</li>
            {others > 0 && <li>{say('circles.leaving.back')}</li>}
          </ul>
        </Prose>
        <Form action={`/circles/${circle.id}/leaving`}>
          <Button kind="wrong" icon="door">
            {say('circles.leaving.button', { name: circle.name })}
          </Button>
        </Form>
      </Card>
      {elsewhere && (
        <p>
          <Link to={`/circles/${circle.id}/elsewhere`}>{say('circles.elsewhere.summary')}</Link>
        </p>
      )}
    </Page>
  )
}

interface AboutProps {
  community: string
  circle?: Circle
}

const About = (props: AboutProps) => (
  <>
    <WhatItIs {...props} />
    <HowItMeets {...props} />
    <WhoJoins {...props} />
  </>
)

function WhatItIs({ community, circle }: AboutProps) {
  const { say } = useReader()
  return (
    <>
      <Field
        name="name"
        label={say('circles.form.name')}
        hint={say('circles.form.name.hint')}
        value={circle?.name}
        maxLength={80}
        autocomplete="off"
      />
      <Area
        name="purpose"
        label={say('circles.form.purpose')}
        hint={say('circles.form.purpose.hint')}
        seenBy={say('circles.form.purpose.seenBy', { community })}
        value={circle?.purpose}
        rows={3}
        maxLength={500}
        optional
        voice
      />
    </>
  )
}

function HowItMeets({ circle }: AboutProps) {
  const { say } = useReader()
  return (
    <>
      <Choices
        name="rhythm"
        label={say('circles.form.rhythm')}
        value={circle?.rhythm ?? 'fortnightly'}
        choices={[
          { value: 'weekly', label: say('circles.form.rhythm.weekly') },
          { value: 'fortnightly', label: say('circles.form.rhythm.fortnightly') },
        ]}
      />
      <Select
        name="places"
        label={say('circles.form.places')}
        hint={say('circles.form.places.hint')}
        width="short"
        value={String(circle?.places ?? usualPlaces)}
        options={placesOffered(circle).map((count) => ({ value: String(count), label: String(count) }))}
      />
    </>
  )
}

function WhoJoins({ community, circle }: AboutProps) {
  const { say } = useReader()
  return (
    <Choices
      name="open"
      label={say('circles.form.open')}
      value={circle?.open ? 'open' : 'invited'}
      choices={[
        { value: 'invited', label: say('circles.form.open.invited'), hint: say('circles.form.open.invited.hint') },
        {
          value: 'open',
          label: say('circles.form.open.open'),
          hint: say('circles.form.open.open.hint', { community }),
        },
      ]}
    />
  )
}

/** The usual ones, and what the circle has now. */
function placesOffered(circle: Circle | undefined): number[] {
  return [...new Set([...placeChoices, ...(circle ? [circle.places] : [])])].sort((a, b) => a - b)
}
