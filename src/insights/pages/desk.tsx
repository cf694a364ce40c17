import type { ComponentChildren } from 'preact'
import {
  Actions,
  Area,
  Button,
  ButtonLink,
  Chip,
  Choices,
  Field,
  Form,
  Link,
  Notice,
  Page,
  PostButton,
  Row,
  RowItem,
  SubNav,
  useReader,
} from '../../ui/index.ts'
import type { Insight, InsightLine } from '../rules.ts'
import { By } from './articles.tsx'
import { Listed } from './listed.tsx'

/** The two halves of the desk: what is written, and the letters made from it. */
export function DeskTabs() {
  const { say } = useReader()
  const items = [
    { to: '/insights/desk', label: say('insights.desk.articles') },
    { to: '/insights/letters', label: say('insights.letters.title') },
  ]
  return <SubNav items={items} label={say('insights.desk.title')} />
}

/** Everything that is written, drafts first. */
export function Desk({ lines }: { lines: readonly InsightLine[] }) {
  const { say } = useReader()
  return (
    <Listed
      title={say('insights.desk.title')}
      lead={say('insights.desk.lead')}
      tabs={<DeskTabs />}
      label={say('insights.desk.articles')}
      rows={lines.map((line) => <DeskRow key={line.id} line={line} />)}
      begin={
        <ButtonLink to="/insights/new" kind="first" icon="pen">
          {say('insights.write')}
        </ButtonLink>
      }
      empty={{ title: say('insights.desk.empty'), text: say('insights.desk.emptyText') }}
    />
  )
}

function DeskRow({ line }: { line: InsightLine }) {
  const { say } = useReader()
  const chip = line.forMembers ? say('insights.forMembers') : say('insights.forEverybody')
  return (
    <RowItem
      note={<By line={line} />}
      actions={line.publishedAt ? <Chip tone="accent">{chip}</Chip> : <Chip tone="now">{say('insights.draft')}</Chip>}
    >
      <Link to={`/insights/${line.id}/edition`}>{line.title}</Link>
    </RowItem>
  )
}

/** The editor of a new article. */
export function NewInsight({ author }: { author: string }) {
  const { say } = useReader()
  return (
    <Page
      title={say('insights.write')}
      width="narrow"
      lead={say('insights.new.lead')}
      back={{ to: '/insights/desk', label: say('insights.desk.title') }}
    >
      <Editor action="/insights/new" author={author}>
        <Button kind="first" name="next" value="publish">
          {say('insights.publish')}
        </Button>
        <Button name="next" value="keep">
          {say('insights.keepDraft')}
        </Button>
      </Editor>
    </Page>
  )
}

/** The editor of an article, with what else may be done with it. */
export function EditInsight({ insight }: { insight: Insight }) {
  const { say } = useReader()
  const { id, publishedAt } = insight
  return (
    <Page title={insight.title} width="narrow" back={{ to: '/insights/desk', label: say('insights.desk.title') }}>
      <State insight={insight} />
      <Editor action={`/insights/${id}/edition`} insight={insight} author={insight.author}>
        <Button kind={publishedAt ? 'first' : 'plain'} name="next" value="keep">
          {publishedAt ? say('insights.saveChanges') : say('insights.keepDraft')}
        </Button>
        {!publishedAt && (
          <Button kind="first" name="next" value="publish">
            {say('insights.publish')}
          </Button>
        )}
      </Editor>
      <Row>
        {publishedAt ? (
          <PostButton action={`/insights/${id}/taken-down`} kind="slight">
            {say('insights.takeDown')}
          </PostButton>
        ) : (
          <PostButton action={`/insights/${id}/removal`} kind="wrong">
            {say('insights.delete')}
          </PostButton>
        )}
      </Row>
    </Page>
  )
}

function State({ insight: { id, publishedAt, forMembers } }: { insight: Insight }) {
  const { say, moment } = useReader()
  if (!publishedAt) return <Notice>{say('insights.isDraft')}</Notice>
  const since = moment(publishedAt, 'date')
  return (
    <Notice tone="good">
      <p>{forMembers ? say('insights.isForMembers', { since }) : say('insights.isPublic', { since })}</p>
      <p>
        <Link to={`/insights/${id}`}>{say('insights.look')}</Link>
      </p>
    </Notice>
  )
}

interface EditorProps {
  readonly action: string
  readonly insight?: Insight
  readonly author: string
  readonly children: ComponentChildren
}

function Editor({ action, insight, author, children }: EditorProps) {
  const { say } = useReader()
  const choices = [
    { value: 'public', label: say('insights.forEverybody'), hint: say('insights.public.hint') },
    { value: 'members', label: say('insights.forMembers'), hint: say('insights.members.hint') },
  ]
  return (
    <Form action={action}>
      <Field name="title" label={say('insights.field.title')} value={insight?.title} maxLength={140} />
      <Area
        name="takeaways"
        label={say('insights.takeaways')}
        hint={say('insights.field.takeawaysHint')}
        value={insight?.takeaways.join('\n')}
        rows={4}
      />
      <Field
        name="author"
        label={say('insights.field.author')}
        hint={say('insights.field.authorHint')}
        value={author}
        maxLength={140}
      />
      <Area
        name="body"
        label={say('insights.field.body')}
        hint={say('insights.field.marks')}
        value={insight?.body}
        rows={16}
      />
      <Choices
        name="audience"
        label={say('insights.field.audience')}
        choices={choices}
        value={insight?.forMembers ? 'members' : 'public'}
      />
      <Actions>{children}</Actions>
    </Form>
  )
}
