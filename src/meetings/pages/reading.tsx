import type { ComponentChildren } from 'preact'
import {
  Button,
  Card,
  Facts,
  Form,
  inside,
  Link,
  LockLine,
  Notice,
  Page,
  Points,
  Prose,
  Said,
  useReader,
  Voice,
} from '../../ui/index.ts'
import { inLanguage } from '../rules/formats.ts'
import type { OpenCase, OpenScene, Topic } from '../rules/library.ts'

/** Where something of the library can be taken: to the next meeting of a circle, if it has set one. */
export interface Taking {
  readonly action: string
  readonly circle: string
  readonly next: Date | undefined
}

interface ReadingProps<T> {
  readonly base: string
  readonly one: T
  /** Nothing for whoever reads outside of a circle. */
  readonly taking: Taking | undefined
}

/** A page on a topic: read in two minutes, then three questions and one thing to try. */
export function TopicPage({ base, one, taking }: ReadingProps<Topic>) {
  const { say, locale } = useReader()
  const { title, summary, page, questions, try: first } = one
  const words = (texts: Topic['title']) => inLanguage(texts, locale)
  return (
    <Leaf base={base} shelf={say('meetings.library.topics.one')} title={words(title)} lead={words(summary)}>
      <Prose>
        {page.map((paragraph) => (
          <p key={words(paragraph)}>{words(paragraph)}</p>
        ))}
      </Prose>
      <Questions title={say('meetings.library.questions')} questions={questions.map(words)} />
      <Card tone="now" title={say('meetings.library.try')}>
        <Voice>{say('meetings.commit.said', { cue: inside(words(first.cue)), what: inside(words(first.what)) })}</Voice>
      </Card>
      <Take taking={taking}>{say('meetings.library.topics.take')}</Take>
    </Leaf>
  )
}

/** A scene to play, as all may read it: who is in it, and where it stands. What each wants and hides is told in the room alone. */
export function ScenePage({ base, one, taking }: ReadingProps<OpenScene>) {
  const { say, locale } = useReader()
  const { theme, title, about, situation, people } = one
  return (
    <Leaf
      base={base}
      shelf={say(`meetings.library.theme.${theme}`)}
      title={inLanguage(title, locale)}
      lead={inLanguage(about, locale)}
    >
      <Prose>
        <p>{inLanguage(situation, locale)}</p>
      </Prose>
      <Card title={say('meetings.library.people')}>
        <Facts facts={people.map(({ name, who }) => [name, inLanguage(who, locale)] as const)} />
        <LockLine>{say('meetings.library.scenes.lock')}</LockLine>
      </Card>
      <Take taking={taking}>{say('meetings.library.scenes.take')}</Take>
    </Leaf>
  )
}

/** A case up to its decision. How it went on is read at the end of the meeting, and nowhere else. */
export function CasePage({ base, one, taking }: ReadingProps<OpenCase>) {
  const { say, locale } = useReader()
  const { title, about, where, story, facts, turn, questions } = one
  const words = (texts: OpenCase['title']) => inLanguage(texts, locale)
  return (
    <Leaf base={base} shelf={words(where)} title={words(title)} lead={words(about)}>
      <Prose>
        {story.map((paragraph) => (
          <p key={words(paragraph)}>{words(paragraph)}</p>
        ))}
      </Prose>
      <Card title={say('meetings.library.facts')}>
        <Points of={facts.map(words)} />
      </Card>
      <Card tone="now" title={say('meetings.library.turn')}>
        <Voice>{words(turn)}</Voice>
      </Card>
      <Questions title={say('meetings.library.caseQuestions')} questions={questions.map(words)} />
      <p class="quiet">{say('meetings.library.cases.ending')}</p>
      <Take taking={taking}>{say('meetings.library.cases.take')}</Take>
    </Leaf>
  )
}

interface LeafProps {
  readonly base: string
  readonly shelf: string
  readonly title: string
  readonly lead: string
  readonly children: ComponentChildren
}

function Leaf({ base, shelf, title, lead, children }: LeafProps) {
  const { say } = useReader()
  return (
    <Page
      title={title}
      width="narrow"
      above={shelf}
      lead={lead}
      back={{ to: base, label: say('meetings.library.title') }}
    >
      {children}
    </Page>
  )
}

function Questions({ title, questions }: { title: string; questions: readonly string[] }) {
  return (
    <Card title={title}>
      <Points numbered of={questions} />
    </Card>
  )
}

/** Takes what is read to the next meeting: all see it there, and anybody may choose otherwise. */
function Take({ taking, children }: { taking: Taking | undefined; children: ComponentChildren }) {
  const { say, moment } = useReader()
  if (!taking)
    return (
      <p class="quiet unprinted">
        <Said k="meetings.library.inACircle" parts={{ a: (words) => <Link to="/circles">{words}</Link> }} />
      </p>
    )
  const { action, circle, next } = taking
  if (!next)
    return (
      <Notice>
        <Said
          k="meetings.library.noMeeting"
          parts={{ a: (words) => <Link to={`/circles/${circle}/meetings`}>{words}</Link> }}
        />
      </Notice>
    )
  return (
    <div class="unprinted">
      <Form action={action}>
        <p>{children}</p>
        <div>
          <Button kind="first" icon="arrow">
            {say('meetings.library.takeAlong')}
          </Button>
        </div>
        <p class="quiet">{say('meetings.library.nextIs', { when: moment(next, 'full') })}</p>
      </Form>
    </div>
  )
}
