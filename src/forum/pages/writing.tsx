import { Area, Button, Field, Form, Page, useReader } from '../../ui/index.ts'

/** Begins a topic. */
export function NewTopic() {
  const { say } = useReader()
  return (
    <Page
      title={say('forum.new.title')}
      width="narrow"
      lead={say('forum.new.lead')}
      back={{ to: '/forum/topics', label: say('forum.title') }}
    >
      <Form action="/forum/topics/new">
        <TopicFields />
        <div>
          <Button kind="first">{say('forum.new.publish')}</Button>
        </div>
      </Form>
    </Page>
  )
}

function TopicFields({ title, body }: { title?: string; body?: string }) {
  const { say } = useReader()
  return (
    <>
      <Field name="title" label={say('forum.field.title')} value={title} maxLength={120} />
      <Area
        name="body"
        label={say('forum.field.body')}
        value={body}
        rows={8}
        hint={say('forum.field.hint')}
        seenBy={say('forum.seenBy')}
      />
    </>
  )
}

/** One’s own topic, to change it. */
export function EditTopic({ id, title, body }: { id: string; title: string; body: string }) {
  const { say } = useReader()
  return (
    <Page title={say('forum.editTopic')} width="narrow" back={{ to: `/forum/topics/${id}`, label: title }}>
      <Form action={`/forum/topics/${id}/edition`}>
        <TopicFields title={title} body={body} />
        <div>
          <Button kind="first">{say('forum.save')}</Button>
        </div>
      </Form>
    </Page>
  )
}

/** One’s own answer, to change it. */
export function EditAnswer({ id, topic, body }: { id: string; topic: string; body: string }) {
  const { say } = useReader()
  return (
    <Page
      title={say('forum.editAnswer')}
      width="narrow"
      back={{ to: `/forum/topics/${topic}`, label: say('forum.title') }}
    >
      <Form action={`/forum/answers/${id}/edition`}>
        <Area name="body" label={say('forum.field.answer')} value={body} rows={6} seenBy={say('forum.seenBy')} />
        <div>
          <Button kind="first">{say('forum.save')}</Button>
        </div>
      </Form>
    </Page>
  )
}
