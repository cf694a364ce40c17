import {
  Actions,
  Area,
  Button,
  ButtonLink,
  Card,
  Chip,
  Choices,
  EmptyState,
  Field,
  Form,
  Link,
  LockLine,
  Notice,
  Page,
  PostButton,
  Row,
  RowItem,
  Time,
  useReader,
  Written,
} from '../../ui/index.ts'
import type { LetterLine } from '../reads.ts'
import type { InsightLine, Letter } from '../rules.ts'
import { Glimpses } from './articles.tsx'
import { DeskTabs } from './desk.tsx'
import { Listed } from './listed.tsx'

interface Reach {
  /** How many would get a letter that is sent now. */
  readonly readers: number
  /** Whether mail can go out at all. */
  readonly mailed: boolean
}

interface LettersProps extends Reach {
  readonly lines: readonly (LetterLine & { readonly copies: number })[]
}

/** Letters for those who organise: drafts, and what was sent to how many. */
export function Letters({ lines, readers, mailed }: LettersProps) {
  const { say } = useReader()
  return (
    <Listed
      title={say('insights.letters.title')}
      lead={say('insights.letters.lead')}
      tabs={<DeskTabs />}
      label={say('insights.letters.title')}
      rows={lines.map((line) => <LetterRow key={line.id} line={line} />)}
      begin={
        <ButtonLink to="/insights/letters/new" kind="first" icon="mail">
          {say('insights.letters.compose')}
        </ButtonLink>
      }
      empty={{ title: say('insights.letters.empty'), text: say('insights.letters.emptyText') }}
    >
      {!mailed && <NoMail />}
      <LockLine>{say('insights.letters.readers', { readers })}</LockLine>
    </Listed>
  )
}

function LetterRow({ line: { id, subject, sentAt, copies } }: { line: LettersProps['lines'][number] }) {
  const { say } = useReader()
  return (
    <RowItem
      note={sentAt && say('insights.letters.copies', { copies })}
      actions={sentAt ? <Time at={sentAt} as="date" /> : <Chip tone="now">{say('insights.letters.draft')}</Chip>}
    >
      <Link to={`/insights/letters/${id}`}>{subject}</Link>
    </RowItem>
  )
}

function NoMail() {
  const { say } = useReader()
  return (
    <Notice tone="warn" title={say('insights.letters.noMail')}>
      <p>{say('insights.letters.noMailText')}</p>
      <p>
        <Link to="/outbox">{say('insights.letters.outbox')}</Link>
      </p>
    </Notice>
  )
}

interface ComposeProps {
  /** Undefined for a new letter. */
  readonly letter?: Letter
  /** What may stand in it, latest first. */
  readonly offered: readonly InsightLine[]
  /** What is ticked when the page opens. */
  readonly chosen: readonly string[]
}

/** The editor of a letter: a subject, a few lines, the articles. */
export function Compose(props: ComposeProps) {
  const { say } = useReader()
  const { letter, offered } = props
  const above = letter
    ? { to: `/insights/letters/${letter.id}`, label: letter.subject }
    : { to: '/insights/letters', label: say('insights.letters.title') }
  return (
    <Page
      title={say('insights.letters.compose')}
      width="narrow"
      lead={say('insights.letters.composeLead')}
      back={above}
    >
      {offered.length === 0 ? <NothingToSend /> : <LetterForm {...props} />}
    </Page>
  )
}

function NothingToSend() {
  const { say } = useReader()
  return (
    <EmptyState
      title={say('insights.letters.nothingYet')}
      action={<ButtonLink to="/insights/new">{say('insights.write')}</ButtonLink>}
    >
      <p>{say('insights.letters.nothingYetText')}</p>
    </EmptyState>
  )
}

function LetterForm({ letter, offered, chosen }: ComposeProps) {
  const { say } = useReader()
  const byLine = (author: string) => say('insights.by', { author })
  return (
    <Form action={letter ? `/insights/letters/${letter.id}/edition` : '/insights/letters/new'}>
      <Field name="subject" label={say('insights.letters.subject')} value={letter?.subject} maxLength={140} />
      <Area
        name="intro"
        label={say('insights.letters.intro')}
        hint={say('insights.letters.introHint')}
        value={letter?.intro}
        rows={6}
      />
      <Choices
        name="insights[]"
        pick="many"
        label={say('insights.letters.articles')}
        hint={say('insights.letters.articlesHint')}
        choices={offered.map(({ id, title, author }) => ({ value: id, label: title, hint: byLine(author) }))}
        value={chosen}
      />
      <Actions>
        <Button kind="first">{say('insights.letters.preview')}</Button>
      </Actions>
    </Form>
  )
}

/** A letter as its readers will see it, with the button that sends it. */
export function LetterPreview({ letter, readers, mailed, copies }: Reach & { letter: Letter; copies: number }) {
  const { say, moment } = useReader()
  const { id, sentAt } = letter
  return (
    <Page
      title={letter.subject}
      above={sentAt ? say('insights.letters.sentOn', { date: moment(sentAt, 'date') }) : say('insights.letters.draft')}
      width="narrow"
      back={{ to: '/insights/letters', label: say('insights.letters.title') }}
    >
      {!mailed && <NoMail />}
      {sentAt && <Notice tone="good">{say('insights.letters.sent', { copies })}</Notice>}
      <LetterWords letter={letter} />
      {!sentAt && (
        <Card title={say('insights.letters.sendTitle')} tone="ask">
          <p>{say('insights.letters.sendText', { readers })}</p>
          <Row>
            <PostButton action={`/insights/letters/${id}/sending`} kind="first" icon="mail">
              {say('insights.letters.send')}
            </PostButton>
            <ButtonLink to={`/insights/letters/${id}/edition`}>{say('insights.letters.change')}</ButtonLink>
            <PostButton action={`/insights/letters/${id}/removal`} kind="slight">
              {say('insights.delete')}
            </PostButton>
          </Row>
        </Card>
      )}
    </Page>
  )
}

function LetterWords({ letter }: { letter: Letter }) {
  return (
    <>
      <Written text={letter.intro} />
      <Glimpses lines={letter.insights} level={2} />
    </>
  )
}

/** The letters that went out, for everybody. */
export function Archive({ lines }: { lines: readonly LetterLine[] }) {
  const { say } = useReader()
  return (
    <Listed
      title={say('insights.archive.title')}
      width="narrow"
      lead={say('insights.archive.lead')}
      hidden={false}
      back={{ to: '/insights', label: say('insights.title') }}
      label={say('insights.archive.title')}
      rows={lines.map(({ id, subject, sentAt }) => (
        <RowItem key={id} note={sentAt && <Time at={sentAt} as="date" />}>
          <Link to={`/letters/${id}`}>{subject}</Link>
        </RowItem>
      ))}
      begin={
        <ButtonLink to="/letter" kind="first" icon="mail">
          {say('insights.getLetter')}
        </ButtonLink>
      }
      empty={{ title: say('insights.archive.empty'), text: say('insights.archive.emptyText') }}
    />
  )
}

/** A letter that went out, to read again. */
export function SentLetter({ letter }: { letter: Letter }) {
  const { say, moment } = useReader()
  return (
    <Page
      title={letter.subject}
      above={letter.sentAt && moment(letter.sentAt, 'date')}
      width="narrow"
      hidden={false}
      back={{ to: '/letters', label: say('insights.archive.title') }}
    >
      <LetterWords letter={letter} />
    </Page>
  )
}
